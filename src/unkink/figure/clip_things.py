"""The things of a movement for the moving figure: a form each, and how it goes along with the body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from unkink.body.solved import SolvedMovement
from unkink.figure.body import Body
from unkink.figure.clip_tracks import Film, stepwise
from unkink.figure.mesh import Floats
from unkink.figure.palette import DAY, NIGHT
from unkink.figure.solids import Solid
from unkink.figure.things import solids_of

FORM = 2000
"""Whole numbers to a metre, of a form."""
LINEAR = 4096
"""Whole numbers to 1, of how a form is turned and stretched."""
_SAME = 0.0008  # metres that a form may miss by, where it is only moved, turned and stretched


def things_json(body: Body, solved: SolvedMovement, film: Film) -> list[dict[str, Any]]:
    """Every solid thing: its points and triangles, its colours, and how it moves.

    ``moves`` is a row of 12 numbers for each frame (3 rows of 4: linear part and shift), or absent where the thing
    changes its form: then ``points`` is a row for each frame.
    """
    held = [body.hold(posture) for posture in film.postures]
    by_frame = [solids_of(body, solved, one, DAY) for one in held]
    by_night = solids_of(body, solved, held[0], NIGHT)
    count = min(map(len, by_frame))  # a band that cannot be laid in one frame is left out in all
    return [_thing([solids[index] for solids in by_frame], by_night[index].paint) for index in range(count)]


def _thing(frames: Sequence[Solid], night: str) -> dict[str, Any]:
    first = frames[0]
    told: dict[str, Any] = {
        "paint": {"day": first.paint, "night": night},
        "shaded": first.shaded,
        "faces": np.diff(first.faces.ravel(), prepend=0).tolist(),
    }
    forms = np.stack([solid.points for solid in frames])
    moves = _moves(forms)
    if moves is None:
        return {**told, "count": len(first.points), "points": stepwise(forms.reshape(len(forms), -1) * FORM)}
    middle = first.points.mean(0)
    form = np.round((first.points - middle) * FORM).astype(int)
    return {
        **told,
        "count": len(first.points),
        "form": np.diff(form, axis=0, prepend=0).ravel().tolist(),
        "moves": stepwise(moves * LINEAR),
    }


def _moves(forms: Floats) -> Floats | None:
    """(F, 12): each form as the first one from its middle, turned, stretched and shifted. None where it is not."""
    centred = forms[0] - forms[0].mean(0)
    flat = np.linalg.pinv(centred, rcond=1e-6)
    found = []
    for form in forms:
        middle = form.mean(0)
        linear = (flat @ (form - middle)).T
        if np.abs(centred @ linear.T + middle - form).max() > _SAME:
            return None
        found.append(np.hstack([linear, middle[:, None]]).ravel())
    return np.array(found)
