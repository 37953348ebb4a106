"""The coach on the pages: what is due for a person, why, and what they choose themselves."""
