"""``unkink people``: who has a log on this computer; adding somebody, letting them in, erasing them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.open_database import open_database
from unkink.cli.whose import person_called
from unkink.site.serving.home import DEFAULT_HOST, DEFAULT_PORT

if TYPE_CHECKING:
    from unkink.site.accounts.models import Person

EXAMPLES = (
    "unkink people",
    "unkink people add Anna",
    "unkink people link Anna --at https://annas-laptop.local:8443",
    "unkink people erase Anna",
)
ADDRESS = f"http://{DEFAULT_HOST}:{DEFAULT_PORT}"
SOMEBODY = ("add", "link", "erase")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = "what to do (list): add somebody, make a link that lets them in, or erase them and all that they entered"
    parser.add_argument("action", nargs="?", default="list", choices=("list", *SOMEBODY), help=what)
    parser.add_argument("name", nargs="?", metavar="NAME", help="a person's name, or their login name")
    parser.add_argument("--at", default=ADDRESS, metavar="URL", help=f"with link: where Unkink is open ({ADDRESS})")
    parser.add_argument("--yes", action="store_true", help="with erase: do not ask for the name once more")


def run(arguments: argparse.Namespace) -> ExitCode:
    action, name = arguments.action, arguments.name
    if action in SOMEBODY and not (name or "").strip():
        raise Stop(f"whom? `unkink people {action} NAME`")
    if action == "list" and name:
        raise Stop(f"one word too many: `{name}`")
    open_database()
    match action:
        case "list":
            _list()
        case "add":
            _add(name.strip())
        case "link":
            _link(person_called(name), arguments.at)
        case "erase":
            _erase(person_called(name), asked=not arguments.yes)
    return ExitCode.FINE


def _list() -> None:
    from unkink.site.accounts.models import Person

    people = Person.objects.select_related("user", "clinic").order_by("clinic__created", "created")
    for person in people:
        keeps = ", keeps this household" if person.user and person.user.keeper else ""
        print(f"{person.name}  (login name {_login(person)}, {person.clinic.name}{keeps})")
    if not people:
        print("Nobody yet. `unkink serve` makes the first person: you.")


def _add(name: str) -> None:
    from unkink.site.accounts.forms import NameForm
    from unkink.site.accounts.household import HouseholdFull, add_person
    from unkink.site.accounts.owner import owner

    form = NameForm({"name": name})
    if not form.is_valid():
        raise Stop(str(form.errors["name"][0]))
    try:
        person = add_person(owner().clinic, form.cleaned_data["name"])
    except HouseholdFull:
        raise Stop("there is no room for more people in one household") from None
    print(f"{person.name} is added, with the login name {_login(person)}. To let them in:")
    print(f"    unkink people link {_login(person)}")


def _link(person: Person, at: str) -> None:
    from django.utils import timezone

    from unkink.site.accounts.pairing import make_link

    if not at.startswith(("http://", "https://")):
        raise Stop(f"--at is where Unkink is open, such as {ADDRESS}, not `{at}`")
    print(f"{at.rstrip('/')}{make_link(person, timezone.now())}")
    print(f"Good once, for ten minutes: whoever opens it is logged in as {person.name}.", file=sys.stderr)


def _erase(person: Person, *, asked: bool) -> None:
    from unkink.site.diary.erase import erase

    if asked and not _agreed(person.name):
        raise Stop("nothing was erased")
    erase(person)
    print(f"{person.name} and everything that {person.name} entered are gone. Backups made before still hold them.")


def _agreed(name: str) -> bool:
    if not sys.stdin.isatty():
        raise Stop("erasing asks for the name once more, in a terminal; without one add --yes")
    print(f"Everything that {name} ever entered goes out of the database. This cannot be undone.")
    try:
        return input("To go on, type the name: ").strip().casefold() == name.strip().casefold()
    except EOFError:
        return False


def _login(person: Person) -> str:
    return person.user.username if person.user else "none"
