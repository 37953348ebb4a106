"""What is typed on the plan's page, read and bounded; what does not fit is said in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms

from unkink.coach.planning.moving import too_near
from unkink.coach.planning.pace import WeeklyPace, suggested
from unkink.coach.planning.schedule import Days, Schedule, Weekly
from unkink.wire.leaves import zones
from unkink.wire.words import SessionKind

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
REMINDERS = (
    ("", "No reminder"),
    ("0", "When it begins"),
    ("5", "5 minutes before"),
    ("15", "15 minutes before"),
    ("30", "30 minutes before"),
    ("60", "1 hour before"),
    ("120", "2 hours before"),
    ("720", "12 hours before"),
)
KINDS = ((SessionKind.WHOLE.value, "Whole"), (SessionKind.SHORT.value, "Short"))
FARTHEST = timedelta(days=2 * 366)
NO_TIME = "Write a time as a clock shows it, such as 07:30."
NO_DAY = "Write a day, such as 2027-03-01."


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def places() -> list[tuple[str, str]]:
    """Every place that has a time of its own, by its name, cities alone; UTC as well."""
    named = sorted(zone for zone in zones() if "/" in zone and not zone.startswith("Etc/"))
    return [(zone, zone.replace("_", " ")) for zone in [*named, "UTC"]]


@dataclass(frozen=True, slots=True)
class DayRow:
    """The fields of one weekday."""

    name: str
    on: forms.BoundField
    at: forms.BoundField
    kind: forms.BoundField | None


class DaysForm(forms.Form):
    """The days of the week, a time for each, a reminder, and where these times are meant."""

    reminder = forms.ChoiceField(label="Reminder in your calendar", choices=REMINDERS, required=False)
    zone = forms.ChoiceField(
        label="Time zone", choices=places, error_messages={"invalid_choice": "Choose a time zone from the list."}
    )

    def __init__(
        self, data: object = None, *, schedule: Schedule, pace: WeeklyPace, zone: str, has_short: bool
    ) -> None:
        self.pace, self.has_short = pace, has_short
        shown = schedule if schedule.weekly else suggested(pace)
        super().__init__(data, initial={**_initial(shown, schedule.reminder), "zone": zone})  # type: ignore[arg-type]
        for weekday, name in enumerate(DAY_NAMES):
            self.fields[f"on-{weekday}"] = forms.BooleanField(label=name, required=False)
            self.fields[f"at-{weekday}"] = forms.TimeField(
                label=f"{name}, at", required=False, widget=ClockInput(), error_messages={"invalid": NO_TIME}
            )
            if has_short:
                kind = forms.ChoiceField(label=f"{name}, which session", choices=KINDS, required=False)
                self.fields[f"kind-{weekday}"] = kind

    @property
    def rows(self) -> Iterator[DayRow]:
        for weekday, name in enumerate(DAY_NAMES):
            kind = self[f"kind-{weekday}"] if self.has_short else None
            yield DayRow(name, self[f"on-{weekday}"], self[f"at-{weekday}"], kind)

    def clean(self) -> None:
        """As many days as the program asks for, with the rest that it asks for between them."""
        chosen = [weekday for weekday in range(7) if self.cleaned_data.get(f"on-{weekday}")]
        for weekday in chosen:
            if self.cleaned_data.get(f"at-{weekday}") is None and f"at-{weekday}" not in self.errors:
                self.add_error(f"at-{weekday}", NO_TIME)
        if not self.pace.fewest <= len(chosen) <= self.pace.most:
            counted = f"{len(chosen)} day{'' if len(chosen) == 1 else 's'}"
            raise forms.ValidationError(
                f"This program is made for {self.pace.words}; you chose {counted}. Nothing was changed yet."
            )
        near = None if self.errors else too_near(self.weekly, self.pace)
        if near:
            first, second = (DAY_NAMES[one.weekday] for one in near)
            raise forms.ValidationError(
                f"{first} and {second} are too close: this program wants a day of rest between two sessions. "
                "Nothing was changed yet."
            )

    @property
    def weekly(self) -> tuple[Weekly, ...]:
        """What was chosen; asked for once it is valid."""
        given = self.cleaned_data
        return tuple(
            Weekly(weekday, given[f"at-{weekday}"], SessionKind(given.get(f"kind-{weekday}") or SessionKind.WHOLE))
            for weekday in range(7)
            if given.get(f"on-{weekday}")
        )

    @property
    def minutes_before(self) -> int | None:
        text = self.cleaned_data["reminder"]
        return int(text) if text else None


class RangeForm(forms.Form):
    """Days in a row. With ``last`` empty, one day."""

    first = forms.DateField(
        label="First day", widget=DayInput(), error_messages={"invalid": NO_DAY, "required": NO_DAY}
    )
    last = forms.DateField(label="Last day", widget=DayInput(), required=False, error_messages={"invalid": NO_DAY})

    def __init__(self, data: object = None, *, today: date, prefix: str) -> None:
        self.today = today
        super().__init__(data, prefix=prefix)  # type: ignore[arg-type]

    def clean(self) -> None:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day comes before the first.")
        if any(day and abs(day - self.today) > FARTHEST for day in (first, last)):
            self.add_error("first", "That is too far away to plan: up to two years from now.")

    @property
    def days(self) -> Days:
        first = self.cleaned_data["first"]
        return Days(first, self.cleaned_data.get("last") or first)


class TripForm(RangeForm):
    """Days in another time zone."""

    zone = forms.ChoiceField(
        label="Time zone there", choices=places, error_messages={"invalid_choice": "Choose a time zone from the list."}
    )


class MoveForm(forms.Form):
    """One session on another day or at another time."""

    day = forms.DateField(error_messages={"invalid": NO_DAY, "required": "Choose a day."})
    at = forms.TimeField(error_messages={"invalid": NO_TIME, "required": NO_TIME})


def _initial(schedule: Schedule, reminder: int | None) -> dict[str, object]:
    chosen = {one.weekday: one for one in schedule.weekly}
    usual = schedule.weekly[0].at if schedule.weekly else None
    fields: dict[str, object] = {"reminder": "" if reminder is None else str(reminder)}
    for weekday in range(7):
        one = chosen.get(weekday)
        fields[f"on-{weekday}"] = one is not None
        fields[f"at-{weekday}"] = one.at if one else usual
        fields[f"kind-{weekday}"] = (one.kind if one else SessionKind.WHOLE).value
    return fields
