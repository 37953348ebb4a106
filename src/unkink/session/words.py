"""Numbers as a voice says them: ``21`` is ``twenty-one``."""

from __future__ import annotations

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()

LARGEST = 999_999  # longer numbers are read digit by digit, as people read a telephone number


def number_words(number: int) -> str:
    """The cardinal in words, hyphenated as in print; digit by digit above 999,999.

    Raises:
        ValueError: below zero.
    """
    if number < 0:
        raise ValueError(f"only counts have words here, not {number}")
    if number > LARGEST:
        return digit_words(str(number))
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return f"{number_words(thousands)} thousand{_and(rest)}"
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{SMALL[hundreds]} hundred{_and(rest)}"
    return _below_hundred(number)


def digit_words(digits: str) -> str:
    """Each decimal digit of any script as its own word."""
    return " ".join(SMALL[int(digit)] for digit in digits)


def numeral_words(digits: str) -> str:
    """A written number in words, read as a number up to 999,999; the digits of a longer one, one by one."""
    return number_words(int(digits)) if len(digits) <= len(str(LARGEST)) else digit_words(digits)


def count_of(number: int, noun: str) -> str:
    """``one rep``, ``ten reps``: a number in words with its noun, which takes an s in the plural."""
    return f"{number_words(number)} {noun}{'' if number == 1 else 's'}"


def seconds_in_words(seconds: int) -> str:
    """``ninety seconds``, ``two minutes``: minutes where they are whole."""
    if seconds >= 60 and seconds % 60 == 0:
        return count_of(seconds // 60, "minute")
    return count_of(seconds, "second")


def _and(rest: int) -> str:
    return f" {number_words(rest)}" if rest else ""


def _below_hundred(number: int) -> str:
    if number < 20:
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens] + (f"-{SMALL[ones]}" if ones else "")
