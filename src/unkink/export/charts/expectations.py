"""What there is to hope for, told honestly: as a band and not as a line, with where each number comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expectation:
    """One sentence and its source."""

    says: str
    source: str


EXPECTATIONS = (
    Expectation(
        "Strength may grow within four to six weeks. Hip flexion grew by 17 % in six weeks, three times a week, at a "
        "far higher dose than these programs have.",
        "Thorborg 2016",
    ),
    Expectation(
        "How far a hip opens changes little: by 0 to 10 degrees in six weeks, or not at all. It was 1.6 degrees after "
        "ten weeks of stretching twice a day.",
        "Kerrigan 2003; Winters 2004, without a group that did nothing",
    ),
    Expectation("About back pain nothing is claimed.", "Hatefi 2021: no difference between the groups"),
    Expectation(
        "Doing it is most of it, and up to half of all people leave out much of what they were given for home. Fewer "
        "exercises help: that is what the short session is for.",
        "Argent 2018; Bachmann 2018",
    ),
)
NO_CHANGE = "You may see no change."
