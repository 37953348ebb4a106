"""The rules of going up, down and on: every number that they need, and one entry for every reason there can be.

A program's author tightens by what the file says: an earlier ceiling, smaller steps, a schedule, fewer sessions a week,
`sides: separate`, a substitute. None of the numbers here can be written in a file, so none can be loosened there.
"""

from __future__ import annotations

from dataclasses import dataclass

from unkink.coach.colours import Colour

GREENS_TO_RISE = 2
MOST_EFFORT = 7  # rating of perceived exertion, 0-10
DAYS_BETWEEN_RISES = 7
EASED_IN_A_ROW = 2
DAYS_FOR_THE_MORNING = 7
DAYS_OF_REDS = 14
REDS_THAT_LOCK = 2
SORE = 4  # 0-10: above it, one more day of rest
REPEAT_AFTER, DOWN_AFTER, BACK_AFTER = 7, 14, 28  # days missed beyond the planned gap
SCREEN_AFTER = 28  # days since the last session
BUILDING_WEEKS, AMBER_WEEKS = 4, 2
CUT_TENTHS = 4  # of the sets of an easier week
WEEKS_OF_GROWTH, WEEKS_TO_PROFESSIONAL = 2, 3
GROWTH, GROWN_TO, SESSIONS_OF_A_MEAN = 1, 3, 2
WITHOUT_REST_DAYS = 4  # sessions a week from which on there is no room for a day between

ACSM = "ACSM 2009; the 2-for-2 idea"
JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason. ``says`` is a plain sentence; words in braces are filled in."""

    id: str
    says: str
    source: str
    row: int | None = None
    colour: Colour | None = None


RULES = (
    Rule("start", "This is where it begins: the dose as written.", JUDGEMENT),
    Rule("two-greens", "Two sessions in a row were completed and green: one step up.", ACSM),
    Rule("one-green", "One green session so far. It takes two in a row to go up.", ACSM),
    Rule(
        "seven-days",
        "Its last step up was less than 7 days before. A green session from {day} on takes it further.",
        JUDGEMENT,
    ),
    Rule("ceiling", "This is the hardest dose that the program has.", "the program's author"),
    Rule("effort", "The session was hard: more than 7 of 10. The same again.", ACSM),
    Rule(
        "effort-missing",
        "Nobody told how hard the session on {on} was, so it does not count. The same again.",
        JUDGEMENT,
    ),
    Rule("too-hard", "It felt too hard. The same again.", ACSM),
    Rule("not-completed", "Not all of it was done: that takes nothing away and earns nothing.", JUDGEMENT),
    Rule("eased", "You went on with the easier one last time. Today it is as it was.", JUDGEMENT),
    Rule("eased-twice", "You chose the easier one twice running: one step down.", JUDGEMENT),
    Rule(
        "eased-at-the-bottom", "You chose the easier one twice running. This is the easiest step there is.", JUDGEMENT
    ),
    Rule("away-7", "It was not done for a week or more: the dose that you did last, once again.", JUDGEMENT),
    Rule("away-14", "It was not done for two weeks or more: one step down, if there is one.", JUDGEMENT),
    Rule(
        "away-28",
        "It was not done for four weeks or more: back to the start, or one step below where you were, if there is one.",
        JUDGEMENT,
    ),
    Rule("deload", "An easier week: fewer sets, rounds or reps, on the same step.", JUDGEMENT),
    Rule("by-hand", "This step was chosen by hand.", "the person or their coach"),
    Rule(
        "by-hand-held",
        "It hurt: the step below comes before the one chosen by hand. After a session that went well, choose again.",
        JUDGEMENT,
    ),
    Rule("instead", "Another exercise stands in, because of the answer {answer}.", "the program's author"),
    Rule("returned", "Back after another exercise stood in: no higher than the dose as written.", JUDGEMENT),
    Rule("withheld", "It hurt on the easiest step: left out until the morning after a session is fine.", JUDGEMENT),
    Rule("withheld-professional", "The feeling stayed: left out until a professional has cleared you.", JUDGEMENT),
    Rule("row-6", "Pain grew for two weeks running: one step down for everything.", JUDGEMENT, 6, Colour.AMBER_PLUS),
    Rule(
        "carried-over", "The program changed: the same dose, or the nearest that is no harder.", "the program's format"
    ),
    Rule("schedule", "The program's own schedule sets the dose.", "the program's author"),
    Rule("next-of-schedule", "The program's own schedule moves on.", "the program's author"),
    Rule("phase-first", "The program begins with this phase.", "the program's author"),
    Rule("phase-entered", "What the phase before asked for was done: this one follows.", "the program's author"),
    Rule("phase-chosen", "What you measured led to this phase.", "the program's author"),
    Rule("phase-again", "You were away for four weeks or more: this phase begins again.", JUDGEMENT),
    Rule("phase-by-hand", "This phase was chosen by hand.", "the person or their coach"),
    Rule("phase-stays", "You chose to stay in this phase, until you take that back.", "the person or their coach"),
    Rule("phase-waits-lock", "The next phase waits: first the lock has to open.", JUDGEMENT),
    Rule("phase-waits-rest", "The next phase waits until the morning is as usual again.", JUDGEMENT),
    Rule(
        "phase-waits-green",
        "The next phase waits for a good session: the last one was not green, was very hard, or lacks an answer.",
        JUDGEMENT,
    ),
    Rule("phase-exercise", "What you measured chose this for the phase: {title}.", "the program's author"),
    Rule(
        "phase-measure", "A test decides what this phase holds. Until then the rest of it is done: {test}.", JUDGEMENT
    ),
    Rule("rest-day", "At least one day between two sessions.", JUDGEMENT),
    Rule("very-sore", "The muscles were very sore: one more day of rest.", JUDGEMENT),
    Rule("rest-until-usual", "There was more pain on the morning after: rest until it is as usual.", JUDGEMENT),
    Rule("screening-first", "Before the first session come a few questions.", "ACSM 2015; judgement"),
    Rule("screening-again", "After 28 days away the questions come again.", JUDGEMENT),
    Rule(
        "lock-emergency",
        "Please get urgent help. It opens when a clinician has seen you and all answers are clear.",
        JUDGEMENT,
    ),
    Rule(
        "lock-same-day",
        "Please see somebody today. It opens when a clinician has seen you and all answers are clear.",
        JUDGEMENT,
    ),
    Rule("lock-professional", "A professional comes first. It opens when you say that they cleared you.", JUDGEMENT),
    Rule(
        "lock-two-reds",
        "Two sessions within 14 days had to stop. It opens when the questions are answered again.",
        JUDGEMENT,
    ),
    Rule("lock-out-of-scope", "These programs are for adults of 18 and over.", "the intended purpose"),
    Rule(
        "advice-look-at", "Pain for over six weeks: have it looked at once. That is no reason to stay away.", JUDGEMENT
    ),
    Rule(
        "advice-pregnant", "A professional's advice is a good idea now. Some exercises are done another way.", JUDGEMENT
    ),
    Rule("advice-moderate", "Keep it light to moderate.", "ACSM 2015; Riebe 2015"),
    Rule("advice-breathe", "Holds are 10 seconds at most. Count aloud.", JUDGEMENT),
    Rule("advice-professional", "If the feeling stays, ask a professional.", JUDGEMENT),
)
BY_ID = {rule.id: rule for rule in RULES}
