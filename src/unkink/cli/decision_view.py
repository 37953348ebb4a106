"""A decision as people read it: a short table, or in full words."""

from __future__ import annotations

from collections.abc import Iterator

from unkink.coach.decision import Ask, Change, Decision, InPhase, JudgedSession, Prescribed, Reason, Status
from unkink.coach.untold import in_words
from unkink.findings.words import counted

STATUS = {
    Status.READY: "Ready for a session.",
    Status.REST_DAY: "A day of rest.",
    Status.REST: "Rest, until the morning is as usual again.",
    Status.SCREENING: "First come the questions.",
    Status.LOCKED: "Locked.",
}
ASKS = {
    Ask.MORNING: "How was the morning after the session? as usual, muscles sore, or more pain",
    Ask.USUAL_AGAIN: "Is it as usual again?",
    Ask.SCREENING: "The questions before a session.",
}
NOTHING_LEFT = "Nothing to do today: everything is left out for now."
HERE = ">"


def as_table(decision: Decision) -> str:
    """Whether to begin, and a line for each exercise: the change, the dose, the reason."""
    return "\n".join([*_head(decision), "", *(_line(one) for one in decision.exercises)])


def as_words(decision: Decision) -> str:
    """Everything: what to do, why, what would raise it, what is ahead, what is asked, how the last sessions were."""
    parts = [_head(decision)]
    if decision.phase is not None:
        parts.append(list(_phase(decision.phase)))
    parts += [list(_exercise(one)) for one in decision.exercises]
    if decision.asks:
        parts.append(["Waiting for an answer:", *(f"  {ASKS[one.ask]}" for one in decision.asks)])
    if decision.sessions:
        parts.append(["The sessions of the last seven days:", *(_session(one) for one in decision.sessions)])
    return "\n\n".join("\n".join(part) for part in parts)


def _head(decision: Decision) -> list[str]:
    when = f" The next session: {decision.not_before}." if decision.status is Status.REST_DAY else ""
    phase = [f"Phase: {decision.phase.title}"] if decision.phase is not None else []
    reasons = map(_why, decision.reasons)
    ready = decision.status is Status.READY and not any(one.dose for one in decision.exercises)
    status = NOTHING_LEFT if ready else STATUS[decision.status]
    return [f"{decision.title}, {decision.day}", *phase, f"{status}{when}", *reasons]


def _phase(phase: InPhase) -> Iterator[str]:
    since = f"since {phase.since}" if phase.since else "its first session is still to come"
    yield f"{phase.title}: {since}; {counted(phase.sessions, 'session')} that count so far"
    yield from (_why(reason) for reason in phase.reasons)
    yield f"  What leads on? {phase.onward.says}"
    yield "  Every phase:"
    for step in phase.steps:
        yield f"  {HERE if step.here else ' '} {step.title}"


def _line(one: Prescribed) -> str:
    return f"{_name(one)}: {_dose(one)} [{one.change}, {one.reasons[0].rule}]"


def _exercise(one: Prescribed) -> Iterator[str]:
    yield f"{_name(one)}: {_dose(one)}"
    yield f"  {_changed(one)}"
    yield from (_why(reason) for reason in one.reasons)
    yield f"  What would raise it? {one.higher.says}"
    yield "  Every step:"
    for step in one.steps:
        yield f"  {HERE if step.here else ' '} {step.rung:>3}  {step.title}: {step.dose}"


def _name(one: Prescribed) -> str:
    return f"{one.title}, {one.side} side" if one.side else one.title


def _dose(one: Prescribed) -> str:
    if one.dose is None:
        return "nothing today"
    other = f"{one.variant}, " if one.variant != one.exercise else ""
    return f"{other}{one.dose}"


def _changed(one: Prescribed) -> str:
    match one.change:
        case Change.UP:
            return f"Up, to step {one.rung}."
        case Change.DOWN:
            return f"Down, to step {one.rung}."
        case Change.SAME:
            return f"Step {one.rung}, as before."
        case Change.SWAP:
            return "Something else today."
        case Change.WITHHELD:
            return "Left out for now."
        case Change.LOCKED:
            return "Locked."


def _why(reason: Reason) -> str:
    row = f", {reason.colour}" if reason.colour else ""
    made = f", from {counted(len(reason.events), 'event')}" if reason.events else ""
    return f"  {reason.says} ({reason.rule}{row}{made}; {reason.source})"


def _session(session: JudgedSession) -> str:
    told = ", ".join(
        f"{one.exercise}{f' {one.side}' if one.side else ''} {one.colour} (row {one.row})"
        + (f", not told: {in_words(one.missing)}" if one.missing else "")
        + (f", {one.expected} if the morning is as usual" if one.provisional else "")
        for one in session.exercises
    )
    return f"  {session.day}: {told}"
