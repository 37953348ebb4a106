"""Reading questions and the words of their outcomes: any bytes in, content or diagnostics out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unkink.coach.outcome_words import Claim, OutcomeWords, ScreeningWords
from unkink.coach.questions import AnswerChoice, AnswerKind, QuestionGroup, QuestionInWords, QuestionPage, QuestionSet
from unkink.coach.reading_fields import FieldReader
from unkink.coach.screening import LOCKING, Outcome
from unkink.findings.diagnostic import Diagnostic
from unkink.findings.yaml_tree import Value

LOCKS = (*LOCKING, Outcome.TWO_REDS)
LEAST_CHOICES = 2


@dataclass(frozen=True, slots=True)
class CheckedQuestions:
    """``questions`` is None exactly when a diagnostic is an error."""

    questions: QuestionSet | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class CheckedWords:
    """``words`` is None exactly when a diagnostic is an error."""

    words: ScreeningWords | None
    diagnostics: tuple[Diagnostic, ...]


def check_questions(source: bytes | str, name: str) -> CheckedQuestions:
    """Read one set of questions; ``name`` is that of its file without the ending. Never raises."""
    reader = FieldReader(source)
    fields = reader.fields(reader.root, "a set of questions", ("format", "title", "pages"))
    reader.format_one(fields)
    title = reader.text(fields.get("title"), "`title`")
    reading = _Questions(reader)
    pages = tuple(reading.page(item) for item in reader.items(fields.get("pages"), "`pages`"))
    return CheckedQuestions(None if reader.failed else QuestionSet(name, title, pages), reader.diagnostics)


class _Questions:
    """Reads pages, and remembers which names were used."""

    def __init__(self, reader: FieldReader) -> None:
        self.reader = reader
        self.pages: set[str] = set()
        self.groups: set[str] = set()
        self.answers: set[str] = set()

    def page(self, value: Value) -> QuestionPage:
        fields = self.reader.fields(value, "a page", ("id", "title", "groups"), ("lead",))
        id_ = self.reader.name(fields.get("id"), "`id`")
        self.reader.once(id_, self.pages, "the page", value)
        return QuestionPage(
            id=id_,
            title=self.reader.text(fields.get("title"), "`title`"),
            lead=self.reader.text(fields.get("lead"), "`lead`"),
            groups=tuple(self.group(item) for item in self.reader.items(fields.get("groups"), "`groups`")),
        )

    def group(self, value: Value) -> QuestionGroup:
        needed, optional = ("id", "ask", "why", "questions"), ("none", "urgent", "only if")
        fields = self.reader.fields(value, "a group", needed, optional)
        id_ = self.reader.name(fields.get("id"), "`id`")
        self.reader.once(id_, self.groups, "the group", value)
        urgent = fields.get("urgent")
        if urgent is not None and urgent.text != "yes":
            self.reader.error("not-yes", "`urgent` is yes, or left out", urgent, expected=("yes",))
        only_if = fields.get("only if")
        group = QuestionGroup(
            id=id_,
            ask=self.reader.text(fields.get("ask"), "`ask`"),
            why=self.reader.text(fields.get("why"), "`why`"),
            questions=tuple(self.question(item) for item in self.reader.items(fields.get("questions"), "`questions`")),
            none=self.reader.text(fields.get("none"), "`none`"),
            urgent=urgent is not None,
            only_if=tuple(self.reader.name(item, "an answer") for item in only_if.items) if only_if else (),
        )
        if (group.none or group.urgent) and any(one.kind is not AnswerKind.YES for one in group.questions):
            self.reader.error("none-of-numbers", "only questions of yes and no have `none` or are `urgent`", value)
        if not group.none and len(group.questions) > 1:
            self.reader.error("one-question", "a group without `none` has one question", value)
        if group.urgent and not group.none:
            self.reader.error("urgent-without-none", "an urgent group says in words that `none` of it is so", value)
        return group

    def question(self, value: Value) -> QuestionInWords:
        fields = self.reader.fields(value, "a question", ("answer", "ask"), ("kind", "choices"))
        answer = self.reader.name(fields.get("answer"), "`answer`")
        self.reader.once(answer, self.answers, "the answer", value)
        kind = self.kind(fields.get("kind"))
        choices = self.choices(fields.get("choices"))
        if (kind is AnswerKind.WEEKS) != bool(choices):
            self.reader.error("choices", "a question of weeks has `choices`, and no other has", value)
        return QuestionInWords(answer, self.reader.text(fields.get("ask"), "`ask`"), kind, choices)

    def kind(self, value: Value | None) -> AnswerKind:
        if value is None:
            return AnswerKind.YES
        known = [str(one) for one in AnswerKind]
        if value.text in known:
            return AnswerKind(value.text)
        self.reader.error("kind-unknown", f"there is no kind `{value.text[:40]}`", value, expected=known)
        return AnswerKind.YES

    def choices(self, value: Value | None) -> tuple[AnswerChoice, ...]:
        """Whole numbers that rise from 0, each with its words."""
        if value is None:
            return ()
        found: list[AnswerChoice] = []
        for key, words in value.pairs:
            number = int(key.text) if key.text.isascii() and key.text.isdigit() and len(key.text) < 5 else -1
            if number < 0 or (found and number <= found[-1].number):
                self.reader.error("choices", "choices are whole numbers that rise", key)
                continue
            found.append(AnswerChoice(number, self.reader.text(words, "a choice")))
        if len(found) < LEAST_CHOICES or found[0].number != 0:
            self.reader.error("choices", "there are two choices or more, and the first is 0", value)
        return tuple(found)


# The words of outcomes -----------------------------------------------------------------------------------------------


def check_outcome_words(source: bytes | str) -> CheckedWords:
    """Read the words of the outcomes. Each outcome has some, each lock says what to do and what opens it."""
    reader = FieldReader(source)
    fields = reader.fields(reader.root, "the words of outcomes", ("format", "outcomes", "heard"))
    reader.format_one(fields)
    outcomes: Mapping[Outcome, OutcomeWords] = {}
    if "outcomes" in fields:
        told = reader.fields(fields["outcomes"], "`outcomes`", [str(one) for one in Outcome])
        outcomes = {Outcome(name): _outcome(reader, value, Outcome(name)) for name, value in told.items()}
    heard = reader.named(fields["heard"], "`heard`") if "heard" in fields else {}
    words = ScreeningWords(outcomes, {name: reader.text(value, f"`{name}`") for name, value in heard.items()})
    return CheckedWords(None if reader.failed else words, reader.diagnostics)


def _outcome(reader: FieldReader, value: Value, outcome: Outcome) -> OutcomeWords:
    needed, optional = (("title", "says", "do", "opens"), ("claim",)) if outcome in LOCKS else (("title", "says"), ())
    fields = reader.fields(value, f"`{outcome}`", needed, optional)
    claim = None
    if "claim" in fields:
        told = reader.fields(fields["claim"], "a claim", ("answer", "ask"))
        claim = Claim(reader.name(told.get("answer"), "`answer`"), reader.text(told.get("ask"), "`ask`"))
    return OutcomeWords(
        title=reader.text(fields.get("title"), "`title`"),
        says=reader.text(fields.get("says"), "`says`"),
        do=tuple(reader.text(item, "a step") for item in reader.items(fields.get("do"), "`do`")),
        opens=reader.text(fields.get("opens"), "`opens`"),
        claim=claim,
    )
