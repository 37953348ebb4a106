"""What the answers to the screening questions lead to: one entry is one row of the table.

The questions themselves, in words, are content. A question that is not answered locks nothing; what was answered to it
before holds on (`unkink.coach.said`). Every name of an answer
that is true is also handed to the program, whose file may name a substitute for it (``instead when pinching-hip``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from unkink.wire.facts import Fact, Facts


class Outcome(StrEnum):
    """What a row leads to; the first five lock."""

    EMERGENCY = "emergency"
    SAME_DAY = "same-day"
    PROFESSIONAL = "professional"
    OUT_OF_SCOPE = "out-of-scope"
    TWO_REDS = "two-reds"
    ADVICE = "advice"
    SWAP = "swap"


@dataclass(frozen=True, slots=True)
class Question:
    """One row: when its answers match, the outcome; ``implies`` are answers that the program hears."""

    id: str
    when: Callable[[Facts], bool]
    outcome: Outcome
    source: str
    implies: tuple[str, ...] = ()
    rule: str | None = None


def yes(*names: str) -> Callable[[Facts], bool]:
    """At least one of these was answered with yes."""
    return lambda facts: any(_is_yes(facts, name) for name in names)


def over(name: str, number: float) -> Callable[[Facts], bool]:
    return lambda facts: _number(facts, name) > number


def under(name: str, number: float) -> Callable[[Facts], bool]:
    return lambda facts: name in facts and _number(facts, name) < number


def both(*parts: Callable[[Facts], bool]) -> Callable[[Facts], bool]:
    return lambda facts: all(part(facts) for part in parts)


def neither(*names: str) -> Callable[[Facts], bool]:
    return lambda facts: not yes(*names)(facts)


JUDGEMENT = "judgement"
HEART = yes("heart-disease", "metabolic-disease", "kidney-disease")
BALL = (
    *(
        "pregnant",
        "postpartum-under-12-weeks",
        "aneurysm",
        "hernia",
        "recent-surgery",
        "anticoagulant",
        "bleeding-disorder",
    ),
    *("blood-clot", "vascular-graft", "kidney-problem", "ovarian-problem", "bowel-problem", "device-discomfort"),
    *("osteoporosis", "fracture", "broken-skin", "infected-skin", "reduced-sensation", "kidney-disease"),
)
SEEN = "seen-by-clinician"
CLEARED = "cleared-by-professional"

QUESTIONS = (
    Question("numb-saddle", yes("numb-saddle"), Outcome.EMERGENCY, JUDGEMENT),
    Question("bladder-or-bowel", yes("bladder-or-bowel"), Outcome.EMERGENCY, JUDGEMENT),
    Question("weakness", yes("weakness"), Outcome.EMERGENCY, JUDGEMENT),
    Question("sudden-severe-pain", yes("sudden-severe-pain"), Outcome.EMERGENCY, JUDGEMENT),
    Question("groin-lump", yes("groin-lump"), Outcome.EMERGENCY, JUDGEMENT),
    Question("cold-leg", yes("cold-leg"), Outcome.EMERGENCY, JUDGEMENT),
    Question("chest-pain", yes("chest-pain", "breathless", "fainting"), Outcome.EMERGENCY, JUDGEMENT),
    Question("hot-hip", yes("hot-hip"), Outcome.SAME_DAY, JUDGEMENT),
    Question("cannot-bear-weight", yes("cannot-bear-weight"), Outcome.SAME_DAY, JUDGEMENT),
    Question("major-fall", yes("major-fall"), Outcome.SAME_DAY, JUDGEMENT),
    Question("swollen-calf", yes("swollen-calf"), Outcome.SAME_DAY, JUDGEMENT),
    Question("cancer", yes("cancer-with-new-pain"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("weight-loss", yes("weight-loss"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("night-sweats", yes("night-sweats"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("night-pain", yes("night-pain"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("steroids", yes("steroids-with-new-pain"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("bones", yes("osteoporosis-with-new-pain"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("fall", yes("fall-with-new-pain"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("impact", yes("impact-groin-pain"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("hip-surgery", yes("hip-surgery-under-12-weeks"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("hip-replacement", yes("hip-replacement"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("locking", yes("locking", "giving-way"), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("long-and-worse", both(over("weeks-of-pain", 6), yes("pain-worsening")), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("pain-at-rest", over("pain-at-rest", 5), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("pain-at-night", over("pain-at-night", 5), Outcome.PROFESSIONAL, JUDGEMENT),
    Question("heart-symptoms", both(HEART, yes("symptoms")), Outcome.PROFESSIONAL, "ACSM 2015; Riebe 2015"),
    Question("heart-inactive", both(HEART, neither("active")), Outcome.PROFESSIONAL, "ACSM 2015; Riebe 2015"),
    Question(
        "heart-active",
        both(HEART, yes("active"), neither("symptoms")),
        Outcome.ADVICE,
        "ACSM 2015; Riebe 2015",
        rule="advice-moderate",
    ),
    Question("blood-pressure", yes("high-blood-pressure"), Outcome.PROFESSIONAL, JUDGEMENT, rule="advice-breathe"),
    Question("under-18", yes("under-18"), Outcome.OUT_OF_SCOPE, "intended purpose"),
    Question("too-young", under("age", 18), Outcome.OUT_OF_SCOPE, "intended purpose"),
    Question("long-and-steady", over("weeks-of-pain", 6), Outcome.ADVICE, JUDGEMENT, rule="advice-look-at"),
    Question(
        "pregnant",
        yes("pregnant", "postpartum-under-12-weeks"),
        Outcome.ADVICE,
        JUDGEMENT,
        ("pregnant",),
        "advice-pregnant",
    ),
    Question(
        "ball", yes(*BALL), Outcome.SWAP, "Delphi, J Clin Med 2021, 10.3390/jcm10225360; judgement", ("no-pressure",)
    ),
    Question(
        "aneurysm-risk",
        both(over("age", 64), yes("ever-smoked")),
        Outcome.SWAP,
        JUDGEMENT,
        ("no-pressure",),
    ),
)

LOCKING = (Outcome.EMERGENCY, Outcome.SAME_DAY, Outcome.PROFESSIONAL, Outcome.OUT_OF_SCOPE)


@dataclass(frozen=True, slots=True)
class Screening:
    """What one screening led to: the locks with the questions that made them, answers for the program, advice."""

    locks: tuple[tuple[Outcome, str], ...]
    answers: tuple[str, ...]
    advice: tuple[str, ...]
    seen: bool
    cleared: bool

    @property
    def clean(self) -> bool:
        return not self.locks


def screened(facts: Facts) -> Screening:
    """What these answers lead to. Who was cleared is no longer sent to a professional for what they were cleared of."""
    cleared = _is_yes(facts, CLEARED)
    matching = [question for question in QUESTIONS if question.when(facts)]
    locks = tuple(
        (question.outcome, question.id)
        for question in matching
        if question.outcome in LOCKING and not (cleared and question.outcome is Outcome.PROFESSIONAL)
    )
    answers = {name for name in facts if _is_yes(facts, name)} - {SEEN, CLEARED}
    answers |= {answer for question in matching for answer in question.implies}
    advice = dict.fromkeys(question.rule for question in matching if question.rule)
    return Screening(
        locks=locks,
        answers=tuple(sorted(answers)),
        advice=tuple(rule for rule in advice if rule),
        seen=_is_yes(facts, SEEN),
        cleared=cleared,
    )


def is_yes(fact: Fact) -> bool:
    return fact is True or (isinstance(fact, str) and fact.strip().lower() in ("yes", "true"))


def is_no(fact: Fact) -> bool:
    return fact is False or (isinstance(fact, str) and fact.strip().lower() in ("no", "false"))


def _is_yes(facts: Facts, name: str) -> bool:
    return is_yes(facts.get(name, False))


def _number(facts: Facts, name: str) -> float:
    value = facts.get(name, 0)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0
