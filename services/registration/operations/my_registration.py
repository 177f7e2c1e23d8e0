"""What a person does with their own registration, by its personal link: see, change, cancel."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from services.registration.domain import history
from services.registration.domain.agenda import clashes
from services.registration.domain.event import Event, Session
from services.registration.domain.registration import Category, Registration, Seats, Status, check_transition
from services.registration.domain.unreached import ALL, Unreached
from services.registration.domain.window import registration_window
from services.registration.operations import registration_jobs as jobs
from services.registration.operations.write_answers import merged, write_answers
from services.registration.store import mail_failures, programme, registrations, sessions
from shared import outbox
from shared.contracts import Job
from shared.db import Tx
from shared.errors import Conflict, Gone, NotFound
from shared.house import House
from shared.i18n.mark import mark

_CANCELLED = mark("This event was cancelled; it stays as it is.")


class MyRegistration(msgspec.Struct, frozen=True, kw_only=True):
    """A registration with its event, for the person it belongs to. `join_url` is "" unless confirmed.

    It holds nothing of the address's other registrations: whoever registers has not shown that it is theirs. What
    speaks for the whole person (language, zone, personal feed) is linked in mail to the address only. `stays`: the
    event is cancelled or over, so nothing can be changed. `may_register`: the event takes new registrations now.
    `gone`: titles of chosen sessions that have left the programme. `unreached`: whether mail reaches this address.
    """

    registration: Registration
    event: Event
    token: str
    manage_url: str
    join_url: str
    over: bool
    stays: bool
    may_register: bool
    history: list[registrations.HistoryLine]
    gone: tuple[str, ...] = ()
    unreached: Unreached = ALL

    @property
    def chosen(self) -> list[Session]:
        """The sessions of the programme that the person chose, by their time."""
        return [one for one in self.event.sessions if one.slug in self.registration.participant.sessions]

    @property
    def clashing(self) -> list[tuple[Session, Session]]:
        """Those of them that nobody can attend both."""
        return clashes(self.chosen)

    @property
    def cancelled_by_organizer(self) -> bool:
        """Not by the person."""
        ended = [line.what for line in self.history if line.what in {history.CANCELLED, history.CANCELLED_BY_STAFF}]
        return self.registration.status is Status.CANCELLED and ended[:1] == [history.CANCELLED_BY_STAFF]


async def show(house: House, token: str) -> MyRegistration:
    """Raises NotFound for a token that is none, Gone for one that was replaced."""
    async with house.db.reading() as tx:
        registration, event = await _by_token(house, tx, token)
        return await _mine(house, tx, registration, event)


async def change(house: House, token: str, body: Mapping[str, object]) -> MyRegistration:
    """Change what `body` names; all else stays. A new address gets the invitation and a new link, and the old address
    a withdrawal without one.

    Raises NotFound, Gone, Invalid, Conflict (event or registration cancelled, over, or `already-registered` for the new
    address).
    """
    async with house.db.transaction() as tx:
        found, event = await _by_token(house, tx, token)
        if "email" in body:  # somebody may register with that address just now
            event = jobs.as_locked(event, await registrations.lock_seats(tx, event.id))
        before = await registrations.lock(tx, found.id) or found
        _require_current(house, token, before)
        _require_changeable(before, over=_over(event, tx.now))
        if event.cancelled_at is not None:
            raise Conflict(_CANCELLED, code="cancelled")
        may_be_staff = before.participant.category is Category.STAFF
        after = merged(before.participant, body, event, may_be_staff=may_be_staff)
        if after == before.participant:
            return await _mine(house, tx, found, event)
        row = await write_answers(house, tx, event, before, after, said=history.CHANGED)
        return await _mine(house, tx, row, event)


async def cancel(house: House, token: str) -> MyRegistration:
    """Give the place up; the first of the waiting list gets it at once. Cancelling twice changes nothing.

    Raises NotFound, Gone, Conflict when the event is over or closed.
    """
    async with house.db.transaction() as tx:
        found, event = await _by_token(house, tx, token)
        seats = await registrations.lock_seats(tx, event.id)
        event = jobs.as_locked(event, seats)
        before = await registrations.lock(tx, found.id) or found
        _require_current(house, token, before)
        if before.status is Status.CANCELLED:
            return await _mine(house, tx, before, event)
        _require_changeable(before, over=seats.over or seats.closed)
        check_transition(before.status, Status.CANCELLED)
        row = await registrations.set_status(tx, before, Status.CANCELLED)
        assert row is not None, "the row is locked"
        await registrations.add_history(tx, row.id, history.CANCELLED)
        await outbox.put(tx, goodbye(house, event, row, before.status), to="notify")
        if before.status is Status.CONFIRMED:
            await fill_seats(house, tx, event, _with_one_less(seats))
        return await _mine(house, tx, row, event)


async def fill_seats(house: House, tx: Tx, event: Event, seats: Seats) -> int:
    """Confirm the first of the waiting list while seats are free; returns how many. The caller holds the lock.

    Nobody is let in to an event that was cancelled or closed, or is over.
    """
    promoted = 0
    if seats.cancelled or seats.closed or seats.over:
        return promoted
    while seats.capacity is None or seats.confirmed + promoted < seats.capacity:
        row = await registrations.promote_first(tx, event.id)
        if row is None:
            break
        await registrations.add_history(tx, row.id, history.PROMOTED)
        await outbox.put(tx, jobs.standing(house, event, row, "registration.promoted"), to="notify")
        promoted += 1
    return promoted


def _with_one_less(seats: Seats) -> Seats:
    return msgspec.structs.replace(seats, confirmed=seats.confirmed - 1)


async def _by_token(house: House, tx: Tx, token: str) -> tuple[Registration, Event]:
    id_, _ = house.links.read("registration", token)
    registration = await registrations.by_id(tx, id_)
    if registration is None:
        raise NotFound(mark("There is no such registration. Open the link from your newest mail again."))
    _require_current(house, token, registration)
    event = await programme.event_by_slug(tx, await registrations.event_slug(tx, registration.event_id))
    assert event is not None, "a registration's event is never deleted"
    return registration, event


def _require_current(house: House, token: str, registration: Registration) -> None:
    if not registration.participant.email:
        raise Gone(mark("A year after the event we deleted what this link led to, as our privacy page says."))
    if house.links.read("registration", token)[1] != registration.link_version:
        raise Gone(mark("This link was replaced by a newer one. Open the link from your newest mail."))


def _over(event: Event, now: datetime) -> bool:
    """Who came is told when an event is closed: for those who registered it is over then."""
    return now >= event.over_at or event.closed_at is not None


def _require_changeable(registration: Registration, *, over: bool) -> None:
    if registration.status is Status.CANCELLED:
        check_transition(Status.CANCELLED, Status.CONFIRMED)
    if over:
        raise Conflict(mark("This event is over, so the registration stays as it is."), code="over")


def goodbye(house: House, event: Event, row: Registration, was: Status, *, by_organizer: bool = False) -> Job:
    """What notify is told of a registration that was cancelled: who had a seat gets a CANCEL with it."""
    facts = {"by": "organizer"} if by_organizer else {}
    if was is Status.CONFIRMED:
        return jobs.withdrawn(house, event, row, "registration.cancelled", facts=facts)
    return jobs.letter(house, event, row, "registration.cancelled", facts=facts)


async def _mine(house: House, tx: Tx, registration: Registration, event: Event) -> MyRegistration:
    token = house.links.token("registration", registration.id, registration.link_version)
    over, cancelled = _over(event, tx.now), event.cancelled_at is not None
    gone = set(registration.participant.sessions) - {session.slug for session in event.sessions}
    return MyRegistration(
        registration=registration,
        event=event,
        token=token,
        manage_url=house.url(f"/r/{token}"),
        join_url=event.join_url if registration.status is Status.CONFIRMED and not cancelled else "",
        over=over,
        stays=over or cancelled,
        may_register=registration_window(event, tx.now).is_open,
        history=await registrations.history(tx, registration.id),
        gone=await sessions.titles(tx, event.id, gone) if gone else (),
        unreached=await mail_failures.unreached(tx, event.id, [registration.id]),
    )
