"""The organizer's view of mail: what became of each message, sending one again, releasing an address."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.notify.domain.deliveries import AGAIN, State
from services.notify.operations.desk import tell_bounced
from services.notify.operations.write import BELL
from services.notify.store import messages
from services.notify.store.messages import Again, Listed, Suppression, Try
from shared.db import Tx
from shared.errors import Conflict, Invalid, NotFound, Problem
from shared.fields import Fields
from shared.house import House
from shared.i18n import mark
from shared.identity import store as identity
from shared.identity.accounts import record
from shared.identity.audit import Entry
from shared.identity.people import person_id
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

GROUPS = ("waiting", "sent", "failed", "held")
PAGE = 50
_SUPPRESSIONS = 200
_INSTANT = mark("Write an instant with its offset, like 2027-03-01T03:00:00Z")

__all__ = [
    "GROUPS",
    "History",
    "Listed",
    "Overview",
    "Suppression",
    "Try",
    "look_at_failed",
    "one",
    "overview",
    "release",
    "send_again",
]


class Overview(msgspec.Struct, frozen=True):
    """A page of messages, newest first, as they stood `at`; `next` is where the following page begins. `failed` counts
    all that failed, `unseen` those of them that nobody has looked at.
    """

    messages: tuple[Listed, ...]
    next: UUID | None
    failed: int
    unseen: int
    at: datetime
    suppressed: tuple[Suppression, ...]


class History(msgspec.Struct, frozen=True):
    """One message with all its tries and what staff did with it. `refusal`: why it cannot be sent again, or None."""

    message: Listed
    tries: tuple[Try, ...]
    trail: tuple[Entry, ...]
    suppressed: bool
    refusal: str | None


async def overview(
    house: House, actor: Staff, *, group: str = "", words: str = "", before: UUID | None = None, limit: int = PAGE
) -> Overview:
    """Raises Forbidden. An unknown group shows all."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    group = group if group in GROUPS else ""
    async with house.db.reading() as tx:
        found = await messages.listed(tx, group=group, words=words.strip(), before=before, limit=limit + 1)
        failed = await messages.failed_count(tx)
        unseen = await messages.unseen_count(tx)
        suppressed = await messages.suppressions(tx, _SUPPRESSIONS)
    shown = found[:limit]
    return Overview(
        tuple(shown), shown[-1].id if len(found) > limit else None, failed, unseen, tx.now, tuple(suppressed)
    )


async def one(house: House, actor: Staff, id_: UUID) -> History:
    """Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.transaction() as tx:
        again = await messages.find_locked(tx, id_)
        message = await messages.find(tx, id_)
        if again is None or message is None:
            raise _unknown()
        tries = await messages.tries_of(tx, id_)
        trail = await identity.audit_of(tx, _subject(id_))
    return History(message, tuple(tries), tuple(trail), again.suppressed, _refusal(again, tx.now))


async def send_again(house: House, actor: Staff, id_: UUID) -> None:
    """The very same mail, with the same Message-ID, as soon as a line is free. Raises Forbidden, NotFound, Conflict."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        message = await messages.find_locked(tx, id_)
        if message is None:
            raise _unknown()
        refusal = _refusal(message, tx.now)
        if refusal is not None:
            raise Conflict(refusal, code="not-again")
        await messages.queue_again(tx, id_)
        await _noted(tx, actor, "message.sent_again", id_, old=message.state, new=State.QUEUED)
        tx.ring(BELL)


async def release(house: House, actor: Staff, address: object) -> bool:
    """Mail goes to this address again. What failed meanwhile stays so until it is sent again. Raises Forbidden,
    Invalid.
    """
    require(actor, Role.ORGANIZER)
    fields = Fields({"address": address}, {"address": 254})
    address = fields.email("address")
    fields.check()
    async with house.db.transaction() as tx:
        reply = await messages.release(tx, address)
        if reply is not None:
            subject = f"person:{person_id(address)}"
            await record(
                tx, actor.trail, "address.released", subject, old={"suppressed": reply}, new={"suppressed": ""}
            )
            await tell_bounced(tx, [address], bounced=False)
    return reply is not None


async def look_at_failed(house: House, actor: Staff, until: object) -> int:
    """Somebody has seen what had failed by then: it needs nobody today. Returns how many. Raises Forbidden, Invalid
    for `until` that is no instant (ISO 8601 with its offset, or a datetime).
    """
    require(actor, Role.ORGANIZER)
    until = _instant(until)
    async with house.db.transaction() as tx:
        count = await messages.look_at_failed(tx, until)
        if count:
            new = {"count": str(count), "until": until.isoformat()}
            await record(tx, actor.trail, "message.failures_seen", "messages:failed", new=new)
    return count


def _instant(given: object) -> datetime:
    try:
        found = msgspec.convert(given, datetime)
    except msgspec.ValidationError:
        found = None
    if found is None or found.tzinfo is None:
        raise Invalid([Problem("until", _INSTANT)])
    return found


async def _noted(tx: Tx, actor: Staff, action: str, id_: UUID, *, old: State, new: State) -> None:
    await record(tx, actor.trail, action, _subject(id_), old={"state": old}, new={"state": new})


def _refusal(message: Again, now: datetime) -> str | None:
    if message.state not in AGAIN or message.next_at is not None:
        return mark("This message is on its way, has arrived or was overtaken: there is nothing to send again.")
    if message.suppressed:
        return mark("Nothing goes to this address, because its server said that there is no such mailbox.")
    if message.overtaken:
        return mark("A newer message about the same event went to this person since. That one counts.")
    if message.good_until is not None and message.good_until < now:
        return mark("This was a reminder, and its hour is past.")
    return None if message.kept else mark("The text of this message is not kept any more, or was never written.")


def _subject(id_: UUID) -> str:
    return f"message:{id_}"


def _unknown() -> NotFound:
    return NotFound(mark("There is no such message."))
