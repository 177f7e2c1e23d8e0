"""What people chose of the sessions of an event."""

from collections.abc import Collection, Sequence
from uuid import UUID

import msgspec

from shared import sql as sql_files
from shared.db import Tx


class _Chosen(msgspec.Struct, frozen=True):
    slug: str
    people: int


class _Choosing(msgspec.Struct, frozen=True):
    event_id: UUID
    people: int


sql = sql_files.load(__file__)
_chosen = sql.query("chosen_sessions", _Chosen)
_choosing = sql.query("people_choosing", _Choosing)
_titles = sql.scalar("titles_of_sessions", str)


async def chosen(tx: Tx, event_id: UUID) -> dict[str, int]:
    """By the slug of the session; one that nobody chose is not there."""
    return {row.slug: row.people for row in await _chosen.all(tx, event_id)}


async def count_choosing(tx: Tx, moved: Sequence[tuple[UUID, str]]) -> dict[UUID, int]:
    """By event, how many with a seat chose any of these sessions: pairs of an event and a slug."""
    events, slugs = ([pair[n] for pair in moved] for n in (0, 1))
    return {row.event_id: row.people for row in await _choosing.all(tx, events, slugs)}


async def titles(tx: Tx, event_id: UUID, slugs: Collection[str]) -> tuple[str, ...]:
    """Also of those that were removed, in their order."""
    return tuple(await _titles.values(tx, event_id, list(slugs)))
