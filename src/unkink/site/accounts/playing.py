"""The form of a person's preferences: how sessions are paced and spoken, and how the player behaves."""

from __future__ import annotations

from dataclasses import asdict, fields

from django import forms

from unkink.session.settings import BOUNDS, Verbosity
from unkink.session.timeline import Side
from unkink.site.accounts.models import Person
from unkink.site.player.preferences import Preferences, as_json, preferences_of

SAYS = [
    (Verbosity.FULL.value, "Names, why, steps and counts"),
    (Verbosity.BRIEF.value, "Names, sides and counts"),
    (Verbosity.TONES.value, "No words, only tones"),
]
SIDES = [(Side.LEFT.value, "Left"), (Side.RIGHT.value, "Right")]


def _between(name: str, unit: str) -> dict[str, str]:
    low, high = BOUNDS[name]
    words = f"Write a number from {low:g} to {high:g}{unit}."
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)


def _seconds(name: str, label: str, help_text: str) -> forms.IntegerField:
    low, high = (int(bound) for bound in BOUNDS[name])
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=low,
        max_value=high,
        error_messages=_between(name, " seconds"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def _switch(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class PlayingForm(forms.Form):
    """One field for each preference, within its bounds. They fill silence only: no prescribed second changes."""

    verbosity = forms.ChoiceField(label="The voice says", choices=SAYS, widget=forms.RadioSelect)
    first_side = forms.ChoiceField(label="The side that begins", choices=SIDES, widget=forms.RadioSelect)
    pace = forms.FloatField(
        label="Pace",
        help_text="1 is as written. 1.5 gives calm moves half as long again; 0.8 is brisker.",
        min_value=BOUNDS["pace"][0],
        max_value=BOUNDS["pace"][1],
        error_messages=_between("pace", ""),
        widget=forms.NumberInput(attrs={"step": "0.05", "inputmode": "decimal"}),
    )
    countdown = _seconds("countdown", "Countdown", "Seconds counted down before work; 0 for none.")
    rest = _seconds("rest", "Rest between sets", "In seconds, where the program writes none.")
    rest_between_reps = _seconds("rest_between_reps", "Rest between long holds", "In seconds, where it writes none.")
    change = _seconds("change", "To the next exercise", "In seconds, at the least.")
    switch = _seconds("switch", "To turn over", "In seconds, at the least.")
    manual_start = _switch("Wait for a tap before each exercise")
    flash = _switch("Light up the edge of the screen at each start and stop")
    vibrate = _switch("Shake the phone at each start and stop")
    captions = _switch("Show everything that is spoken")

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        self.person = person
        kwargs.setdefault("initial", asdict(preferences_of(person.preferences)))
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def save(self) -> None:
        """Keep them; what else is kept with the person stays."""
        names = {field.name for field in fields(Preferences)}
        others = {name: value for name, value in self.person.preferences.items() if name not in names}
        chosen = {
            **self.cleaned_data,
            "verbosity": Verbosity(self.cleaned_data["verbosity"]),
            "first_side": Side(self.cleaned_data["first_side"]),
        }
        self.person.preferences = {**others, **as_json(Preferences(**chosen))}
        self.person.save(update_fields=["preferences"])
