"""The sides of a dose, and the details that follow its commas."""

from __future__ import annotations

from dataclasses import replace

from unkink.program.cursor import LONGEST_SECONDS, Cursor, DoseError
from unkink.program.dose import (
    Between,
    Dose,
    Effort,
    EffortScale,
    Rest,
    Sides,
    Span,
    Tempo,
    default_between,
)

LONGEST_TEMPO = 60
SIDE_WORDS = frozenset(
    {
        "side",
        "sides",
        "leg",
        "legs",
        "arm",
        "arms",
        "hip",
        "hips",
        "foot",
        "feet",
        "knee",
        "way",
    }
)
EFFORT_HINT = "`RPE 8`, `10 RM` or `half effort`"


class DetailReader(Cursor):
    """Reads what may follow the work of a dose."""

    def _side(self) -> Sides:
        self._expected += ["per side", "alternating sides"]
        if self._habit("alternating", "alternate"):
            self._take()
            if self._next.word in SIDE_WORDS:
                self._take()
            return Sides.ALTERNATING
        if self._habit("both") and self._ahead(1).word in SIDE_WORDS:
            raise self._both_sides()
        started = self._index
        self._skip_habits("on", "for")
        if self._habit("per", "each", "a", "every", "/") and self._ahead(1).word in SIDE_WORDS:
            self._take()
            self._take()
            return Sides.PER_SIDE
        if self._habit("per") and self._ahead(1).word not in ("week", "day"):
            self._take()
            self._must("side")
        if self._habit("each") and self._ahead(1).word != "rep" and self._ahead(1).word in ("", ","):
            before = self._text[: self._next.offset].rstrip()
            after = self._text[self._next.offset + len(self._next.text) :]
            raise self._both(
                self._next,
                "`each` may be each side or each set",
                f"{before} per side{after}",
                before + after,
            )
        self._index = started
        return Sides.TOGETHER

    def _skip_habits(self, *words: str) -> None:
        if (
            self._habit(*words)
            and self._ahead(1).word in ("each", "per", "every")
            and self._ahead(2).word in SIDE_WORDS
        ):
            self._index += 1

    def _both_sides(self) -> DoseError:
        before = self._text[: self._next.offset].rstrip()
        return self._both(
            self._next,
            "`both sides` may be each in turn or the two at once",
            f"{before} per side",
            before,
        )

    # Details -----------------------------------------------------------------------------------------------------

    def _detail(self, dose: Dose, said: set[str]) -> Dose:
        first = self._next
        name, dose = self._one_detail(dose)
        if name in said:
            raise self._refuse("dose-said-twice", f"`{name}` is said twice", first)
        said.add(name)
        return dose

    def _one_detail(self, dose: Dose) -> tuple[str, Dose]:  # noqa: C901  (one branch a detail)
        if self._take_if("hold"):
            self._take_habit("for")
            held = replace(dose, hold=self._duration())
            if self._habit("each") and self._ahead(1).word not in ("rep", *SIDE_WORDS):
                self._take()
            return "hold", self._late_side(held)
        if self._could("each rep") or (self._habit("each") and self._ahead(1).word == "reps"):
            self._take()
            self._take()
            self._take_habit("for", "takes")
            return "each rep", replace(dose, each_rep=self._duration())
        if self._take_if("tempo"):
            return "tempo", replace(dose, tempo=self._tempo())
        if self._take_if("rest"):
            self._take_habit("for")
            rest = self._rest(dose, self._duration())
            return f"rest between {rest.between}", replace(dose, rests=_in_order((*dose.rests, rest)))
        if self._take_if("until"):
            return "until", replace(dose, until=self._effort())
        if self._take_if("at"):
            return "at", replace(dose, at=self._effort())
        if self._habit("rpe"):
            return "at", replace(dose, at=self._effort())
        if self._take_if("load"):
            return "load", replace(dose, load=self._load())
        if self._habit("once", "twice") and self._ahead(1).word in ("a", "per"):
            times = 1 if self._take().word == "once" else 2
            self._take()
            self._must("day")
            return "times a day", replace(dose, times_a_day=Span.of(times))
        if dose.sides is Sides.TOGETHER and self._habit("per", "each", "alternating", "alternate"):
            sided = replace(dose, sides=self._side())
            if sided.sides is not Sides.TOGETHER:
                return "side", sided
        if self._number_here():
            return self._counted_detail(dose)
        raise self._stuck()

    def _late_side(self, dose: Dose) -> Dose:
        """`4 reps, hold 10 s per side`: the side written after the hold."""
        if dose.sides is Sides.TOGETHER and self._habit("per", "each", "on", "alternating"):
            return replace(dose, sides=self._side())
        return dose

    def _counted_detail(self, dose: Dose) -> tuple[str, Dose]:
        first = self._next
        count = self._count(LONGEST_SECONDS)
        if self._take_if("places"):
            self._bounded(first, count)
            return "places", replace(dose, places=count)
        if self._could("times") or self._habit("x"):
            self._take()
            self._bounded(first, count)
            if not self._take_habit("per"):
                self._must("a")
            self._must("day")
            return "times a day", replace(dose, times_a_day=count)
        if self._habit("s", "min"):  # `10 s hold`, `60 s rest`
            seconds = self._in_seconds(first, count)
            if self._must("hold", "rest") == "hold":
                return "hold", replace(dose, hold=seconds)
            rest = self._rest(dose, seconds)
            return f"rest between {rest.between}", replace(dose, rests=_in_order((*dose.rests, rest)))
        raise self._stuck()

    def _tempo(self) -> Tempo:
        lift = self._number(LONGEST_TEMPO, 0)
        self._must("-")
        pause = self._number(LONGEST_TEMPO, 0)
        self._must("-")
        return Tempo(lift, pause, self._number(LONGEST_TEMPO, 0))

    def _rest(self, dose: Dose, seconds: Span) -> Rest:
        if self._take_if("between"):
            return Rest(seconds, Between(self._must("reps", "rounds", "sides", "sets")))
        return Rest(seconds, default_between(dose))

    def _effort(self) -> Effort:
        if self._could("RPE") or self._habit("rpe"):
            self._take()
            return Effort(EffortScale.RPE, self._number(10))
        if self._could("half effort") or self._habit("half"):
            self._take()
            self._must("effort")
            return Effort(EffortScale.HALF)
        if self._number_here():
            number = self._number(100)
            if not self._habit("rm"):
                self._expected.append("RM")
                raise self._stuck()
            self._take()
            return Effort(EffortScale.RM, number)
        raise self._stuck(suggestion=f"an effort is {EFFORT_HINT}")

    def _load(self) -> str:
        self._expected.append("a load, such as `5 kg` or `light band`")
        start = self._next
        if start.kind == "end" or start.word == ",":
            raise self._stuck()
        while self._next.kind != "end" and self._next.word != "," and not self._is_duration_of_rung():
            last = self._take()
        return " ".join(self._text[start.offset : last.offset + len(last.text)].split())


def _in_order(rests: tuple[Rest, ...]) -> tuple[Rest, ...]:
    return tuple(sorted(rests, key=lambda rest: list(Between).index(rest.between)))
