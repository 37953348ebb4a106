"""Charts of a person's progress as SVG: on the page in its colours, on paper in those of print.

One function a chart, data in, SVG out. There is no colour in them: each mark has a class, which the page's style sheet
or `for_print` gives a colour, and a shape or a word that says the same. Every number in a chart is in its table too.
"""
