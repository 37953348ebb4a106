"""A decision as JSON: the document that decision.schema.json describes."""

from __future__ import annotations

from unkink.coach.decision import Decision, Higher, InPhase, JudgedSession, Onward, Prescribed, Reason, Step
from unkink.coach.untold import Untold

SCHEMA = "unkink-decision-1"


def as_json(decision: Decision) -> dict[str, object]:
    """The whole decision, ready to be written."""
    return {
        "schema": SCHEMA,
        "program": decision.program,
        "title": decision.title,
        "now": decision.at.isoformat().replace("+00:00", "Z"),
        "zone": decision.zone,
        "day": decision.day.isoformat(),
        "status": str(decision.status),
        "not_before": decision.not_before and decision.not_before.isoformat(),
        "easier_week": decision.easier_week,
        "reasons": [_reason(one) for one in decision.reasons],
        "asks": [{"ask": str(one.ask), "session": one.session and str(one.session)} for one in decision.asks],
        "exercises": [_exercise(one) for one in decision.exercises],
        "sessions": [_session(one) for one in decision.sessions],
        "phase": decision.phase and _phase(decision.phase),
    }


def _exercise(one: Prescribed) -> dict[str, object]:
    return {
        "exercise": one.exercise,
        "title": one.title,
        "side": one.side and str(one.side),
        "change": str(one.change),
        "rung": one.rung,
        "variant": one.variant,
        "dose": None if one.dose is None else str(one.dose),
        "instead_of_because": one.instead_of_because or None,
        "reasons": [_reason(reason) for reason in one.reasons],
        "higher": _higher(one.higher),
        "ahead": [_step(step) for step in one.steps],
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "rule": reason.rule,
        "row": reason.row,
        "colour": reason.colour and str(reason.colour),
        "says": reason.says,
        "source": reason.source,
        "events": [str(event) for event in reason.events],
        "untold": reason.untold and _untold(reason.untold),
    }


def _untold(untold: Untold) -> dict[str, object]:
    return {
        "session": str(untold.session),
        "day": untold.day.isoformat(),
        "answers": [str(answer) for answer in untold.answers],
    }


def _higher(higher: Higher) -> dict[str, object]:
    return {
        "possible": higher.possible,
        "says": higher.says,
        "sessions": higher.sessions,
        "not_before": higher.not_before and higher.not_before.isoformat(),
        "effort_at_most": higher.effort_at_most,
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "rung": step.rung,
        "variant": step.variant,
        "title": step.title,
        "dose": step.dose,
        "here": step.here,
    }


def _phase(phase: InPhase) -> dict[str, object]:
    return {
        "phase": phase.phase,
        "title": phase.title,
        "since": phase.since and phase.since.isoformat(),
        "sessions": phase.sessions,
        "reasons": [_reason(one) for one in phase.reasons],
        "onward": _onward(phase.onward),
        "ahead": [{"phase": one.phase, "title": one.title, "here": one.here} for one in phase.steps],
    }


def _onward(onward: Onward) -> dict[str, object]:
    return {
        "possible": onward.possible,
        "says": onward.says,
        "to": onward.to,
        "title": onward.title,
        "sessions": onward.sessions,
        "not_before": onward.not_before and onward.not_before.isoformat(),
        "measure": list(onward.measure),
    }


def _session(session: JudgedSession) -> dict[str, object]:
    return {
        "session": str(session.session),
        "day": session.day.isoformat(),
        "exercises": [
            {
                "exercise": one.exercise,
                "side": one.side and str(one.side),
                "row": one.row,
                "colour": str(one.colour),
                "provisional": one.provisional,
                "expected": str(one.expected),
                "missing": [str(answer) for answer in one.missing],
            }
            for one in session.exercises
        ],
    }
