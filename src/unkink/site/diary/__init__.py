"""The log: one append-only list of events for each person, and what is worked out from it."""
