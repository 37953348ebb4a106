"""The whole held together: every name answered for, every section with its place, every ladder climbable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unkink.findings.findings import Findings
from unkink.findings.text import Text
from unkink.findings.words import MOST_CANDIDATES
from unkink.program.cursor import DoseError
from unkink.program.dose import Dose
from unkink.program.dose_sense import sane
from unkink.program.header import Header
from unkink.program.ladder import MOST_RUNGS, Climb, climbs, ranged
from unkink.program.lever import levers_of
from unkink.program.phases import PhaseDraft
from unkink.program.program import Lever, WrittenRung
from unkink.program.sections import Draft, Reference

MOST_RUNGS_IN_ALL = 5000  # of one program: a ladder of thirty for every exercise of the longest file that is read
MOST_NAMED = 12  # names that a finding lists
DOSE_KEYS = ("dose", "easier", "harder", "rungs", "circuit", "sides")


def unique(drafts: Sequence[Draft], phases: Sequence[PhaseDraft], findings: Findings) -> dict[str, Draft]:
    """The drafts by id; the same id twice is an error at the second place."""
    by_id: dict[str, Draft] = {}
    for draft in drafts:
        if draft.id in by_id:
            _twice(draft.id, draft.heading.line, by_id[draft.id].heading.line, draft, findings)
        by_id.setdefault(draft.id, draft)
    seen: dict[str, PhaseDraft] = {}
    for phase in phases:
        if phase.phase.id in seen or phase.phase.id in by_id:
            earlier = seen[phase.phase.id].heading if phase.phase.id in seen else by_id[phase.phase.id].heading
            _twice(phase.phase.id, phase.heading.line, earlier.line, phase, findings)
        seen.setdefault(phase.phase.id, phase)
    return by_id


def _twice(name: str, line: int, earlier: int, draft: Draft | PhaseDraft, findings: Findings) -> None:
    message = f"the id `{name}` stands twice, on lines {min(line, earlier)} and {max(line, earlier)}"
    findings.error("id-twice", message, draft.heading, suggestion=f"{{#{name}-2}}")


def is_exercise(draft: Draft, members: frozenset[str]) -> bool:
    """Whether a section is played in its own place in the session."""
    section = draft.section
    if section.variant_of:
        return False
    if section.dose or section.rungs or section.circuit:
        return True
    return "dose" in draft.keys or "rungs" in draft.keys or (bool(section.steps) and draft.id not in members)


def answer_names(drafts: Mapping[str, Draft], phases: Sequence[PhaseDraft], header: Header, findings: Findings) -> None:
    """Every name in the file is held against the sections that there are."""
    names = list(drafts)
    for draft in drafts.values():
        for reference in draft.references:
            if reference.name.content not in drafts:
                others = [name for name in names[:MOST_CANDIDATES] if name != draft.id]
                findings.unknown("unknown-section", "no section is called", reference.name, others)
            else:
                _role(draft, reference, drafts, findings)
    targets = dict.fromkeys([*names, *(phase.phase.id for phase in phases)])
    for phase in phases:
        for reference in phase.references:
            if reference.name.content not in targets:
                findings.unknown("unknown-section", "no phase or section is called", reference.name, list(targets))
            elif reference.name.content in drafts:
                _chosen(drafts[reference.name.content], reference.name, phases, findings)
    for name in header.short_session:
        found = drafts.get(name.content)
        if found is None:
            findings.unknown("unknown-section", "no exercise is called", name, names)
        elif found.section.variant_of:
            message = f"`{name.content}` is a variant; the short session names exercises"
            findings.error("short-session-variant", message, name, suggestion=found.section.variant_of)


def _chosen(target: Draft, place: Text, phases: Sequence[PhaseDraft], findings: Findings) -> None:
    """An outcome can put an exercise into the session: something with doses of its own."""
    if target.section.variant_of is None and ("dose" in target.keys or "rungs" in target.keys):
        return
    what = "a variant" if target.section.variant_of else "without a dose of its own"
    message = f"`{target.id}` is {what}; an outcome names a phase or an exercise"
    known = [name for phase in phases for name in (phase.phase.id, *phase.phase.exercises)]
    expected = tuple(known) if len(known) <= MOST_NAMED else ()
    findings.error("choose-variant", message, place, expected=expected, suggestion=target.section.variant_of or "")


def _role(draft: Draft, reference: Reference, drafts: Mapping[str, Draft], findings: Findings) -> None:
    """Whether the section that is named can play the part that it is named for."""
    name, place = reference.name.content, reference.name
    target = drafts[name]
    parent = target.section.variant_of
    match reference.role:
        case "variant of" if name == draft.id:
            findings.error("variant-of-itself", f"`{name}` is named a variant of itself", place)
        case "variant of" if parent:
            message = f"`{name}` is itself a variant; a variant belongs to an exercise"
            findings.error("variant-of-variant", message, place, suggestion=f"variant of: {parent}")
        case "easier" | "harder" | "rungs" if draft.id not in (name, parent) and (not parent or parent in drafts):
            message = f"`{name}` is no variant of `{draft.id}`"
            findings.error("rung-not-a-variant", message, place, suggestion=f"- variant of: {draft.id}")
        case "circuit" if name == draft.id:
            findings.error("circuit-of-itself", f"`{name}` runs through itself", place)
        case "circuit" if target.section.circuit:
            findings.error("circuit-of-circuits", f"`{name}` is itself a circuit", place)
        case "instead when":
            _substitute(draft, reference, target, findings)
        case _:
            pass


def _substitute(draft: Draft, reference: Reference, target: Draft, findings: Findings) -> None:
    name = reference.name.content
    if name == draft.id:
        findings.error("substitute-itself", f"`{name}` is named a substitute for itself", reference.name)
        return
    substitute = next((one for one in draft.section.substitutes if one.exercise == name), None)
    if substitute and substitute.dose is None and not _has_a_dose(draft, target):
        message = f"`{name}` has no dose to play: it stands on no ladder here"
        findings.error("substitute-without-dose", message, reference.name, suggestion=f"{name}: 30 s per side")


def _has_a_dose(draft: Draft, target: Draft) -> bool:
    if target.section.dose or target.section.rungs:
        return True
    lines = (*draft.section.easier, *draft.section.harder, *draft.section.rungs)
    return any(not isinstance(line, Lever) and line.exercise == target.id for line in lines)


def one_kind_each(drafts: Mapping[str, Draft], members: frozenset[str], findings: Findings) -> None:
    """A section is an exercise, a variant, a circuit or a circuit's member, and has what its kind needs."""
    for draft in drafts.values():
        if draft.section.variant_of or "variant of" in draft.keys:
            _no_dose_of_its_own(draft, findings)
        elif "rungs" in draft.keys:
            _schedule(draft, findings)
        elif "dose" not in draft.keys:
            _dose_missing(draft, members, findings)


