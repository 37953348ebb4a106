"""Read a dose: the grammar of docs/format.md, writers' habits included.

A plain predictive parser, one method a rule, rather than a parser generator: it owes the author the exact set of
words that could have stood where reading stopped, understands habits that it never offers, and costs no start-up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from unkink.findings.words import slug
from unkink.program.cursor import (
    DETAIL_WORDS,
    LONGEST_SECONDS,
    MOST_COUNT,
    SECONDS_IN,
    DoseError,
    short,
)
from unkink.program.dose import (
    Dose,
    MaxHold,
    MaxReps,
    Phase,
    Reps,
    Rounds,
    Sides,
    Span,
    Time,
    Work,
)
from unkink.program.dose_details import DetailReader
from unkink.program.dose_sense import sane
from unkink.program.tokens import Token

MOST_SETS = 100
MOST_PHASES = 30


@dataclass(frozen=True, slots=True)
class RungText:
    """A ladder line as read: ``[id ":"] dose ["for" n ("weeks" | "sessions")] ["," count "a week"]``.

    ``exercise_offset`` is where the id stands in the text.
    """

    dose: Dose
    exercise: str | None = None
    exercise_offset: int = 0
    weeks: int | None = None
    sessions: int | None = None
    a_week: Span | None = None

    def __str__(self) -> str:
        """The one canonical spelling of the line."""
        name = f"{self.exercise}: " if self.exercise else ""
        weeks = f" for {self.weeks} weeks" if self.weeks else ""
        sessions = f" for {self.sessions} sessions" if self.sessions else ""
        a_week = f", {self.a_week} a week" if self.a_week else ""
        return f"{name}{self.dose}{weeks}{sessions}{a_week}"


@lru_cache(maxsize=4096)
def read_dose(text: str) -> Dose:
    """The dose that ``text`` states.

    Raises:
        DoseError: with the place, what was found, what could stand there, and a suggestion where there is one.
    """
    rung = _Reader(text).rung(scheduled=False)
    if rung.exercise is not None:
        raise DoseError(
            f"a dose was expected, not a line for `{rung.exercise}`",
            rung.exercise_offset,
            code="dose-names-exercise",
            length=len(rung.exercise),
            found=rung.exercise,
            suggestion=str(rung.dose),
        )
    return rung.dose


@lru_cache(maxsize=4096)
def read_rung(text: str) -> RungText:
    """The line under ``easier:`` or ``harder:`` that ``text`` states. Raises DoseError as :func:`read_dose` does."""
    return _Reader(text).rung(scheduled=False)


@lru_cache(maxsize=4096)
def read_scheduled_rung(text: str) -> RungText:
    """The line under ``rungs:`` that ``text`` states. Raises DoseError as :func:`read_dose` does."""
    return _Reader(text).rung(scheduled=True)


@lru_cache(maxsize=256)
def read_span_of(text: str, unit: str) -> Span:
    """``2-3 a week`` or ``4-6 weeks``: a count and the words of its unit. Raises DoseError."""
    return _Reader(text).span_of(unit)


class _Reader(DetailReader):
    """Reads a whole line: an exercise's name, the work, its details, and how long it lasts."""

    def rung(self, *, scheduled: bool) -> RungText:
        exercise = self._exercise()
        rung = RungText(self._dose(), exercise, self._tokens[0].offset)
        if scheduled:
            rung = self._schedule(rung)
        elif self._is_duration_of_rung() or (self._habit(",") and self._is_weekly()):
            raise self._refuse(
                "dose-has-schedule",
                "how long a dose lasts can only be said on a line under `rungs:`",
                self._next,
                str(rung),
            )
        self._end()
        return rung

    def _schedule(self, rung: RungText) -> RungText:
        if self._take_if("for"):
            number = self._number(MOST_COUNT)
            if self._must("weeks", "week", "sessions") == "sessions":
                rung = replace(rung, sessions=number)
            else:
                rung = replace(rung, weeks=number)
        if self._take_if(","):
            rung = replace(rung, a_week=self._a_week())
        return rung

    def _end(self) -> None:
        if self._next.kind != "end":
            self._expected.append(self._end_name)
            raise self._stuck(suggestion=self._with_comma())

    def _with_comma(self) -> str:
        """The text with a comma where another word or mark, or nothing, parts a detail from what stands before it."""
        token, following = self._next, self._ahead(1)
        before = self._text[: token.offset].rstrip()
        if token.word in DETAIL_WORDS and token.kind == "word":
            return f"{before}, {self._text[token.offset :]}"
        if token.word in (";", "and", "with", "&") and following.kind != "end":
            return f"{before}, {self._text[following.offset :]}"
        if token.word == "@" and following.kind != "end":
            return f"{before}, at {self._text[following.offset :]}"
        return before if token.word == "." and following.kind == "end" else ""

    def span_of(self, unit: str) -> Span:
        self._end_name = "the end of the line"
        span = self._count(MOST_COUNT)
        if self._next.kind == "end":
            self._expected.append(unit)
            raise self._stuck(suggestion=f"{self._text.strip()} {unit}")
        if unit == "weeks":
            self._must("weeks", "week")
        else:
            self._week()
        self._end()
        return span

    def _a_week(self) -> Span:
        count = self._count(MOST_COUNT)
        self._week()
        return count

    def _week(self) -> None:
        self._take_habit("times", "sessions", "x")
        if not self._take_habit("per", "each"):
            self._must("a")
        self._must("week")

    def _exercise(self) -> str | None:
        """``id :`` at the start, where an id may hold digits and hyphens (`level-2`)."""
        colon = next((token for token in self._tokens[:12] if token.word == ":"), None)
        if colon is None or any(token.word in ("rounds", ",") for token in self._tokens if token.offset < colon.offset):
            return None
        name = self._text[self._next.offset : colon.offset].strip()
        if not name or not any(char.isalpha() for char in name):
            return None
        if " " in name:
            if all(token.kind in ("word", "number") for token in self._tokens[: self._tokens.index(colon)]):
                raise self._no_id(name, colon)
            return None
        while self._take() is not colon:
            pass
        return name

    def _no_id(self, name: str, colon: Token) -> DoseError:
        """`Low bridge: 4 reps`, and `week 1: 8 reps`."""
        message, suggestion = f"`{short(name)}` is no id: an id has hyphens for its blanks", slug(name)
        suggestion += self._text[colon.offset :]
        if self._next.word in ("week", "weeks"):
            message = "a line of a schedule says how long it lasts, not which week it is"
            suggestion = f"{self._text[colon.offset + 1 :].strip()} for 1 week"
        offset = self._next.offset
        return DoseError(message, offset, code="name-form", length=len(name), found=name, suggestion=suggestion)

    def _dose(self) -> Dose:
        dose = self._work()
        said: set[str] = set()
        while self._could(",") and not self._is_weekly():
            self._take()
            dose = self._detail(dose, said)
        return sane(self._text, dose)

    def _is_weekly(self) -> bool:
        """Whether what follows the comma is the ``3 a week`` of a ladder line."""
        ahead = [self._ahead(step).word for step in range(1, 7)]
        start = 3 if ahead[1] == "-" else 1
        rest = [word for word in ahead[start : start + 3] if word not in ("times", "sessions")]
        return rest[0:2] in (["a", "week"], ["per", "week"], ["each", "week"])

    def _work(self) -> Dose:
        first = self._next
        if self._habit("amrap"):
            self._take()
            return Dose(MaxReps(), self._side())
        if self._take_if("max"):
            return self._max(Span.of(1))
        count = self._count(LONGEST_SECONDS)
        if self._could("x") or self._habit("sets"):
            return self._sets(first, count)
        self._expected.append("/")
        if self._lists_sets() and not count.is_range:
            return self._sets_that_differ(first, count)
        return self._measured(first, count, sets=Span.of(1))

    def _lists_sets(self) -> bool:
        """`/` and a number; or, as print has it, commas as far as a number of reps."""
        if self._habit("/"):
            return self._ahead(1).kind == "number"
        step = 0
        while self._ahead(step).word in (",", "and") or (step and self._ahead(step).kind == "number"):
            step += 1
        return step > 1 and self._ahead(step).word == "reps" and self._ahead(step - 1).kind == "number"

    def _sets_that_differ(self, first: Token, count: Span) -> Dose:
        """`12/10/8 reps`: a number of reps for each set."""
        self._bounded(first, count)
        by_set = [count.low]
        while self._take_if("/") or self._take_habit(",", "and"):
            self._take_habit("and")
            by_set.append(self._number(MOST_COUNT))
        self._must("reps")
        if len(by_set) > MOST_SETS:
            raise self._refuse("dose-out-of-bounds", f"more than {MOST_SETS} sets", first)
        return Dose(Reps(count, tuple(by_set)), self._side(), Span.of(len(by_set)))

    def _sets(self, first: Token, sets: Span) -> Dose:
        if sets.high > MOST_SETS:
            raise self._refuse("dose-out-of-bounds", f"more than {MOST_SETS} sets", first)
        if self._take().word == "sets":
            self._take_habit("of", "x")
        times = self._tokens[self._index - 1]
        if self._next.kind == "end" and self._text[times.offset - 1].isdigit():
            return Dose(Reps(sets))  # `10x`
        if self._habit("amrap"):
            self._take()
            return Dose(MaxReps(), self._side(), sets)
        if self._take_if("max"):
            return self._max(sets)
        second = self._next
        return self._measured(second, self._count(LONGEST_SECONDS), sets)

    def _max(self, sets: Span) -> Dose:
        work: Work = MaxReps() if self._must("reps", "hold") == "reps" else MaxHold()
        return Dose(work, self._side(), sets)

    def _measured(self, first: Token, count: Span, sets: Span) -> Dose:
        """A count whose unit is still to come."""
        written_sets = first is not self._tokens[0] and self._tokens[self._index - 1].kind == "number"
        if self._could("reps"):
            self._take()
            self._bounded(first, count)
            return self._reversed(Dose(Reps(count), self._side(), sets))
        if self._could("rounds"):
            self._take()
            self._bounded(first, count)
            return self._rounds(count, sets)
        if self._could("s", "min"):
            seconds = self._in_seconds(first, count)
            if self._take_habit("hold", "holds"):  # `4 x 10 s hold` is four held reps
                return Dose(Reps(sets), self._side(), hold=seconds)
            return self._reversed(Dose(Time(seconds), self._side(), sets))
        if self._habit("m"):
            raise self._both(
                first,
                "`m` may be minutes or metres",
                f"{count} min",
                "a distance, which has no dose",
            )
        if sets != Span.of(1) and written_sets:  # `3x12`
            self._bounded(first, count)
            return Dose(Reps(count), self._side(), sets)
        if self._next.kind == "end" or self._habit(",", "per", "each", "a", "/", "on", "alternating"):
            after = self._text[self._next.offset :].rstrip()
            after = after if after.startswith((",", "/")) or not after else f" {after}"
            before = self._text[: first.offset].lstrip()
            message = f"`{count}` may be reps or seconds"
            raise self._both(first, message, f"{before}{count} reps{after}", f"{before}{count} s{after}")
        raise self._stuck()

    def _reversed(self, dose: Dose) -> Dose:
        """`12 reps x 3` and `10 s x 4`: the sets written last."""
        if dose.sets == Span.of(1) and self._take_habit("x"):
            sets = self._count(MOST_SETS)
            self._take_habit("sets")
            sides = self._side() if dose.sides is Sides.TOGETHER else dose.sides
            return replace(dose, sets=sets, sides=sides)
        return dose

    def _rounds(self, count: Span, sets: Span) -> Dose:
        sides = self._side()
        self._must(":")
        first = self._next
        phases = [self._phase()]
        while self._could(",") and self._phase_follows():
            self._take()
            phases.append(self._phase())
        if len(phases) > MOST_PHASES:
            raise self._refuse("dose-out-of-bounds", f"a round has at most {MOST_PHASES} phases", first)
        return Dose(Rounds(count, tuple(phases)), sides, sets)

    def _phase_follows(self) -> bool:
        """After the comma: a duration and a word that is no detail word."""
        step = 1
        while self._ahead(step).kind == "number" or self._ahead(step).word == "-":
            step += 1
        if step == 1 or self._ahead(step).word not in SECONDS_IN:
            return False
        return self._ahead(step + 1).kind == "word"

    def _phase(self) -> Phase:
        seconds = self._duration()
        name = self._next
        self._expected.append("the name of the phase")
        if name.kind != "word":
            raise self._stuck()
        words = []
        while self._next.kind in ("word", "number") and not self._is_duration_of_rung():
            words.append(self._take().text.lower())
        reserved = next((word for word in words if word in DETAIL_WORDS), None)
        if reserved:
            raise self._refuse(
                "dose-phase-name",
                f"`{reserved}` is a word of the dose and cannot name a phase",
                name,
            )
        self._expected.append("more of the name")
        return Phase(" ".join(words), seconds)
