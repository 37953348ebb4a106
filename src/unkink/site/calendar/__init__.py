"""The plan on the pages: days and times, holidays, and the address that calendar programs read."""
