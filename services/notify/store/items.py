"""Calendar items, and the changes that wait for one."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.notify.domain.items import CANCELLED_KEPT, Item
from shared import sql as sql_files
from shared.contracts.notify import CalendarInvite, CalendarWithdraw, MessageSend
from shared.db import Tx

ForItem = CalendarInvite | CalendarWithdraw | MessageSend


class ItemOfPerson(Item, frozen=True, kw_only=True):
    """An item with what the personal feed needs of the person's part in it."""

    part_revision: int
    part_changed_at: datetime
    join_url: str


sql = sql_files.load(__file__)
_item = sql.query("item", Item)
_item_locked = sql.query("item_locked", Item)
_lock_unknown = sql.command("lock_unknown")
_insert = sql.command("insert_item")
_update = sql.command("update_item")
_raise_sequence = sql.scalar("raise_sequence", int)
_settle_unsent = sql.command("settle_unsent_changes")
_hold = sql.command("hold")
_release_held = sql.scalar("release_held", dict)
_of_feed = sql.query("items_of_feed", Item)
_of_person = sql.query("items_of_person", ItemOfPerson)


async def find(tx: Tx, id_: UUID) -> Item | None:
    return await _item.one(tx, id_)


async def find_locked(tx: Tx, id_: UUID) -> Item | None:
    """The item, locked against every other change until the end of the transaction."""
    return await _item_locked.one(tx, id_)


async def lock_unknown(tx: Tx, id_: UUID) -> None:
    """An item that comes and what waits for it take this lock before they look for each other."""
    await _lock_unknown.run(tx, f"item {id_}")


async def insert(tx: Tx, item: Item) -> None:
    head = (item.id, item.owner, item.key, item.revision, item.uid, item.sequence)
    await _insert.run(tx, *head, *_facts(item))


async def update(tx: Tx, item: Item) -> bool:
    """False where a newer revision is there already."""
    return await _update.run(tx, item.id, item.revision, *_facts(item)) == 1


def _facts(item: Item) -> tuple[object, ...]:
    words = (item.slug, item.title, item.when, item.timezone, item.place, item.description, item.page_url)
    instants = (item.over_at, item.revised_at, item.changed_at)
    return (*words, list(item.feeds), item.cancelled_at, item.withdrawn, *instants)


async def raise_sequence(tx: Tx, id_: UUID) -> int:
    """The new SEQUENCE of the item, for everybody."""
    raised = await _raise_sequence.value(tx, id_)
    assert raised is not None, "the item is there"
    return raised


async def settle_unsent_changes(tx: Tx, before: datetime) -> int:
    """Raise the counter of items that changed before this instant and that nobody holds in a calendar."""
    return await _settle_unsent.run(tx, before)


async def hold(tx: Tx, id_: UUID, person: UUID, job: ForItem) -> None:
    """Keep a change until its item comes."""
    await _hold.run(tx, id_, person, job, tx.now)


async def release_held(tx: Tx, id_: UUID) -> list[ForItem]:
    """What waited for the item, in the order it came."""
    return [msgspec.convert(job, ForItem, strict=False) for job in await _release_held.values(tx, id_)]


async def of_feed(tx: Tx, feed: str) -> list[Item]:
    """Items of a public feed; those cancelled stay for 90 days."""
    return await _of_feed.all(tx, feed, tx.now - CANCELLED_KEPT)


async def of_person(tx: Tx, person: UUID) -> list[ItemOfPerson]:
    """Items that the person is invited to, under any registration."""
    return await _of_person.all(tx, person, tx.now - CANCELLED_KEPT)
