"""The form of a trainer: read loosely, every problem at once."""

from collections.abc import Mapping

import msgspec

from shared.fields import Fields
from shared.i18n.mark import mark

LONGEST = {"name": 120, "native_name": 120, "native_name_language": 35, "email": 254, "organisation": 200}

NAME = mark("Write the name of the trainer")


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
