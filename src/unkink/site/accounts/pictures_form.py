"""Who shows the exercises: a choice of the person, kept with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django import forms

from unkink.body.movement import Base
from unkink.site.accounts.models import Person
from unkink.site.figures.bodies import KEPT_AS, body_names, chosen_body
from unkink.site.figures.movements import movements
from unkink.site.figures.pictures import Picture, picture_of
from unkink.site.figures.solved import movement_of
from unkink.site.figures.stills import Look


class PicturesForm(forms.Form):
    """One of the people in the pictures."""

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        self.person = person
        kwargs.setdefault("initial", {"body": chosen_body(person.preferences)})
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        names = [(name, name.capitalize()) for name in body_names()]
        self.fields["body"] = forms.ChoiceField(
            label="Who shows the exercises",
            choices=names,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose one of them."),
        )

    @property
    def faces(self) -> Iterator[tuple[forms.boundfield.BoundWidget, Picture | None]]:
        """Each choice, and a picture of that person."""
        for choice in self["body"]:
            yield choice, standing_still(str(choice.data["value"]))

    def save(self) -> None:
        """Keep the choice; what else is kept with the person stays."""
        self.person.preferences = {**self.person.preferences, KEPT_AS: self.cleaned_data["body"]}
        self.person.save(update_fields=["preferences"])


def standing_still(body: str) -> Picture | None:
    """That person before a movement that begins standing, with nothing in the way; None where there is none such."""
    for plate in movements().album().plates.values():
        if plate.movement and plate.movement.base is Base.STANDING and not plate.movement.props:
            shown = picture_of(plate, movement_of(plate).phases[0].pose, Look(body))
            return replace(shown, alt="")  # the name stands beside it
    return None
