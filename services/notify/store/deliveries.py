"""Mails and their delivery: written once, claimed under a lease, settled by whoever holds the newest fence."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from services.notify.domain.attendees import Sent
from services.notify.domain.deliveries import LEASE, Next, Outcome, State
from services.notify.domain.items import Shown
from shared import sql as sql_files
from shared.db import Tx


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A mail to write down. `sent` describes its calendar part, if there is one; `about` what it tells of the item.

    `good_until`: not sent after it, so a reminder.
    """

    id: UUID
    owner: str
    key: str
    template: str
    recipient: str
    person_id: UUID
    item_id: UUID | None
    attendee_id: UUID | None
    sent: Sent | None
    about: Shown | None
    mail: bytes | None
    state: State
    reply: str = ""
    good_until: datetime | None = None


class Leased(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that one worker has. `fence` proves it as long as nobody claimed it since; until then its counts stand."""

    id: UUID
    fence: int
    tries: int
    unknowns: int
    recipient: str
    domain: str


class Claimed(Leased, frozen=True, kw_only=True):
    """A mail that this worker sends now."""

    mail: bytes


class Lapsed(Leased, frozen=True, kw_only=True):
    """A row whose worker did not come back."""

    data_begun: bool


class Settled(msgspec.Struct, frozen=True):
    """Whether the domain is paced down, and whether a mail about the same item failed this person before."""

    slowed: bool
    failed_before: bool


class Waiting(msgspec.Struct, frozen=True):
    """How many mails are not out yet, and since when the oldest waits."""

    waiting: int
    oldest: datetime | None


sql = sql_files.load(__file__)
_insert = sql.command("insert_delivery")
_last_part = sql.query("last_calendar_part", Sent)
_withhold_unsent = sql.command("withhold_unsent")
_withhold_reminders = sql.command("withhold_reminders")
_withhold_reminders_to = sql.command("withhold_reminders_to")
_withhold_late = sql.command("withhold_late")
_withhold_invites = sql.command("withhold_invites")
_claim = sql.query("claim", Claimed)
_begin_data = sql.command("begin_data")
_settle = sql.query("settle", Settled)
_give_back = sql.command("give_back")
_lapsed = sql.query("lapsed", Lapsed)
_suppress = sql.scalar("suppress", UUID)
_pace_of = sql.scalar("pace_of", timedelta)
_pace = sql.command("pace")
_unpace = sql.command("unpace")
_waiting = sql.query("waiting", Waiting)
_erase_mails = sql.command("erase_mails")


async def insert(tx: Tx, delivery: Delivery) -> bool:
    """False where the owner's key is taken: that message was written before."""
    d, part = delivery, delivery.sent
    calendar = (part.method, part.sequence, part.when, part.timezone) if part else (None, None, None, None)
    waits = d.state is State.QUEUED
    head = (d.id, d.owner, d.key, d.template, d.recipient, d.recipient.rpartition("@")[2])
    ids = (d.person_id, d.item_id, d.attendee_id)
    tail = (tx.now if waits else None, None if waits else tx.now, d.reply)
    return await _insert.run(tx, *head, *ids, *calendar, d.about, d.mail, tx.now, d.state, *tail, d.good_until) == 1


async def last_part(tx: Tx, item_id: UUID, person: UUID) -> Sent | None:
    """What the person's calendar stands at, or will when everything queued is out."""
    return await _last_part.one(tx, item_id, person)


async def withhold_unsent(tx: Tx, item_id: UUID, person: UUID) -> int:
    """Keep back invites and reminders that have not left yet."""
    return await _withhold_unsent.run(tx, item_id, person, tx.now)


async def withhold_reminders(tx: Tx, item_id: UUID) -> int:
    """Keep back reminders of an item that begins at another time, or not at all."""
    return await _withhold_reminders.run(tx, item_id, tx.now)


async def withhold_reminders_to(tx: Tx, person: UUID) -> int:
    """Keep back reminders to somebody who wants none."""
    return await _withhold_reminders_to.run(tx, person, tx.now)


async def withhold_late(tx: Tx) -> int:
    """Keep back what waited too long to be of use."""
    return await _withhold_late.run(tx, tx.now)


async def withhold_invites(tx: Tx, item_id: UUID) -> int:
    """Keep back every invite to an item that has not left yet."""
    return await _withhold_invites.run(tx, item_id, tx.now)


async def claim(tx: Tx, limit: int) -> list[Claimed]:
    """Take what is due, for the length of a lease."""
    return await _claim.all(tx, tx.now, limit, tx.now + LEASE)


async def begin_data(tx: Tx, id_: UUID, fence: int) -> bool:
    """Record that DATA begins, and renew the lease. False: another has the mail."""
    return await _begin_data.run(tx, id_, fence, tx.now + LEASE) == 1


async def settle(tx: Tx, mail: Leased, then: Next, *, outcome: Outcome, reply: str) -> Settled | None:
    """Write what became of a try, and what the person's calendar stands at now. None: the lease was lost."""
    done = None if then.at else tx.now
    counts = (then.state, then.at, then.tries, then.unknowns)
    return await _settle.one(tx, mail.id, mail.fence, *counts, done, reply, tx.now, outcome)


async def give_back(tx: Tx, id_: UUID, fence: int) -> None:
    """It was claimed and not tried: due again at once."""
    await _give_back.run(tx, id_, fence, tx.now)


async def lapsed(tx: Tx) -> list[Lapsed]:
    """Rows whose lease ran out."""
    return await _lapsed.all(tx, tx.now)


async def suppress(tx: Tx, address: str, reply: str) -> list[UUID]:
    """Nothing goes to this address any more, what waits for it included: the ids of these."""
    return await _suppress.values(tx, address, reply, tx.now)


async def pace_of(tx: Tx, domain: str) -> timedelta | None:
    """The pause of a domain that asked for one, its row locked; None: it is not paced."""
    return await _pace_of.value(tx, domain)


async def pace(tx: Tx, domain: str, delay: timedelta) -> None:
    """Nothing more to this domain for so long; zero: as fast as we can again."""
    if delay:
        await _pace.run(tx, domain, delay, tx.now + delay)
    else:
        await _unpace.run(tx, domain)


async def waiting(tx: Tx) -> Waiting:
    found = await _waiting.one(tx)
    assert found is not None, "an aggregate has one row"
    return found


async def erase_mails(tx: Tx, before: datetime) -> int:
    """Erase the texts of mails that were done before this instant; that they were sent stays."""
    return await _erase_mails.run(tx, before)
