"""A cursor over the words of a dose that knows, at every word, what else could have stood there."""

from __future__ import annotations

from unkink.findings.words import nearest
from unkink.program.dose import Span
from unkink.program.tokens import Token, tokens_of

MOST_COUNT = 1000
LONGEST_SECONDS = 4 * 60 * 60
SECONDS_IN = {"s": 1, "min": 60}
DETAIL_WORDS = frozenset({"hold", "each", "tempo", "rest", "until", "at", "load", "places", "times"})


class DoseError(ValueError):
    """A dose that cannot be read. ``offset`` and ``length`` point into the text that was given."""

    def __init__(
        self,
        message: str,
        offset: int,
        *,
        code: str = "dose-syntax",
        length: int = 1,
        found: str = "",
        expected: tuple[str, ...] = (),
        suggestion: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.code = code
        self.length = max(1, length)
        self.found = found
        self.expected = expected
        self.suggestion = suggestion


class Cursor:
    """One reading of one text, from left to right, never back.

    A look at the next token is written down in ``_expected``, and the list is emptied whenever a token is taken: so
    at any failure it holds exactly what could have stood there.
    """

    _end_name = "the end of the dose"

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens_of(text)
        self._index = 0
        self._expected: list[str] = []

    # Looking and taking ------------------------------------------------------------------------------------------

    @property
    def _next(self) -> Token:
        return self._tokens[self._index]

    def _ahead(self, steps: int) -> Token:
        return self._tokens[min(self._index + steps, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._next
        self._index += 1
        self._expected.clear()
        return token

    def _could(self, *words: str) -> bool:
        """Whether the next token is one of ``words``; either way they could have stood here."""
        self._expected += words
        return self._next.kind in ("word", "mark") and self._next.word in words

    def _habit(self, *words: str) -> bool:
        """Like ``_could``, for what is understood but never offered."""
        return self._next.kind in ("word", "mark") and self._next.word in words

    def _take_if(self, *words: str) -> bool:
        if self._could(*words):
            self._take()
            return True
        return False

    def _take_habit(self, *words: str) -> bool:
        if self._habit(*words):
            self._take()
            return True
        return False

    def _must(self, *words: str) -> str:
        if not self._could(*words):
            raise self._stuck()
        return self._take().word

    def _number_here(self) -> bool:
        self._expected.append("a number")
        return self._next.kind in ("number", "decimal")

    def _stuck(self, suggestion: str = "") -> DoseError:
        token = self._next
        expected = tuple(dict.fromkeys(self._expected))
        if not suggestion and token.kind == "word" and (near := nearest(token.word, expected)):
            suggestion = self._with(token, near)
        found = token.text or self._end_name
        what = f"`{short(found)}`" if token.text else found
        return DoseError(
            f"{what} was not expected here",
            token.offset,
            length=len(token.text),
            found=found,
            expected=expected,
            suggestion=suggestion,
        )

    def _with(self, token: Token, replacement: str) -> str:
        """The whole text with one token replaced."""
        return self._text[: token.offset] + replacement + self._text[token.offset + len(token.text) :]

    def _refuse(self, code: str, message: str, token: Token, suggestion: str = "") -> DoseError:
        length = self._next.offset - token.offset if self._next.offset > token.offset else len(token.text)
        written = self._text[token.offset : token.offset + length].rstrip(" ,")
        return DoseError(
            message,
            token.offset,
            code=code,
            length=len(written),
            found=written,
            suggestion=suggestion,
        )

    # Numbers -----------------------------------------------------------------------------------------------------

    def _number(self, most: int, least: int = 1) -> int:
        if not self._number_here():
            raise self._stuck()
        token = self._next
        if token.kind == "decimal":
            raise self._whole_numbers_only(token)
        self._take()
        if not least <= token.number <= most:
            raise DoseError(
                f"`{short(token.text)}` is outside what a dose can say here: {least} to {most}",
                token.offset,
                code="dose-out-of-bounds",
                length=len(token.text),
                found=short(token.text),
                expected=(f"{least} to {most}",),
            )
        return token.number

    def _whole_numbers_only(self, token: Token) -> DoseError:
        value = min(float(token.text.replace(",", ".")), MOST_COUNT)
        unit = self._ahead(1)
        if unit.word == "min" and value * 60 >= 1:
            after = self._text[unit.offset + len(unit.text) :]
            suggestion = f"{self._text[: token.offset]}{round(value * 60)} s{after}"
        else:
            suggestion = self._with(token, str(max(1, round(value))))
        return DoseError(
            f"`{short(token.text)}` is not a whole number",
            token.offset,
            code="dose-whole-numbers",
            length=len(token.text),
            found=short(token.text),
            expected=("a whole number",),
            suggestion=suggestion,
        )

    def _count(self, most: int) -> Span:
        first = self._next
        low = self._number(most)
        if self._could("-") or (self._habit("to", "or") and self._ahead(1).kind == "number"):
            self._take()
            last = self._next
            high = self._number(most)
            after = self._text[last.offset + len(last.text) :]
            return self._ordered(first, low, high, f"{self._text[: first.offset]}{high}-{low}{after}")
        return Span.of(low)

    def _ordered(self, first: Token, low: int, high: int, suggestion: str = "") -> Span:
        if low > high:
            message = "a range goes from the smaller number to the larger"
            raise self._refuse("dose-range-order", message, first, suggestion)
        return Span(low, high)

    def _duration(self) -> Span:
        first = self._next
        count = self._count(LONGEST_SECONDS)
        return self._in_seconds(first, count)

    def _in_seconds(self, first: Token, count: Span) -> Span:
        """A count that was just read, with its unit still to come."""
        factor = SECONDS_IN[self._must("s", "min")]
        seconds = Span(count.low * factor, count.high * factor)
        if self._habit("-") and self._ahead(1).kind == "number":  # `30 s - 1 min`
            self._take()
            upper = self._number(LONGEST_SECONDS) * SECONDS_IN[self._must("s", "min")]
            seconds = self._ordered(first, seconds.low, upper)
        elif factor == 60 and not count.is_range and self._next.kind == "number" and self._ahead(1).word == "s":
            seconds = Span.of(seconds.low + self._number(59))  # `1 min 30 s`
            self._take()
        if seconds.high > LONGEST_SECONDS:
            raise self._refuse(
                "dose-out-of-bounds",
                "nothing in a session lasts longer than 4 hours",
                first,
            )
        return seconds

    def _both(self, token: Token, message: str, one: str, other: str) -> DoseError:
        end = len(self._text) if token is self._tokens[0] else token.offset + len(token.text)
        written = self._text[token.offset : end].rstrip()
        return DoseError(
            f"{message}: write which",
            token.offset,
            code="dose-ambiguous",
            length=len(written),
            found=written,
            expected=(one, other),
            suggestion=f"{one}   or   {other}",
        )

    def _bounded(self, first: Token, count: Span) -> None:
        if count.high > MOST_COUNT:
            raise self._refuse("dose-out-of-bounds", f"more than {MOST_COUNT} of them", first)

    def _is_duration_of_rung(self) -> bool:
        """``for 2 weeks`` ends a free text."""
        return (
            self._next.word == "for"
            and self._ahead(1).kind == "number"
            and self._ahead(2).word in ("weeks", "week", "sessions")
        )


def short(text: str) -> str:
    return text if len(text) <= 20 else text[:17] + "..."
