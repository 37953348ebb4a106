"""What a person should see at a moment of a session, in words, before any terminal draws it."""

from __future__ import annotations

from dataclasses import dataclass

from unkink.cli.playback import Playback
from unkink.cli.printing import clock
from unkink.cli.score import Score
from unkink.session.timeline import Block, Cue, CueKind, Side

SIDES = {Side.LEFT: "◀ LEFT SIDE", Side.RIGHT: "RIGHT SIDE ▶"}


@dataclass(frozen=True, slots=True)
class Picture:
    """Every text of the screen. Empty texts take no room. ``fraction`` is how much of the session is behind."""

    title: str
    exercise: str
    number: str
    dose: str
    doing: str
    side: str
    digits: str
    counts: str
    next_up: str
    next_dose: str
    hint: str
    elapsed: str
    total: str
    fraction: float
    variant: str
    is_work: bool


def picture(playback: Playback, now: int) -> Picture:
    """The picture at that reading of the clock."""
    score = playback.score
    here = playback.here(now)
    cue, block = score.span_at(here), score.block_at(here)
    following = score.exercise_after(here)
    return Picture(
        title=score.timeline.title,
        exercise=block.title if block else "",
        number=_number(score, here),
        dose=block.dose if block else "",
        doing="Done" if cue is None or playback.is_finished(now) else _doing(score, cue, block),
        side=SIDES[cue.side] if cue and cue.side else "",
        digits=_digits(playback, now),
        counts=counts_of(score, cue) if cue else "",
        next_up=_next_up(playback, now, following),
        next_dose=following.dose if following else "",
        hint=_hint(playback, now, cue),
        elapsed=clock(here),
        total=clock(score.total),
        fraction=here / score.total if score.total else 1.0,
        variant=block.variant if block and not playback.is_finished(now) else "",
        is_work=bool(cue and cue.prescribed),
    )


def _number(score: Score, here: int) -> str:
    """``exercise 3 of 5``."""
    return f"exercise {score.station_at(here) + 1} of {len(score.stations)}" if score.stations else ""


def _doing(score: Score, cue: Cue, block: Block | None) -> str:
    """What is on, in few words: the exercise's name and dose stand above it, the countdown in digits below it."""
    match cue.kind:
        case CueKind.ANNOUNCE:
            return "Coming up"
        case CueKind.COUNTDOWN:
            return "Get ready"
    text = doing_of(score, cue)
    return "Keep going" if block is not None and text == block.title else text


def doing_of(score: Score, cue: Cue) -> str:
    """``Hold``: the cue's text for the eyes, without the counts that have a line of their own."""
    text = cue.show
    for count in _counts(score, cue):
        text = text.removesuffix(f", {count}")
    return text


def _counts(score: Score, cue: Cue) -> list[str]:
    """``rep 2 of 4``: each count of which there is more than one."""
    counts = (("set", cue.set), ("round", cue.round), ("rep", cue.rep), ("place", cue.place))
    known = ((name, count, score.most(cue.exercise, name)) for name, count in counts if count is not None)
    return [f"{name} {count} of {most}" for name, count, most in known if most > 1]


def _digits(playback: Playback, now: int) -> str:
    """Seconds left of what is on, rounded up so that it never shows 0 too soon; at one's own pace, seconds so far."""
    own = playback.own_time(now)
    if playback.is_finished(now):
        return ""
    if own is not None:
        return clock(own)
    left = playback.score.end_of_span(playback.here(now)) - playback.here(now)
    seconds = -(-left // 1000)
    return str(seconds) if seconds < 60 else clock(seconds * 1000)


def counts_of(score: Score, cue: Cue) -> str:
    """``set 1 of 3 · rep 2 of 4``: where in the dose it stands, as far as its text does not say so."""
    said = doing_of(score, cue).lower()
    return " · ".join(count for count in _counts(score, cue) if count not in said)


def _next_up(playback: Playback, now: int, following: Block | None) -> str:
    if playback.is_finished(now):
        return ""
    return following.title if following else "the end of the session"


def _hint(playback: Playback, now: int, cue: Cue | None) -> str:
    if playback.is_finished(now):
        return "That was the session. q or Enter closes it."
    if playback.is_paused:
        return "Paused. Space goes on."
    if playback.own_time(now) is not None:
        return "Your own pace. Enter when you are done."
    if cue is not None and playback.can_hurry(now):
        return "Enter if you are ready sooner."
    return ""


def how_far(playback: Playback, now: int) -> str:
    """Where a session ended, in a sentence."""
    score = playback.score
    if playback.is_finished(now):
        return f"Done: {score.timeline.title}, {clock(score.total)}."
    here = playback.here(now)
    block = score.block_at(here)
    number = _number(score, here)
    where = f", in {block.title}{f' ({number})' if number else ''}" if block else ""
    return f"Stopped at {clock(here)} of {clock(score.total)}{where}."
