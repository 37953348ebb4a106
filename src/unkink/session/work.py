"""The work of one set: reps, rounds or time as stretches, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unkink.program.dose import Between, Dose, Reps, Rounds, Span, Time
from unkink.session import phrases
from unkink.session.act import Act, seconds_ms
from unkink.session.beat import Beat, Say, fitting, room_before
from unkink.session.rep import Part, rep_parts
from unkink.session.stretch import Turn, guided, last_seconds, stretch
from unkink.session.timeline import CueKind, Side

BETWEEN_SIDES_MS = 1000  # when sides alternate rep by rep nobody turns over, but a full second is theirs

PHASE_WORDS: dict[str, Say] = {
    "hold": (phrases.HOLD,),
    "pause": (phrases.HOLD,),
    "lower": (phrases.LOWER,),
    "return": (phrases.AND_BACK,),
    "work": (phrases.BEGIN,),
}

# A shorter hold is one beat of a moving exercise: a rest after each would keep a person waiting in a plank (judgement).
LONG_HOLD_S = 5
RESTS_SAID_FROM_MS = 5000  # a shorter rest between reps is left in peace


def reps(act: Act, work: Reps, sides: Sequence[Side | None], set_: int) -> Iterator[Beat]:
    """Every rep of one set. With two sides each rep is done on one, then on the other."""
    count = work.of_set(set_)
    parts = rep_parts(act)
    previous: Turn | None = None
    for rep in range(1, count + 1):
        for side in sides:
            turn = Turn(side, set_, rep=rep)
            if previous is not None:
                yield from _between_reps(act, previous, turn)
            opening = phrases.number(rep) if side is sides[0] else ()
            yield from _rep(act, parts, turn, opening, count)
            previous = turn


def rounds(act: Act, work: Rounds, side: Side | None, set_: int, numbers: Sequence[int]) -> Iterator[Beat]:
    """The rounds with these numbers, each phase by its name."""
    rest_ms = (act.dose.rest_between(Between.ROUNDS) or 0) * 1000
    for number in numbers:
        if number != numbers[0] and rest_ms:
            yield inner_rest(act, Turn(side, set_, round=number - 1), rest_ms)
        yield from _round(act, work, Turn(side, set_, round=number), number)


def time(act: Act, work: Time, side: Side | None, set_: int) -> Iterator[Beat]:
    """One effort, in as many places as the dose asks for: whole milliseconds that add up to it exactly."""
    total = seconds_ms(work.seconds)
    if act.dose.places is None:
        part = Part("work", total, True)
        moments = guided(part, act.settings.verbosity)
        yield from stretch(act, part, Turn(side, set_), act.section.title, [PHASE_WORDS["work"]], moments)
    else:
        yield from _places(act, total, act.dose.places, Turn(side, set_))


def inner_rest(act: Act, turn: Turn, ms: int) -> Beat:
    """A rest within a set: no countdown follows it, so a long one counts its own last seconds."""
    moments = last_seconds(ms, act.settings.verbosity)
    room = room_before(moments, ms)
    return Beat(
        kind=CueKind.REST,
        ms=ms,
        exercise=act.exercise,
        side=turn.side,
        set=turn.set,
        rep=turn.rep,
        round=turn.round,
        show="Rest",
        say=fitting([(phrases.REST,)], room, act.settings.verbosity) if ms >= RESTS_SAID_FROM_MS else (),
        moments=moments,
    )


def _between_reps(act: Act, previous: Turn, turn: Turn) -> Iterator[Beat]:
    """A rest on the same side; a second at the least, and no less than any written rest, to the other."""
    written = act.dose.rest_between(Between.REPS)
    unwritten = act.settings.rest_between_reps if _is_long_hold(act.dose) else 0
    rest_ms = (unwritten if written is None else written) * 1000
    if turn.side is previous.side:
        if rest_ms:
            yield inner_rest(act, previous, rest_ms)
        return
    ms = max(rest_ms, BETWEEN_SIDES_MS, (act.dose.rest_between(Between.SIDES) or 0) * 1000)
    moments = last_seconds(ms, act.settings.verbosity)
    say = fitting([phrases.SHORT_SIDE[turn.side]], room_before(moments, ms), act.settings.verbosity)
    yield Beat(
        CueKind.SWITCH,
        ms,
        act.exercise,
        turn.side,
        set=turn.set,
        rep=turn.rep,
        show="Other side",
        say=say,
        moments=moments,
    )


def _is_long_hold(dose: Dose) -> bool:
    return dose.hold is not None and dose.hold.low >= LONG_HOLD_S


def _rep(act: Act, parts: Sequence[Part], turn: Turn, opening: Say, count: int) -> Iterator[Beat]:
    is_last = turn.rep == count > 1
    opening = (phrases.LAST_REP,) if is_last else opening
    progress = f"rep {turn.rep} of {count}"
    for part in parts:
        first = part is parts[0]
        show = f"{part.phase.capitalize()}, {progress}" if part.phase != "rep" else progress.capitalize()
        said = _openings(opening if first else (), PHASE_WORDS.get(part.phase, ()))
        led_by = CueKind.LAST_REP if first and is_last else None
        yield from stretch(act, part, turn, show, said, guided(part, act.settings.verbosity), led_by)


def _round(act: Act, work: Rounds, turn: Turn, number: int) -> Iterator[Beat]:
    count = work.count.low
    is_last = number == count > 1
    opening = (phrases.LAST_ROUND,) if is_last else phrases.round_number(number) if number > 1 else ()
    for phase in work.phases:
        first = phase is work.phases[0]
        part = Part(phase.name, seconds_ms(phase.seconds), True)
        show = f"{phase.name.capitalize()}, round {number} of {count}"
        said = _openings(opening if first else (), phrases.phase_name(phase.name))
        led_by = CueKind.LAST_REP if first and is_last else None
        yield from stretch(act, part, turn, show, said, guided(part, act.settings.verbosity), led_by)


def _places(act: Act, total: int, places: Span, turn: Turn) -> Iterator[Beat]:
    """The changes of place mark the way, so no half way is given; only the end of the last place is counted."""
    count = min(places.low, total)
    each, over = divmod(total, count)
    for place in range(1, count + 1):
        part = Part("work", each + (place <= over), True)
        said = PHASE_WORDS["work"] if place == 1 else (phrases.NEXT_SPOT,)
        moments = last_seconds(part.ms, act.settings.verbosity) if place == count else ()
        show = f"{act.section.title}, place {place} of {count}"
        led_by = CueKind.NEXT_PLACE if place > 1 else None
        yield from stretch(act, part, turn._replace(place=place), show, [said], moments, led_by)


def _openings(opening: Say, own: Say) -> list[Say]:
    """What may be said at the start of a stretch, the fullest first."""
    return [opening + own, own, opening] if opening and own else [opening or own]
