"""What is wrong with a written file: places, diagnostics, and the readers that every kind of file shares.

The bottom layer: programs and movements are read by siblings that know nothing of each other, and both answer a
mistake in this shape.
"""
