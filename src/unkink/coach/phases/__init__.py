"""Phases of a longer program: which one somebody is in, what leads on, and what it holds."""
