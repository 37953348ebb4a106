"""Movements to look at: which there are, their pictures, and the pages that show them."""
