"""How marks look on paper, where no style sheet of the page reaches: the colours of the handout, and its letters."""

from __future__ import annotations

FONT = "Figtree"
STYLE = """
text{font-family:Figtree,sans-serif}
.c-soft{fill:#55615b}
.c-strong{fill:#1c2925;font-weight:800}
.c-halo{stroke:#fff;stroke-width:3;stroke-linejoin:round;paint-order:stroke}
.c-grid,.c-tick{fill:none;stroke:#cfc6b6;stroke-width:.6}
.c-axis{fill:none;stroke:#55615b;stroke-width:.8}
.c-dash{fill:none;stroke:#55615b;stroke-width:.7;stroke-dasharray:2 2}
.c-done,.c-go,.c-dot{fill:#17594a}
.c-open{fill:none;stroke:#8a8270;stroke-width:.8;stroke-dasharray:2.5 2}
.c-hollow{fill:#fff;stroke:#17594a;stroke-width:1.4}
.c-cross{fill:none;stroke:#8a4300;stroke-width:1.4}
.c-slow{fill:#b3680f}
.c-stop{fill:#a3211b}
.c-other{fill:#8a4300}
.c-line{fill:none;stroke:#17594a;stroke-width:2}
.c-line-2{fill:none;stroke:#8a4300;stroke-width:2;stroke-dasharray:5 3}
.c-thin{fill:none;stroke:#17594a;stroke-width:1}
.c-thin-2{fill:none;stroke:#8a4300;stroke-width:1;stroke-dasharray:4 3}
.c-error,.c-usual{fill:none;stroke:#55615b;stroke-width:1.2}
.c-mean{fill:none;stroke:#1c2925;stroke-width:1.8}
.c-range{fill:none;stroke:#8a8270;stroke-width:2.4}
.c-band-mild,.c-band-expected{fill:#eef5f0}
.c-band-moderate{fill:#fdf2e0}
.c-band-strong{fill:#fbe6e1}
"""


def for_print(svg: str) -> str:
    """The same chart with the colours of print inside."""
    head, mark, rest = svg.partition(">")
    return f"{head}{mark}<style>{STYLE.strip()}</style>{rest}"
