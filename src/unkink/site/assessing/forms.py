"""What is typed on the page of a test, read and bounded; what does not fit is said in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms

from unkink.coach.measuring import tape
from unkink.coach.measuring.guide import Guide
from unkink.coach.measuring.known import TASKS, TASKS_NAMED, Unit
from unkink.coach.measuring.results import How
from unkink.coach.measuring.words import CHANGED
from unkink.wire.words import Side

TRIALS = 3
LONGEST_TASK = 100
LONGEST_NUMBER = 20  # characters of what is carried along
NOTHING_TYPED: Mapping[str, str] = {}
WHICH_WAY = (("above", "knee higher than the hip"), ("below", "knee lower than the hip"))
NOTHING_YET = "Nothing was kept yet: there is no number in it."
SAME_UNIT = "Write all three lengths, in the same unit. The thigh is longer than the difference between the heights."
ALL_THREE = "Name three tasks, each in other words, and choose a number for each."


@dataclass(frozen=True, slots=True)
class Told:
    """What one form told of one side: the facts of one event."""

    side: Side | None
    facts: Mapping[str, object]


class Number(forms.FloatField):
    """A number, with a point or with a comma."""

    def clean(self, value: object) -> float | None:
        number: float | None = super().clean(value.replace(",", ".") if isinstance(value, str) else value)
        return number


def _number(label: str, least: float, most: float) -> Number:
    bounds = f"A number from {least:g} to {most:g}."
    messages = {"invalid": bounds, "min_value": bounds, "max_value": bounds}
    look = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 6})
    return Number(label=label, min_value=least, max_value=most, required=False, error_messages=messages, widget=look)


class MeasureForm(forms.Form):
    """Anything that tells results: ``told`` once it is valid."""

    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class SideOfForm:
    """The fields of one side, as the template shows them."""

    side: str
    once: Sequence[forms.BoundField]
    trials: Sequence[Sequence[forms.BoundField]]


class TrialsForm(MeasureForm):
    """Up to three tries on each side; a side without any is left out.

    ``typed`` is what stood in the form before, of any way to measure: ``carried`` are those of the other ways, so that
    whoever goes from one way to another and back loses nothing.
    """

    def __init__(self, guide: Guide, how: How, data: object = None, typed: Mapping[str, str] = NOTHING_TYPED) -> None:
        super().__init__(data, initial=dict(typed))  # type: ignore[arg-type]
        self.guide, self.how = guide, how
        self.fields.update(_fields(guide, how))
        names = {name for way in guide.ways for name in _fields(guide, way)} - self.fields.keys()
        found = ((name, typed.get(name, "")) for name in sorted(names))
        self.carried = [(name, value) for name, value in found if 0 < len(value) <= LONGEST_NUMBER]

    @property
    def sides(self) -> list[SideOfForm]:
        return [
            SideOfForm(
                str(side),
                [self[f"{side}-{name}"] for name in self._once()],
                [[self[f"{side}-{name}"] for name in self._of_trial(trial)] for trial in range(1, TRIALS + 1)],
            )
            for side in Side
        ]

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if not self.errors:
            found = ((side, self._trials(side, given)) for side in Side)
            self.told = tuple(Told(side, self._facts(trials)) for side, trials in found if trials)
            if not self.told and not self.errors:
                self.add_error(None, NOTHING_YET)
        return given

    def _once(self) -> tuple[str, ...]:
        return ("hip", "length") if self.how is How.TAPE else ()

    def _of_trial(self, trial: int) -> tuple[str, ...]:
        if self.guide.test.unit is not Unit.DEGREES:
            return (f"seconds-{trial}",)
        return (f"knee-{trial}",) if self.how is How.TAPE else (f"degrees-{trial}", f"way-{trial}")

    def _trials(self, side: Side, given: Mapping[str, object]) -> list[float]:
        if self.guide.test.unit is not Unit.DEGREES:
            return [_float(one) for one in self._each(side, "seconds", given)]
        if self.how is How.TAPE:
            return self._taped(side, given)
        return [
            _float(given[f"{side}-degrees-{trial}"]) * (-1 if given.get(f"{side}-way-{trial}") == "below" else 1)
            for trial in range(1, TRIALS + 1)
            if given.get(f"{side}-degrees-{trial}") is not None
        ]

    def _taped(self, side: Side, given: Mapping[str, object]) -> list[float]:
        """Degrees to a tenth: no tape is more exact."""
        knees, hip, length = self._each(side, "knee", given), given.get(f"{side}-hip"), given.get(f"{side}-length")
        if not knees:
            return []
        try:
            if hip is None or length is None:
                raise tape.NoSuchThigh
            return [round(tape.thigh_angle(_float(hip), _float(knee), _float(length)), 1) + 0.0 for knee in knees]
        except tape.NoSuchThigh:
            self.add_error(f"{side}-length", SAME_UNIT)
            return []

    def _each(self, side: Side, name: str, given: Mapping[str, object]) -> list[object]:
        every = (given.get(f"{side}-{name}-{trial}") for trial in range(1, TRIALS + 1))
        return [one for one in every if one is not None]

    def _facts(self, trials: Sequence[float]) -> dict[str, object]:
        plain = [int(one) if one == int(one) else one for one in trials]
        return {"test": self.guide.test.name, str(self.guide.test.unit): plain, "how": str(self.how)}


def _fields(guide: Guide, how: How) -> dict[str, forms.Field]:
    return {f"{side}-{name}": field for side in Side for name, field in _fields_of_a_side(guide, how).items()}


def _fields_of_a_side(guide: Guide, how: How) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    if how is How.TAPE:
        found["hip"] = _number("Hip above the floor", 0, 1000)
        found["length"] = _number("Hip to knee, straight", 1, 1000)
    for trial in range(1, TRIALS + 1):
        if guide.test.unit is not Unit.DEGREES:
            found[f"seconds-{trial}"] = _number(f"Try {trial}, seconds", 0, guide.test.most)
        elif how is How.TAPE:
            found[f"knee-{trial}"] = _number(f"Try {trial}: knee above the floor", 0, 1000)
        else:
            found[f"degrees-{trial}"] = _number(f"Try {trial}, degrees", 0, 60)
            found[f"way-{trial}"] = forms.ChoiceField(
                label=f"Try {trial}: which way", choices=WHICH_WAY, required=False
            )
    return found


class TasksForm(MeasureForm):
    """Three tasks in the person's words, and how well each goes."""

    def __init__(self, data: object = None, tasks: Sequence[str] = ()) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for number in range(1, TASKS_NAMED + 1):
            known = tasks[number - 1] if number <= len(tasks) else ""
            look = forms.TextInput(attrs={"autocomplete": "off", "placeholder": " "})
            self.fields[f"task-{number}"] = forms.CharField(
                label=f"Task {number}", max_length=LONGEST_TASK, required=False, initial=known, widget=look
            )
            self.fields[f"level-{number}"] = forms.TypedChoiceField(
                label=f"How well task {number} goes, from 0, I cannot do it, to 10, as well as ever",
                choices=[(level, str(level)) for level in range(11)],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"task-{number}"], self[f"level-{number}"]) for number in range(1, TASKS_NAMED + 1)]

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        words = [" ".join(str(given.get(f"task-{number}") or "").split()) for number in range(1, TASKS_NAMED + 1)]
        levels = [given.get(f"level-{number}") for number in range(1, TASKS_NAMED + 1)]
        if not all(words) or len(set(words)) < len(words) or any(level is None for level in levels):
            self.add_error(None, ALL_THREE)
        self.told = (Told(None, {"test": TASKS, "levels": levels, "tasks": words, "how": str(How.TYPED)}),)
        return given


class SevenStepsForm(MeasureForm):
    """Global change."""

    def __init__(self, guide: Guide, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.guide = guide
        least = int(guide.test.least)
        self.fields["step"] = forms.TypedChoiceField(
            label="All in all",
            choices=[(least + place, words.capitalize()) for place, words in enumerate(CHANGED)],
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose one of the seven.", "invalid_choice": "Choose one of the seven."},
        )

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        facts = {"test": self.guide.test.name, "levels": [given.get("step")], "how": str(How.TYPED)}
        self.told = (Told(None, facts),)
        return given


def _float(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)
