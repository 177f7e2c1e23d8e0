"""What the registration form offers while somebody writes their organisation: public names of members, to anybody."""

import msgspec

from services.registration.domain.organisation import folded
from services.registration.domain.searching import escaped, searchable
from services.registration.store import organisations as store
from shared.house import House

_MOST = 20
_LONGEST = 200
_SHORTEST = 2


class Offer(msgspec.Struct, frozen=True):
    """A member by its public names, with what the form can fill in."""

    name: str
    native_name: str
    native_name_language: str
    type: str
    country: str


async def offered(house: House, words: str) -> list[Offer]:
    """Those of which a name holds this, whatever the script; none for less than two signs (one of Han or Hangul)."""
    key = searchable(folded(words[:_LONGEST].replace("\x00", "")))
    if len(key) < _SHORTEST and key.isascii():
        return []
    async with house.db.reading() as tx:
        return [
            msgspec.convert(each, Offer, from_attributes=True)
            for each in await store.offered(tx, escaped(key) + "%", _MOST)
        ]
