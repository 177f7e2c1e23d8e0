"""Staff enter somebody who stands at the desk: the seats are given as to everybody, unless staff decide otherwise."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.registration.domain import history
from services.registration.domain.event import Event
from services.registration.domain.registration import HOME_ZONE, Seats, Status, first_status
from services.registration.domain.registration_form import AT_THE_DESK, read_registration
from services.registration.domain.seating import Seating
from services.registration.operations import registration_jobs as jobs
from services.registration.operations.idempotency_key import first_answer, key_use
from services.registration.operations.registrants import changeable
from services.registration.store import idempotency, registrations
from services.registration.store.idempotency import Answer, Kept
from shared import outbox
from shared.address import same_person
from shared.errors import Conflict
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_DRAFT = mark("This event is a draft. Publish it first.")
_TAKEN = mark("This address has a registration for this event already.")


class AlreadyThere(Conflict):
    """Carries the registration of the address."""

    def __init__(self, id: UUID) -> None:  # noqa: A002  # the row's id
        super().__init__(_TAKEN, code="already-registered")
        self.id = id


async def add_page(house: House, actor: Staff, slug: str) -> tuple[Event, Seats]:
    """The event to enter somebody for. Raises as `add` does."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        event, seats = await changeable(tx, slug)
        _require_published(seats)
        return event, seats


async def add(
    house: House,
    actor: Staff,
    slug: str,
    body: Mapping[str, object],
    *,
    idempotency_key: str = "",
) -> Answer:
    """Confirm them, or put them at the end of the queue; they get the mail that everybody gets. Who enters somebody
    approves of them. `consent` in the body: they agreed at the desk. `beyond_seats`: a seat even where none is free or
    others wait; the audit trail says so.

    The window of registration binds the public alone. Raises Forbidden, NotFound, Invalid, AlreadyThere, Conflict when
    the event is a draft, closed or over.
    """
    require(actor, Role.ORGANIZER)
    use = key_use(f"organize/registrations:{slug}", idempotency_key, body)
    async with house.db.transaction() as tx:
        event, seats = await changeable(tx, slug)
        kept = await idempotency.find_all(tx, [use] if use else [])
        if use and use.place in kept:
            return first_answer(use, kept[use.place])
        _require_published(seats)
        participant = read_registration(
            body,
            sessions=[session.slug for session in event.sessions],
            language="en",
            timezone=event.timezone or HOME_ZONE,
            may_be_staff=True,
            asked=AT_THE_DESK,
        )
        if standing := await registrations.by_addresses(tx, [(event.id, participant.email)]):
            raise AlreadyThere(next(iter(standing.values())).id)
        due = first_status(msgspec.structs.replace(seats, approval=False))
        beyond = due is Status.WAITLISTED and Fields(body, {}).flag("beyond_seats")
        status = Status.CONFIRMED if beyond else due
        place = seats.waitlisted + 1 if status is Status.WAITLISTED else None
        rows = await registrations.insert_all(tx, [Seating(event.id, participant, status, place)])
        row = rows[event.id, same_person(participant.email)]
        await registrations.add_history(tx, row.id, history.ADDED_BY_STAFF)
        said = {"status": status.value, "consent": "desk"} | ({"beyond_seats": "yes"} if beyond else {})
        await record(tx, actor.trail, "registration.added", f"registration:{row.id}", new=said)
        await outbox.put(tx, jobs.standing(house, event, row), to="notify")
        answer = Answer(row.id, row.status, row.link_version)
        if use:
            await idempotency.keep_all(tx, {use: Kept(use.body_sha256, answer)})
        return answer


def _require_published(seats: Seats) -> None:
    if not seats.published:
        raise Conflict(_DRAFT, code="draft")
