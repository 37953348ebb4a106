"""What is typed under Settings, read and bounded; what does not fit is said in words."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.functional import cached_property

from unkink.site.accounts.models import Person, User
from unkink.site.accounts.owner import OWNER_LOGIN

LONGEST_NAME, LONGEST_LOGIN = 120, 150  # what the columns hold
NOT_FREE = "That login name is taken. Add something to it: your second name, or a number."


class NameForm(forms.Form):
    """What a person is called."""

    name = forms.CharField(
        label="Name",
        max_length=LONGEST_NAME,
        error_messages={"required": "Write a name, any that you like.", "max_length": "That is too long for a name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class YouForm(NameForm):
    """A person's own name and what they type to log in."""

    login = forms.CharField(
        label="Login name",
        max_length=LONGEST_LOGIN,
        help_text="You type it, together with your password, to log in on another device.",
        error_messages={"required": "A login name needs at least one letter."},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        self.person = person
        kwargs.setdefault("initial", {"name": person.name, "login": self._user.username})
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def clean_login(self) -> str:
        login: str = (
            get_adapter().clean_username(self.cleaned_data["login"], shallow=True)
            if self._changed
            else (self._user.username)
        )
        taken = User.objects.filter(username__iexact=login).exclude(pk=self._user.pk).exists()
        if taken or (login.lower() == OWNER_LOGIN and not self._user.is_superuser):
            raise forms.ValidationError(NOT_FREE)
        return login

    def save(self) -> None:
        self.person.name = self.cleaned_data["name"]
        self.person.save(update_fields=["name"])
        if self._changed:
            self._user.username = self.cleaned_data["login"]
            self._user.save(update_fields=["username"])

    @cached_property
    def _user(self) -> User:
        assert self.person.user is not None
        return self.person.user

    @property
    def _changed(self) -> bool:
        return bool(self.cleaned_data["login"] != self._user.username)


class RemoveForm(forms.Form):
    """To remove a person for good one types their name, so that no slip of a finger does it."""

    typed = forms.CharField(
        label="Type the name to go on",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        self.person = person
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if typed.strip().casefold() != self.person.name.strip().casefold():
            raise forms.ValidationError(
                f"Nothing was removed. Type {self.person.name} as it stands here, then try again."
            )
        return typed


class AppearanceForm(forms.Form):
    """Light or dark, on this device."""

    appearance = forms.ChoiceField(
        label="Colours",
        choices=[("", "As this device is set"), ("light", "Light"), ("dark", "Dark")],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the three."},
    )
