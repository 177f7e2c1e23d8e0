"""One person of an event at the desk: see all that is known, correct it, send the personal link again."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.registration.domain import history
from services.registration.domain.desk_items import BOUNCED
from services.registration.domain.event import Event
from services.registration.domain.registrant import Happened, changes, in_order
from services.registration.domain.registration import Registration, Seats, Status
from services.registration.domain.registration_form import AT_THE_DESK
from services.registration.domain.unreached import Unreached
from services.registration.operations import registration_jobs as jobs
from services.registration.operations.registrants import closed, event_of
from services.registration.operations.write_answers import another_address, merged, write_answers
from services.registration.store import desk_items, guests, mail_failures, registrations
from services.registration.store.mail_failures import MailFailure
from shared import outbox
from shared.db import Tx
from shared.errors import Conflict, Gone, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity import store as identity
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_LINES = 200
_NOBODY = mark("There is no such registration. Look for the name in the list of the event.")
_FORGOTTEN = mark("A year after the event we deleted who this was, as our privacy page says.")
_STALE = mark("Somebody changed this registration while you wrote. Look at it again, then send what is right.")
_CANCELLED = mark("This registration was cancelled, so it stays as it is. Add the person again if they come after all.")
_OFF = mark("This event is over or cancelled: another address would get an invitation to it.")
_NO_MAILBOX = mark(
    "The mail server of this address says that there is no such mailbox, so nothing is sent. Correct the address, or "
    "release it under Messages."
)
NO_MAILBOX = "no-mailbox"


class Registrant(msgspec.Struct, frozen=True, kw_only=True):
    """`came` is None until somebody has said so. `history`: the newest first. `mail`: what did not arrive, if so.
    `bounced`: there is no such mailbox, so nothing goes out until the address is released.
    """

    event: Event
    registration: Registration
    came: bool | None
    history: list[Happened]
    mail: MailFailure | None
    bounced: bool

    @property
    def unreached(self) -> Unreached:
        """Of this one person."""
        return Unreached(no_mailbox=int(self.bounced), failed=int(self.mail is not None and not self.bounced))


async def show(house: House, actor: Staff, slug: str, id: UUID) -> Registrant:  # noqa: A002  # the row's id
    """Raises Forbidden, NotFound, Gone for who was forgotten."""
    require(actor, Role.ORGANIZER, Role.CHECKIN, Role.VIEWER)
    async with house.db.reading() as tx:
        return await _shown(tx, await event_of(tx, slug), id)


async def correctable(house: House, actor: Staff, slug: str, id: UUID) -> Registrant:  # noqa: A002
    """Somebody whose registration may be corrected. Raises Forbidden, NotFound, Gone, Conflict as `change` does."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, _, row = await locked_one(tx, slug, id)
        require_standing(row)
        return await _shown(tx, event, id)


async def change(
    house: House,
    actor: Staff,
    slug: str,
    id: UUID,  # noqa: A002  # the row's id
    body: Mapping[str, object],
    *,
    revision: int | None = None,
) -> Registrant:
    """Correct what `body` names; badges, later mails and calendars say it. Nobody is written to, but for another
    address: it gets the invitation and a new link, and the old one a farewell.

    `revision`: of the registration as it was looked at. Raises Forbidden, NotFound, Gone, Invalid, Conflict where the
    event is closed, the registration cancelled, the address taken, or `changed-meanwhile` where it has another revision
    by now.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, seats, before = await locked_one(tx, slug, id)
        require_standing(before)
        if revision is not None and revision != before.revision:
            raise Conflict(_STALE, code="changed-meanwhile")
        after = merged(before.participant, body, event, may_be_staff=True, asked=AT_THE_DESK)
        if another_address(before.participant, after) and (seats.over or seats.cancelled):
            raise Conflict(_OFF, code="over")
        old, new = changes(before.participant, after)
        if new:
            row = await write_answers(house, tx, event, before, after, said=history.CHANGED_BY_STAFF)
            await record(tx, actor.trail, "registration.changed", f"registration:{row.id}", old=old, new=new)
        return await _shown(tx, event, id)


async def send_link(house: House, actor: Staff, slug: str, id: UUID) -> None:  # noqa: A002  # the row's id
    """The personal link by mail; asked for again within the same minute, it goes out once.

    Raises Forbidden, NotFound, Gone, Conflict for a cancelled registration or a closed event, and where the mail server
    knows no such mailbox.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, _, row = await locked_one(tx, slug, id)
        require_standing(row)
        if await _bounces(tx, row.participant.email):
            raise Conflict(_NO_MAILBOX, code=NO_MAILBOX)
        occasion = f"desk:{int(tx.now.timestamp()) // 60}"
        await outbox.put(tx, jobs.link_again(house, event, row, occasion, by="organizer"), to="notify")
        await record(tx, actor.trail, "registration.link_sent", f"registration:{row.id}")


def require_standing(row: Registration) -> None:
    """Raises Conflict for a cancelled registration."""
    if row.status is Status.CANCELLED:
        raise Conflict(_CANCELLED, code="cancelled")


async def locked_one(tx: Tx, slug: str, id: UUID) -> tuple[Event, Seats, Registration]:  # noqa: A002
    """Under the lock of the seats, as everything that may change an address. Raises NotFound, Gone, Conflict where the
    event is closed.
    """
    event = await event_of(tx, slug)
    seats = await registrations.lock_seats(tx, event.id)
    if seats.closed:
        raise closed()
    return jobs.as_locked(event, seats), seats, known(event, await registrations.lock(tx, id))


async def _shown(tx: Tx, event: Event, id: UUID) -> Registrant:  # noqa: A002
    found = known(event, await registrations.by_id(tx, id))
    guest = await guests.by_id(tx, id)
    own = [line for line in await registrations.history(tx, id) if line.what not in history.BY_STAFF]
    deeds = await identity.trail_of(tx, f"registration:{id}", _LINES)
    lines = [Happened(at=line.at, what=line.what) for line in own]
    lines += [Happened(at=d.at, what=d.action, actor=d.actor, old=d.old, new=d.new) for d in deeds]
    came = guest.came if guest else None
    mail = await mail_failures.find(tx, event.id, found.participant.email)
    bounced = await _bounces(tx, found.participant.email)
    return Registrant(event=event, registration=found, came=came, history=in_order(lines), mail=mail, bounced=bounced)


async def _bounces(tx: Tx, email: str) -> bool:
    return any(item.kind == BOUNCED for item in await desk_items.of_person(tx, email))


def known(event: Event, found: Registration | None) -> Registration:
    """Raises NotFound where there is none of this event, Gone for who was forgotten."""
    if found is None or found.event_id != event.id:
        raise NotFound(_NOBODY)
    if not found.participant.email:
        raise Gone(_FORGOTTEN)
    return found
