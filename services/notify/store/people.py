"""People mail goes to: what they chose, and the version of their personal feed's address."""

from datetime import datetime
from uuid import UUID

import msgspec

from shared import sql as sql_files
from shared.contracts.common import Person
from shared.db import Tx


class Met(msgspec.Struct, frozen=True):
    """What notify knows of a person who is written to. None: not chosen. `suppressed`: there is no such mailbox.

    `unsubscribed`: categories of messages that they want no more.
    """

    language: str | None
    timezone: str | None
    suppressed: bool
    unsubscribed: tuple[str, ...] = ()


class Known(msgspec.Struct, frozen=True):
    """One row of `people`."""

    id: UUID
    address: str
    language: str | None
    timezone: str | None
    given_language: str
    given_timezone: str
    calendar_version: int
    unsubscribed: tuple[str, ...]


sql = sql_files.load(__file__)
_meet = sql.query("meet", Met)
_person = sql.query("person", Known)
_prefer = sql.command("prefer")
_unsubscribe = sql.command("unsubscribe")
_subscribe = sql.command("subscribe")
_renew_calendar = sql.command("renew_calendar")
_erase_attendees = sql.command("erase_attendees")
_erase_deliveries = sql.command("erase_deliveries")
_erase_alone = sql.command("erase_alone")
_forget_people = sql.command("forget_people")
_erase_people = sql.command("erase_people")
_erase_suppressions = sql.scalar("erase_suppressions", str)
_erase_kept = sql.command("erase_kept")
_erase_held = sql.command("erase_held")


async def meet(tx: Tx, id_: UUID, person: Person) -> Met:
    """Note the person of a message; what they chose on their preferences page comes back.

    Nobody else writes to the same person until the end of the transaction.
    """
    met = await _meet.one(tx, id_, person.email, person.language, person.timezone)
    assert met is not None, "an upsert returns its row"
    return met


async def find(tx: Tx, id_: UUID) -> Known | None:
    """None: nothing was written to that address yet."""
    return await _person.one(tx, id_)


async def prefer(tx: Tx, id_: UUID, *, language: str, timezone: str) -> None:
    """Keep a choice, for every later mail."""
    await _prefer.run(tx, id_, language, timezone)


async def want(tx: Tx, id_: UUID, category: str, *, wanted: bool) -> bool:
    """Whether the person gets this kind of message. False where it was so already."""
    return await (_subscribe if wanted else _unsubscribe).run(tx, id_, category) == 1


async def renew_calendar(tx: Tx, id_: UUID, *, version: int) -> bool:
    """Make the feed's address of this version invalid. False where it was already."""
    return await _renew_calendar.run(tx, id_, version) == 1


async def erase_of_items_over(tx: Tx, before: datetime) -> None:
    """Who came to what was over before this instant, what was written to them, and people left with nothing."""
    await _erase_attendees.run(tx, before)
    await _erase_deliveries.run(tx, before)
    await _forget_people.run(tx)
    await _erase_people.run(tx)


async def erase_alone(tx: Tx, before: datetime) -> int:
    """Messages about no item that were written before this instant and are done."""
    return await _erase_alone.run(tx, before)


async def erase_suppressions(tx: Tx, before: datetime) -> list[str]:
    """Addresses noted before this instant may be tried again: these."""
    return await _erase_suppressions.values(tx, before)


async def erase_held(tx: Tx, before: datetime) -> int:
    """Changes that have waited for their item since before this instant: how many were given up."""
    return await _erase_held.run(tx, before)


async def erase_kept(tx: Tx, before: datetime) -> int:
    """Messages that waited for an update of what was over before this instant."""
    return await _erase_kept.run(tx, before)
