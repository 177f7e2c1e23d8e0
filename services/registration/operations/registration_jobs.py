"""What notify is told of a registration: who is invited or withdrawn, and the message that goes with it.

Each names the revision of the event, so that notify tells none of what the event was before. So the event is to be read
under the lock of its seats (`as_locked`).
"""

import msgspec

from services.registration.domain.calendar import item_key
from services.registration.domain.event import Event
from services.registration.domain.load import KeptEvent
from services.registration.domain.registration import Participant, Registration, Seats, Status
from shared.contracts import Job
from shared.contracts.common import Person
from shared.contracts.notify import (
    Attendee,
    CalendarInvite,
    CalendarRename,
    CalendarWithdraw,
    Message,
    MessageSend,
    Part,
)
from shared.house import House

OWNER = "registration"

# The message of a registration as it stands now, by its status.
TEMPLATES: dict[Status, str] = {
    Status.CONFIRMED: "registration.confirmed",
    Status.WAITLISTED: "registration.waitlisted",
    Status.PENDING: "registration.pending",
}


def as_locked(event: Event, seats: Seats) -> Event:
    """An event that was read before the lock, with the revision that it has under it."""
    return msgspec.structs.replace(event, revision=seats.revision)


def manage_url(house: House, registration: Registration) -> str:
    """The personal link as it is now."""
    return house.url("/r/" + house.links.token("registration", registration.id, registration.link_version))


def standing(house: House, event: Event, registration: Registration, template: str = "") -> Job:
    """How the registration stands: an invite for the confirmed, a letter for those who wait."""
    template = template or TEMPLATES[registration.status]
    if registration.status is Status.CONFIRMED:
        parts = (_part(house, registration, template),)
        return CalendarInvite(owner=OWNER, key=item_key(event.id), parts=parts, item_revision=event.revision)
    facts = {"place": str(registration.place)} if registration.place else {}
    return letter(house, event, registration, template, facts=facts)


def withdrawn(  # as many parts as a letter
    house: House,
    event: Event,
    registration: Registration,
    template: str,
    *,
    facts: dict[str, str] | None = None,
    was: Participant | None = None,
    quiet: bool = False,
) -> Job:
    """The person is no longer invited. `was` names the address they had, if it changed; that mail has no link.
    `quiet`: it would not arrive there.
    """
    part = _part(house, registration, template, facts=facts, to=was)
    return CalendarWithdraw(owner=OWNER, key=item_key(event.id), parts=(part,), quiet=quiet)


def known_as(house: House, event: Event, registration: Registration) -> Job:
    """Somebody with a seat goes by another name, or chose other sessions."""
    return CalendarRename(owner=OWNER, key=item_key(event.id), attendee=_attendee(house, registration))


def letter(  # a letter has as many parts
    house: House,
    event: Event | KeptEvent,
    registration: Registration,
    template: str,
    *,
    facts: dict[str, str] | None = None,
    occasion: str = "",
    was: Participant | None = None,
) -> MessageSend:
    """Mail without a calendar part. The same `occasion` (by default this revision) is never written about twice."""
    return MessageSend(
        owner=OWNER,
        to=person_of(was or registration.participant),
        message=_message(registration, template, occasion, facts),
        item=item_key(event.id),
        item_revision=event.revision,
        manage_url="" if was else manage_url(house, registration),
    )


def link_again(house: House, event: Event, registration: Registration, occasion: str, *, by: str = "") -> Job:
    """The personal link, for who lost it: once for each occasion. `by` "organizer": not because somebody asked."""
    facts = {"by": by} if by else {}
    return letter(house, event, registration, "registration.link", occasion=occasion, facts=facts)


def _part(
    house: House,
    registration: Registration,
    template: str,
    *,
    facts: dict[str, str] | None = None,
    to: Participant | None = None,
) -> Part:
    message = _message(registration, template, facts=facts)
    return Part(attendee=_attendee(house, registration, to=to), message=message)


def _attendee(house: House, registration: Registration, *, to: Participant | None = None) -> Attendee:
    return Attendee(
        id=registration.id,
        revision=registration.revision,
        person=person_of(to or registration.participant),
        manage_url="" if to else manage_url(house, registration),
        sessions=registration.participant.sessions,
    )


def _message(
    registration: Registration, template: str, occasion: str = "", facts: dict[str, str] | None = None
) -> Message:
    key = f"{registration.id}:{template}:{occasion or registration.revision}"
    return Message(template=template, key=key, facts=facts or {})


def person_of(participant: Participant) -> Person:
    """How notify knows them."""
    return Person(
        email=participant.email,
        name=participant.name,
        native_name=participant.native_name,
        native_name_language=participant.native_name_language,
        language=participant.language,
        timezone=participant.timezone,
    )
