"""What staff tick in the table of a selection: read loosely, every problem at once."""

from collections.abc import Collection, Mapping
from uuid import UUID

import msgspec

from shared.fields import Fields
from shared.i18n.mark import mark

_UNKNOWN = mark("Choose people of this list alone")
_PLACE = mark("Write the place on the reserve list as a number")


class Wanted(msgspec.Struct, frozen=True):
    """The draft as it was ticked, each in order, and the revision that was looked at."""

    chosen: tuple[UUID, ...]
    reserve: tuple[UUID, ...]
    revision: int


def read_wanted(body: Mapping[str, object], ranked: Collection[UUID]) -> Wanted:
    """`chosen` ids; `reserve` ids in their order, or `place-ID` numbers as a page sends them. Raises Invalid.

    Those chosen are ordered by rank. On the reserve list equal numbers are ordered by rank too.
    """
    form = Fields(body, {})
    known = {str(id_): id_ for id_ in ranked}
    chosen = set(form.some_of("chosen", known, _UNKNOWN))
    if "reserve" in body:
        reserve = list(form.some_of("reserve", known, _UNKNOWN))
    else:
        places = {id_: _place(form, f"place-{id_}") for id_ in known}
        reserve = sorted((id_ for id_ in known if places[id_]), key=lambda id_: places[id_])
    # A tick says more than a number that was left from before.
    reserve = [id_ for id_ in reserve if id_ not in chosen]
    revision = form.number("revision", 0, 999_999_999, 0)
    form.check()
    return Wanted(
        tuple(id_ for text, id_ in known.items() if text in chosen), tuple(known[id_] for id_ in reserve), revision
    )


def _place(form: Fields, field: str) -> int:
    given = form.given(field)
    text = given.strip() if isinstance(given, str) else ""
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) > 0):
        form.bad(field, _PLACE)
        return 0
    return int(text)
