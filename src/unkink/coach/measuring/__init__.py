"""Home tests: what was measured, what has changed, what is due."""