def _no_dose_of_its_own(draft: Draft, findings: Findings) -> None:
    for key in DOSE_KEYS:
        if key in draft.keys:
            message = f"a variant has no `{key}` of its own: doses stand on the ladder of `{draft.section.variant_of}`"
            findings.error("variant-with-dose", message, draft.keys[key], suggestion="move it to the exercise")


def _schedule(draft: Draft, findings: Findings) -> None:
    for key in ("easier", "harder"):
        if key in draft.keys:
            message = f"`rungs` states the whole schedule; `{key}` cannot stand beside it"
            findings.error("schedule-and-ladder", message, draft.keys[key])
    rungs, places = draft.section.rungs, draft.lines.get("rungs", [])
    if draft.section.dose and rungs and draft.section.dose != rungs[0].dose:
        message = "the schedule lists every dose; this one is never played"
        findings.warn("dose-beside-schedule", message, draft.keys["dose"], suggestion="delete the line")
    for rung, place in list(zip(rungs, places, strict=False))[:-1]:
        if not rung.weeks and not rung.sessions:
            findings.error(
                "rung-without-length",
                "only the last line of a schedule may go on without end",
                place,
                expected=("for N weeks", "for N sessions"),
                suggestion=f"{place.content} for 1 week",
            )


def _dose_missing(draft: Draft, members: frozenset[str], findings: Findings) -> None:
    for key in ("easier", "harder"):
        if key in draft.keys:
            findings.error("dose-missing", f"`{key}` needs a `dose` to start from", draft.keys[key])
            return
    is_text = not draft.keys and not draft.section.steps
    if draft.id in members or is_text:
        return
    message = f"`{draft.id}` has no dose and is a variant of nothing"
    expected = ("- dose: …", "- variant of: …")
    findings.error("dose-missing", message, draft.heading, expected=expected, suggestion="- dose: 8 reps")


def climbable(drafts: Mapping[str, Draft], findings: Findings) -> None:
    """Every lever finds something to raise, nothing rises twice, and no ladder is endless."""
    count = 0
    for draft in drafts.values():
        if draft.section.dose and not draft.section.variant_of:
            _range_and_lever(draft, draft.section.dose, findings)
            count += _climb(draft, findings)
        if count > MOST_RUNGS_IN_ALL:
            message = f"the ladders of this program have more than {MOST_RUNGS_IN_ALL} rungs up to here"
            findings.error("program-too-long", message, draft.heading, suggestion="make two programs of it")
            return


def _range_and_lever(draft: Draft, dose: Dose, findings: Findings) -> None:
    raised = set(ranged(dose))
    for line, place in zip(draft.section.harder, draft.lines.get("harder", []), strict=False):
        if not isinstance(line, Lever):
            return
        if line.name in raised:
            message = f"the dose already gives `{line.name}` a range to rise in; this line names it again"
            findings.error("range-and-lever", message, place, suggestion="keep the range or the line, not both")


def _climb(draft: Draft, findings: Findings) -> int:
    """Hold every line of a ladder to its sense; the number of rungs that were climbed."""
    places = draft.lines.get("harder", [])
    count = 0
    for climb in climbs(draft.section):
        count += len(climb.steps)
        if count > MOST_RUNGS:
            message = f"this ladder has more than {MOST_RUNGS} rungs"
            findings.error("ladder-too-long", message, places[climb.line] if climb.line >= 0 else draft.heading)
            return count
        if climb.line >= 0:
            _line(draft.section.harder[climb.line], climb, places[climb.line], findings)
    return count


def _line(line: WrittenRung | Lever, climb: Climb, place: Text, findings: Findings) -> None:
    if isinstance(line, Lever) and line.name not in (has := levers_of(climb.start)):
        message = f"the dose that this line starts from, `{climb.start}`, has no `{line.name}` to raise"
        findings.error("lever-missing", message, place, expected=tuple(has))
    elif not climb.steps:
        message = f"this line can never be reached: `{climb.start}` is already there"
        findings.warn("line-unreachable", message, place, suggestion="raise its bound or delete it")
    for _, dose in climb.steps:
        try:
            sane(place.content, dose)
        except DoseError as error:
            findings.error(error.code, error.message, place)
            return
