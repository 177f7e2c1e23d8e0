"""Calendar items, and the changes that wait for one."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from services.notify.domain.items import CANCELLED_KEPT, Item, Shown
from shared import sql as sql_files
from shared.contracts.notify import CalendarInvite, CalendarWithdraw, MessageSend
from shared.db import Tx

ForItem = CalendarInvite | CalendarWithdraw | MessageSend


class Kept(msgspec.Struct, frozen=True):
    """A message that waited for an update; `invited`: its person takes part by now. `told`: what a mail about the item
    told them last, since they asked for it if they did; None: none did, or it was before that was kept. `ended`: they
    asked for it, and then for no more of it.
    """

    job: MessageSend
    invited: bool
    told: Shown | None
    ended: bool


class ItemOfPerson(Item, frozen=True, kw_only=True):
    """An item with what the personal feed needs of the person's part in it; `chosen`: keys of its sessions."""

    part_revision: int
    part_changed_at: datetime
    chosen: tuple[str, ...]


sql = sql_files.load(__file__)
_item = sql.query("item", Item)
_item_locked = sql.query("item_locked", Item)
_lock_unknown = sql.command("lock_unknown")
_insert = sql.command("insert_item")
_update = sql.command("update_item")
_raise_sequence = sql.scalar("raise_sequence", int)
_number_facts = sql.scalar("number_facts", int)
_sequence_of = sql.scalar("sequence_of", int)
_item_due = sql.query("item_due", Item)
_item_free = sql.query("item_free", Item)
_items_near = sql.query("items_near", Item)
_next_due = sql.scalar("next_due", datetime)
_wake = sql.command("wake")
_settle_change = sql.command("settle_change")
_hold = sql.command("hold")
_keep = sql.command("keep")
_release_held = sql.scalar("release_held", dict)
_release_kept = sql.query("release_kept", Kept)
_of_feed = sql.query("items_of_feed", Item)
_of_person = sql.query("items_of_person", ItemOfPerson)


async def find(tx: Tx, id_: UUID) -> Item | None:
    """The item, which does not change until the end of the transaction but for its counter."""
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
    instants = (item.over_at, item.revised_at, item.changed_at, item.due_at)
    first_day = item.when.first_day if item.has_entry else None
    tail = (*instants, item.told, list(item.reminders), item.transparent, item.join_url, first_day, item.reason)
    return (*words, list(item.feeds), item.cancelled_at, item.withdrawn, *tail, item.sessions)


async def raise_sequence(tx: Tx, id_: UUID) -> int:
    """The new SEQUENCE of the item, for everybody."""
    raised = await _raise_sequence.value(tx, id_)
    assert raised is not None, "the item is there"
    return raised


async def number_facts(tx: Tx, item: Item) -> int:
    """The SEQUENCE that stands for the item's facts as they are; raised where the present one stands for others."""
    if item.told == item.shown.numbered:
        return item.sequence
    raised = await _number_facts.value(tx, item.id, item.shown.numbered)
    number = raised if raised is not None else await _sequence_of.value(tx, item.id)
    assert number is not None, "the item is there"
    return number


async def find_due(tx: Tx) -> Item | None:
    """An item whose change is due, locked; None where there is none, or other workers have them all."""
    return await _item_due.one(tx, tx.now)


async def find_free(tx: Tx, id_: UUID) -> Item | None:
    """The item, locked; None where another worker is at it."""
    return await _item_free.one(tx, id_)


async def near(tx: Tx, first: date, last: date) -> list[Item]:
    """What begins between these days (inclusive, each in the item's own zone) and has reminders."""
    return await _items_near.all(tx, first, last)


async def next_due(tx: Tx) -> datetime | None:
    return await _next_due.value(tx)


async def wake(tx: Tx, id_: UUID, due: datetime) -> None:
    """Somebody has to be told: look at the item at that instant, or when it is due anyway."""
    await _wake.run(tx, id_, tx.now, due)


async def settle_change(tx: Tx, id_: UUID) -> None:
    """Everybody was told."""
    await _settle_change.run(tx, id_)


async def hold(tx: Tx, id_: UUID, person: UUID, job: ForItem, *, revision: int) -> None:
    """Keep a change until its item comes with this revision."""
    await _hold.run(tx, id_, person, job, tx.now, revision)


async def keep(tx: Tx, id_: UUID, person: UUID, job: MessageSend, *, instead_of: Sequence[str]) -> None:
    """Keep a message until the next update of its item, in the place of older ones of these templates."""
    await _keep.run(tx, id_, person, job, tx.now, list(instead_of), job.item_revision)


async def release_kept(tx: Tx, item: Item, limit: int, *, wishes: Sequence[str]) -> list[Kept]:
    """Messages that were to go out with this update, in the order they came. What names no revision waits on while
    there is no date to tell. `wishes` are the templates that go to who asked to be told.
    """
    dated = item.cancelled_at is not None or item.has_entry
    return await _release_kept.all(tx, item.id, limit, dated, list(wishes))


async def release_held(tx: Tx, id_: UUID, revision: int) -> list[ForItem]:
    """What waited for the item to be at this revision, in the order it came."""
    return [msgspec.convert(job, ForItem, strict=False) for job in await _release_held.values(tx, id_, revision)]


async def of_feed(tx: Tx, feed: str) -> list[Item]:
    """Items of a public feed; those cancelled stay for 90 days."""
    return await _of_feed.all(tx, feed, tx.now - CANCELLED_KEPT)


async def of_person(tx: Tx, person: UUID) -> list[ItemOfPerson]:
    """Items that the person is invited to, under any registration."""
    return await _of_person.all(tx, person, tx.now - CANCELLED_KEPT)
