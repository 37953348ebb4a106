"""What every handout says about pain, and when to stop: the meaning of docs/safety.md, short enough for paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Light:
    """One answer of the pain scale: a colour, a word and a shape, so that it survives a black-and-white print."""

    shape: Literal["circle", "triangle", "square"]
    pain: str
    word: str
    what: str


@dataclass(frozen=True, slots=True)
class StopRule:
    """What must not be waited with, and what to do about it."""

    do: str
    when: str
    urgent: bool = False


LIGHTS = (
    Light("circle", "0 to 2", "Fine", "Carry on."),
    Light(
        "triangle",
        "3 to 5",
        "Careful",
        "If it is more than you usually have: no harder next time. From 4 on, take the easier way now.",
    ),
    Light("square", "6 to 10", "Stop", "Stop for today. Next time, do one step less of that exercise."),
)

STOP_RULES = (
    StopRule(
        "Stop that exercise",
        "with numbness, tingling, shooting pain, pulsing, sickness, or sharp pain in the belly or groin, "
        "whatever the number. If it comes back, ask a professional.",
    ),
    StopRule(
        "Stop everything, and see a professional",
        "after a sudden pop, a limp, or a joint that catches, locks or gives way. Go on when they say so.",
    ),
    StopRule(
        "See somebody the same day",
        "for a hot, swollen joint with fever, a leg that cannot carry you, a bad fall, or a swollen, painful calf.",
    ),
    StopRule(
        "Get urgent help",
        "for numbness between the legs, new trouble with bladder or bowel, weakness that grows or is in both legs, "
        "sudden severe pain in a testicle, the belly or the back, a hard, painful lump in the groin, a cold, pale leg, "
        "chest pain, breathlessness or fainting.",
        urgent=True,
    ),
)

MORNING = "More pain the next morning than usual? Rest until it is as usual, then do one step less."

ASK_FIRST = (
    "Before you begin, if you have pain that is getting worse or is over 5 out of 10 at rest or at night; pain for "
    "over six weeks; new pain after a cancer, a fall, or with osteoporosis or long use of steroids; weight loss or "
    "night sweats that nothing explains; joint surgery in the last twelve weeks, or a joint replacement; heart, "
    "metabolic or kidney disease, or blood pressure that is not under control; or if you are pregnant or gave birth "
    "less than twelve weeks ago. Not for anybody under 18."
)

PRESSURE = (
    "Leave out any pressure with a ball if you take blood thinners, have or had a blood clot, a hernia, an aneurysm or "
    "recent surgery there, or if the skin there is broken or feels less than it should. Above 3 out of 10 the ball "
    "comes off."
)
PRESSING = "ball"  # the screening, and the thing, of a program that presses

HONEST = (
    "A routine for generally healthy adults, not medical advice. You may grow stronger over weeks; you may also see no "
    "change. A physiotherapist has not signed these rules yet."
)

RISING = (
    "Take one step up when two sessions in a row felt fine, also the morning after, and not sooner than a week after "
    "the last step. One step down is always allowed."
)

ELSEWHERE = "The steps of another exercise stand in the program itself."

REST = "Leave a day of rest between two sessions."
REST_UP_TO = 3  # sessions a week: with more, a week has no room for a day between all of them
