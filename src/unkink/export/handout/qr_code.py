"""An address as a QR code, for a phone's camera."""

from __future__ import annotations

from unkink.export.handout.picture import Picture

LONGEST = 400  # letters of an address: beyond, the modules are too small for a phone at arm's length


def qr_code(link: str) -> Picture:
    """Black on white, one unit a module, with the four modules of margin that ISO/IEC 18004 asks for.

    Raises:
        ValueError: if the address is longer than LONGEST.
    """
    import qrcode

    if len(link) > LONGEST:
        raise ValueError(f"an address of {len(link)} letters makes too fine a QR code; {LONGEST} is the most")
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(link)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{path}"/></svg>'
    )
    return Picture(svg, f"QR code of {link}")
