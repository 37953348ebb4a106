"""A picture in words, for who does not see it. Light to import: a page has words long before pictures."""

from __future__ import annotations

from unkink.body.movement import Movement
from unkink.body.solved import SolvedMovement


def title_of(movement: Movement, pose: str) -> str:
    """What the picture is called: the movement and the pose."""
    return f"{movement.title}: {pose.replace('_', ' ')}"


def description_of(solved: SolvedMovement, pose: str) -> str:
    """What the picture shows, for who does not see it: what the voice says there, and which muscles are marked."""
    movement = solved.movement
    said = [phase.say for phase in movement.phases if phase.pose == pose and phase.say]
    muscles = [_muscle_in_words(solved.real(name)) for name in working_muscles(movement, pose)]
    marked = f"In red, the muscles at work: {', '.join(muscles)}." if muscles else ""
    start = "Faintly, the position it starts from." if pose != movement.phases[0].pose else ""
    return " ".join(part for part in (" ".join(dict.fromkeys(said)) or movement.description, marked, start) if part)


def _muscle_in_words(name: str) -> str:
    muscle, _, mark = name.rpartition("_")
    side = {"r": "right ", "l": "left "}.get(mark)
    return f"{side}{muscle}".replace("_", " ") if side else name.replace("_", " ")


def working_muscles(movement: Movement, pose: str) -> tuple[str, ...]:
    """What works in this pose: the muscles of its hold, or of the phase that leads into it with effort."""
    phases = [phase for phase in movement.phases if phase.pose == pose and phase.does in {"hold", "lift"}]
    phases.sort(key=lambda phase: phase.does != "hold")
    return phases[0].highlight if phases else ()
