"""At the door: the code on a badge opens the registration, and who is there is noted."""

from uuid import UUID

import msgspec

from services.registration.domain.after import day_has_begun
from services.registration.domain.event import Event
from services.registration.domain.guest import Guest
from services.registration.operations import registrants
from services.registration.store import guests, programme
from shared.errors import NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_NOBODY = mark("There is no such registration. Look for the name in the list of the event.")


class AtTheDoor(msgspec.Struct, frozen=True):
    """Somebody who shows a badge, and what for. `too_early`: its day has not begun, so nobody is noted as come."""

    event: Event
    guest: Guest
    too_early: bool


async def show(house: House, actor: Staff, registration_id: UUID) -> AtTheDoor:
    """The address stands on a badge for everybody to see, so it opens to staff alone. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER, Role.CHECKIN, Role.VIEWER)
    async with house.db.reading() as tx:
        guest = await guests.by_id(tx, registration_id)
        event = await programme.event_by_slug(tx, guest.event) if guest else None
    if guest is None or event is None:
        raise NotFound(_NOBODY)
    return AtTheDoor(event, guest, too_early=not day_has_begun(event, tx.now))


async def note(house: House, actor: Staff, registration_id: UUID, *, came: bool) -> bool:
    """False where it was noted so already, or there is no seat. Raises as `note_came`."""
    require(actor, Role.ORGANIZER, Role.CHECKIN)
    found = await show(house, actor, registration_id)
    noted = await registrants.note_came(house, actor, found.event.slug, [registration_id], came=came)
    return bool(noted.people)
