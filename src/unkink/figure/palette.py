"""The colours of a picture. A body brings those of its skin, hair and clothes; all others are here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours around and upon a figure.

    Attributes:
        name: as it is asked for.
        panel: behind everything, "" for none: then the page shows through.
        ground: what stands under a figure without a mat.
        ink: contours of figure and props.
        halo: a rim around the figure, which parts it from what is behind.
        shade: laid over what lies away from the light, at ``shade_share``.
        light: laid over what faces the light, at ``light_share``.
        cast: the shadow on the floor, at ``cast_share``.
    """

    name: str
    panel: str
    ground: str
    ink: str
    halo: str
    shade: str
    shade_share: float
    light: str
    light_share: float
    cast: str
    cast_share: float
    ghost: str
    ghost_line: str
    mat: str
    mat_side: str
    mat_line: str
    wall: str
    wall_side: str
    skirting: str
    wood: str
    steel: str
    cushion: str
    ball: str
    weight: str
    band: str
    muscle: str
    muscle_line: str
    arrow: str
    arrow_rim: str


DAY = Tone(
    name="day",
    panel="#f5efe4",
    ground="#e7dfd0",
    ink="#2a2320",
    halo="#f5efe4",
    shade="#2a1740",
    shade_share=0.17,
    light="#ffffff",
    light_share=0.15,
    cast="#4a3b2a",
    cast_share=0.16,
    ghost="#8797a3",
    ghost_line="#71818e",
    mat="#a8c8dc",
    mat_side="#7da3bd",
    mat_line="#5c8099",
    wall="#dde1dd",
    wall_side="#b9c1bc",
    skirting="#c6ceca",
    wood="#d9b98c",
    steel="#9aa5ac",
    cushion="#e6c9a8",
    ball="#f2a63b",
    weight="#4e5864",
    band="#c94f7c",
    muscle="#d6332c",
    muscle_line="#8a1410",
    arrow="#e2701b",
    arrow_rim="#fffaf2",
)

NIGHT = Tone(
    name="night",
    panel="#27312f",
    ground="#35413e",
    ink="#120d0b",
    halo="#cfd8d2",
    shade="#10081c",
    shade_share=0.22,
    light="#ffffff",
    light_share=0.13,
    cast="#0a0f0e",
    cast_share=0.38,
    ghost="#9fb2b8",
    ghost_line="#a9bcc4",
    mat="#4f7186",
    mat_side="#38566a",
    mat_line="#2a4151",
    wall="#44504d",
    wall_side="#59665f",
    skirting="#38433f",
    wood="#a5835a",
    steel="#7a878f",
    cushion="#a98c6c",
    ball="#f2a63b",
    weight="#7c8896",
    band="#d9668f",
    muscle="#e5453c",
    muscle_line="#6d0d0a",
    arrow="#f59a4c",
    arrow_rim="#16110c",
)

PRINT = Tone(
    name="print",
    panel="",
    ground="#e9e9e6",
    ink="#1f1b19",
    halo="#ffffff",
    shade="#221436",
    shade_share=0.18,
    light="#ffffff",
    light_share=0.16,
    cast="#333333",
    cast_share=0.14,
    ghost="#8c98a1",
    ghost_line="#6d7780",
    mat="#c3d9e6",
    mat_side="#93b2c6",
    mat_line="#5c8099",
    wall="#e3e6e3",
    wall_side="#bcc3bf",
    skirting="#cdd3d0",
    wood="#e3c79d",
    steel="#a6b0b6",
    cushion="#ecd5b9",
    ball="#f2a63b",
    weight="#4e5864",
    band="#c94f7c",
    muscle="#d6332c",
    muscle_line="#7a0f0c",
    arrow="#d9640f",
    arrow_rim="#ffffff",
)

TONES = {tone.name: tone for tone in (DAY, NIGHT, PRINT)}
