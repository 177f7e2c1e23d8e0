"""The form of a trainer: read loosely, every problem at once."""

from collections.abc import Mapping, Sequence

import msgspec

from services.training.domain.session import Group
from shared.fields import Fields
from shared.i18n.mark import mark
from shared.slugs import unique_slug

LONGEST = {"name": 120, "native_name": 120, "native_name_language": 35, "email": 254, "organisation": 200}

NAME = mark("Write the name of the trainer")
GROUP = mark("Write the name of the group")
SAME_GROUP = mark("A group of this name is there already")


class TrainerFields(msgspec.Struct, frozen=True, kw_only=True):
    """What is written of a trainer. `email` is ASCII, "" where it is not known."""

    name: str
    native_name: str = ""
    native_name_language: str = ""
    email: str = ""
    organisation: str = ""


def read_trainer(body: Mapping[str, object]) -> TrainerFields:
    """Raises Invalid with every problem."""
    form = Fields(body, LONGEST)
    name = form.text("name", missing=NAME)
    native_name = form.text("native_name")
    found = TrainerFields(
        name=name,
        native_name=native_name,
        native_name_language=form.name_language(native_name),
        email=form.email(missing=""),
        organisation=form.text("organisation"),
    )
    form.check()
    return found


def read_group(body: Mapping[str, object], known: Sequence[Group]) -> tuple[str, str]:
    """Key and name of a group; without a known key it is a new one, its key made of the name. Raises Invalid."""
    form = Fields(body, {"name": 60, "key": 60})
    name = form.text("name", missing=GROUP)
    key = form.one_of("key", [group.key for group in known], GROUP, "")
    if name and any(group.name.casefold() == name.casefold() and group.key != key for group in known):
        form.bad("name", SAME_GROUP)
    form.check()
    return key or unique_slug(name, {group.key for group in known}), name
