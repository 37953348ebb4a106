"""A text as a QR code: as half blocks for a terminal, as SVG for a page."""

from __future__ import annotations

from itertools import zip_longest

import qrcode

QUIET = 4  # modules of margin all round (ISO/IEC 18004)
DARK_ON_LIGHT, PLAIN = "\x1b[30;107m", "\x1b[0m"
HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}  # (upper, lower) is inked


def _modules(text: str) -> list[list[bool]]:
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]


def blocks(text: str, *, coloured: bool) -> str:
    """Lines of half blocks. ``coloured`` sets black on white; without it the light is inked, for a dark terminal."""
    rows = _modules(text)
    lines = []
    for upper, lower in zip_longest(rows[::2], rows[1::2], fillvalue=[False] * len(rows[0])):
        pairs = zip(upper, lower, strict=True)
        line = "".join(HALVES[high == coloured, low == coloured] for high, low in pairs)
        lines.append(f"{DARK_ON_LIGHT}{line}{PLAIN}" if coloured else line)
    return "\n".join(lines)


def svg(text: str, *, label: str) -> str:
    """A drawing, black on white in both themes, of which a screen reader says ``label``. Scales to its box."""
    from django.utils.html import format_html

    rows = _modules(text)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" shape-rendering="crispEdges">'
        '<rect width="100%" height="100%" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        label,
        len(rows),
        len(rows),
        path,
    )
