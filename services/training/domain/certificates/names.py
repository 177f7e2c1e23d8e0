"""The names on a certificate: as the person confirmed them, else as they were registered."""

from collections.abc import Mapping

import msgspec

from services.training.domain.participant_form import LONGEST, NAME
from shared.fields import Fields


class Names(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`native_name_language` is BCP 47."""

    name: str
    native_name: str = ""
    native_name_language: str = ""


class Wish(Names, frozen=True, kw_only=True, omit_defaults=True):
    """A correction that somebody asks for after issue."""

    why: str = ""


def read_names(body: Mapping[str, object], country: str = "") -> Names:
    """`country` tells the language of a name in Han. Raises Invalid with every problem."""
    form = Fields({**body, "country": country}, LONGEST)
    names = _names(form)
    form.check()
    return names


def read_wish(body: Mapping[str, object], country: str = "") -> Wish:
    """The same, with what the person says to staff. Raises Invalid."""
    form = Fields({**body, "country": country}, {**LONGEST, "why": 300})
    names, why = _names(form), form.text("why")
    form.check()
    return Wish(**msgspec.structs.asdict(names), why=why)


def _names(form: Fields) -> Names:
    name, native = form.text("name", missing=NAME), form.text("native_name")
    return Names(name=name, native_name=native, native_name_language=form.name_language(native) if native else "")
