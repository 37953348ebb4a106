"""A checked program becomes the handout that its page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unkink.export.handout.words import asked, figures, lasts
from unkink.program.dose import Span
from unkink.program.dose_words import counted, dose_words, span_words
from unkink.program.ladder import Ladder, Rung, ladder_of
from unkink.program.prescription import Item, prescribe
from unkink.program.program import Need, PhaseOfProgram, Program, Section, Substitute
from unkink.session.compile import compile_session
from unkink.session.phrases import together
from unkink.session.timeline import Block, Pace
from unkink.site.programs.cards import ExerciseCard, Handout, LadderCard, PhaseCard, Step, Swap, Text
from unkink.site.programs.movements import shipped_facts
from unkink.site.programs.prose import block, inline
from unkink.site.programs.sessions import minutes, sessions_of


def handout_of(program: Program) -> Handout:
    """Everything on the page of ``program``, as everybody starts it: each exercise at rung 0."""
    phases = tuple(_phase(program, phase) for phase in program.phases)
    exercises = tuple(card for phase in phases for card in phase.exercises) or _exercises(program, program.exercises)
    return Handout(
        program=program,
        intro=tuple(map(inline, program.intro)),
        a_week=figures(program.sessions),
        length=_weeks(program.length),
        sessions=sessions_of(program),
        needs=_needs(exercises),
        phases=phases,
        exercises=exercises,
        also=tuple(_text(section) for section in _beside(program, exercises)),
    )


def _weeks(span: Span | None) -> str:
    if span is None:
        return ""
    return f"{figures(span)} {'week' if span.high == 1 else 'weeks'}"


def _exercises(program: Program, names: Sequence[str]) -> tuple[ExerciseCard, ...]:
    """The cards of one session, numbered as they are done."""
    today = prescribe(program, exercises=names)
    played = compile_session(program, today, movements=shipped_facts()).blocks
    return tuple(
        _exercise(program, item, number, [found for found in played if found.exercise == item.exercise])
        for number, item in enumerate(today.items, start=1)
    )


def _exercise(program: Program, item: Item, number: int, played: Sequence[Block]) -> ExerciseCard:
    section = program.exercise(item.exercise)
    return ExerciseCard(
        number=number,
        text=_text(section),
        words=dose_words(item.dose),
        dose=str(item.dose),
        minutes=minutes(sum(found.end - found.start for found in played)),
        own_pace=any(found.pace is Pace.OWN for found in played),
        in_short_session=item.exercise in program.short_session,
        members=tuple(_text(program.exercise(name)) for name in item.members),
        ladder=_ladder(program, ladder_of(program, item.exercise)),
        swaps=tuple(_swap(program, section, substitute) for substitute in section.substitutes),
        variants=tuple(_text(found) for found in program.sections.values() if found.variant_of == section.id),
    )


def _text(section: Section) -> Text:
    return Text(
        id=section.id,
        title=section.title,
        why=tuple(map(inline, section.why)),
        steps=tuple(map(inline, section.steps)),
        cautions=tuple(map(inline, section.cautions)),
        other=tuple(map(block, section.other)),
        needs=section.needs,
    )


def _ladder(program: Program, ladder: Ladder) -> LadderCard:
    return LadderCard(
        easier=sum(rung.number < 0 for rung in ladder.rungs),
        harder=sum(rung.number > 0 for rung in ladder.rungs),
        scheduled=ladder.scheduled,
        steps=tuple(_step(program, ladder, rung) for rung in reversed(ladder.rungs)),
    )


def _step(program: Program, ladder: Ladder, rung: Rung) -> Step:
    other = rung.exercise != ladder.exercise
    dose = rung.dose.at_base() if not ladder.scheduled else rung.dose
    return Step(
        number=rung.number,
        words=dose_words(dose),
        dose=str(dose),
        variant=program.exercise(rung.exercise).title if other else "",
        variant_id=rung.exercise if other else "",
        lasts=lasts(rung),
    )


def _swap(program: Program, section: Section, substitute: Substitute) -> Swap:
    return Swap(
        when=asked(section.needs, substitute.when),
        title=program.exercise(substitute.exercise).title,
        section=substitute.exercise,
        dose=dose_words(substitute.dose) if substitute.dose else "",
    )


def _needs(exercises: Iterable[ExerciseCard]) -> tuple[Need, ...]:
    """What the exercises need, each name once, in the order in which it is needed."""
    texts = (text for card in exercises for text in (card.text, *card.members))
    return together(need for text in texts for need in text.needs)


def _phase(program: Program, phase: PhaseOfProgram) -> PhaseCard:
    facts = [
        f"{span_words(phase.sessions)} sessions a week" if phase.sessions else "",
        counted(phase.length, "week") if phase.length else "",
        f"Begins {phase.enter_when}" if phase.enter_when else "",
    ]
    return PhaseCard(
        id=phase.id,
        title=phase.title,
        why=tuple(map(inline, phase.why)),
        facts=tuple(filter(None, facts)),
        choose_by=(phase.choose_by or "").replace("-", " "),
        choices=tuple((choice.outcome, choice.target, _title(program, choice.target)) for choice in phase.choices),
        exercises=_exercises(program, phase.exercises),
    )


def _title(program: Program, target: str) -> str:
    """What the phase or section with that id is called."""
    titles = {phase.id: phase.title for phase in program.phases}
    titles |= {section.id: section.title for section in program.sections.values()}
    return titles.get(target, target)


def _beside(program: Program, exercises: Iterable[ExerciseCard]) -> list[Section]:
    """Sections that stand on no exercise: optional ones, and substitutes with a dose of their own."""
    shown = {text.id for card in exercises for text in (card.text, *card.members, *card.variants)}
    return [found for found in program.sections.values() if found.id not in shown]
