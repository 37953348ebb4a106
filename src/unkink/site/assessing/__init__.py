"""Measuring: the home tests as guided pages, what came of them, and what is due."""
