"""Screening and the morning after: the questions as pages, what they lead to, and how the next morning was."""
