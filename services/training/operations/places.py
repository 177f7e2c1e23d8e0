"""Places in a cohort: given, changed and given up, with what calendars and mail are told. For every way to a place."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from services.training.domain.calendar import OWNER, follow
from services.training.domain.desk import DeskCohort
from services.training.domain.participant import Participant, PlaceStatus, check_transition
from services.training.domain.participant_form import ParticipantFields
from services.training.store import participants
from shared import outbox
from shared.contracts import Job
from shared.contracts.common import Person
from shared.contracts.notify import Attendee, CalendarInvite, CalendarWithdraw, Message, MessageSend, Part
from shared.contracts.registration import DeskPut
from shared.db import Tx
from shared.errors import Conflict
from shared.house import House
from shared.i18n.mark import mark

NOTHING: Mapping[str, str] = MappingProxyType({})
LINK = "place"
"""The purpose of a participant's personal link."""
OWN = "place.own"
"""The kind of the item on their own page."""


def item_key(cohort: DeskCohort) -> str:
    """The course's name at notify."""
    return f"cohort:{cohort.id}"


def manage_url(house: House, participant: Participant) -> str:
    """The personal link as it is now."""
    return house.url(_path(house, participant))


def _path(house: House, participant: Participant) -> str:
    return "/t/" + house.links.token(LINK, participant.id, participant.link_version)


async def give(house: House, tx: Tx, cohort: DeskCohort, fields: ParticipantFields) -> Participant:
    """A confirmed place: the invite for the course, and its sessions in their calendar.

    Raises asyncpg.UniqueViolationError (participants_one_per_person).
    """
    made = await participants.insert(tx, cohort.id, fields)
    await _tell(house, tx, cohort, made, _invited(house, cohort, made))
    return made


async def give_up(
    house: House, tx: Tx, cohort: DeskCohort, before: Participant, *, themselves: bool = False
) -> Participant:
    """The course leaves their calendar, and they are told: in other words where they did it `themselves`.

    Raises Conflict for a place that was given up.
    """
    return await _step(house, tx, cohort, before, PlaceStatus.WITHDRAWN, themselves=themselves)


async def give_back(house: House, tx: Tx, cohort: DeskCohort, before: Participant) -> Participant:
    """Somebody who gave up their place has it again. Raises Conflict for a place that is theirs."""
    return await _step(house, tx, cohort, before, PlaceStatus.CONFIRMED)


async def change(
    house: House, tx: Tx, cohort: DeskCohort, before: Participant, fields: ParticipantFields
) -> Participant:
    """Another address gets the invite and a new link, the old one a withdrawal; another group other sessions.

    Raises asyncpg.UniqueViolationError (participants_one_per_person).
    """
    moved = fields.email.lower() != before.email.lower()
    after = await participants.change(tx, before.id, fields, new_link=moved)
    if after.status is not PlaceStatus.CONFIRMED:
        return after
    jobs: list[Job] = []
    if moved:
        jobs += [_withdrawn(cohort, before, after.revision), _invited(house, cohort, after)]
    await _tell(house, tx, cohort, after, *jobs)
    return after


def person_of(participant: Participant) -> Person:
    """How notify knows them."""
    who = participant.official
    return Person(
        email=participant.email,
        name=who.name,
        native_name=who.native_name,
        native_name_language=who.native_name_language,
        language=who.language,
        timezone=who.timezone,
    )


def letter(house: House, cohort: DeskCohort, participant: Participant, message: Message) -> MessageSend:
    """Mail to somebody who has a place, about the course."""
    return MessageSend(
        owner=OWNER,
        to=person_of(participant),
        message=message,
        item=item_key(cohort),
        manage_url=manage_url(house, participant),
    )


async def _step(
    house: House, tx: Tx, cohort: DeskCohort, before: Participant, to: PlaceStatus, *, themselves: bool = False
) -> Participant:
    check_transition(before.status, to)
    after = await participants.set_status(tx, before, to)
    if after is None:
        raise Conflict(mark("Somebody else changed this place meanwhile. Load the page again."))
    if to is PlaceStatus.CONFIRMED:
        await _tell(house, tx, cohort, after, _invited(house, cohort, after))
    else:
        await _tell(house, tx, cohort, after, _withdrawn(cohort, after, after.revision, themselves=themselves))
    return after


async def unlist(tx: Tx, cohort: DeskCohort) -> None:
    """A course that is not held leaves the own pages of all who have a place."""
    people = await participants.of_cohort(tx, cohort.id)
    await outbox.put_many(tx, [_item(each, each.revision + 1) for each in people], to="registration")


async def _tell(house: House, tx: Tx, cohort: DeskCohort, participant: Participant, *jobs: Job) -> None:
    await outbox.put_many(tx, [*jobs, follow(participant, cohort.over_at)], to="notify")
    await outbox.put(tx, _listed(house, cohort, participant), to="registration")


def _listed(house: House, cohort: DeskCohort, participant: Participant) -> DeskPut:
    """Their place on their own page (/me), for as long as it is theirs."""
    if participant.status is not PlaceStatus.CONFIRMED or cohort.cancelled_at is not None:
        return _item(participant, participant.revision)
    return msgspec.structs.replace(
        _item(participant, participant.revision),
        title=cohort.title,
        count=1,
        link=_path(house, participant),
        person=participant.email,
    )


def _item(participant: Participant, revision: int) -> DeskPut:
    """Nothing to be seen."""
    return DeskPut(owner=OWNER, key=f"place:{participant.id}", revision=revision, kind=OWN, title="", count=0, link="")


def _invited(house: House, cohort: DeskCohort, participant: Participant) -> CalendarInvite:
    url = manage_url(house, participant)
    return CalendarInvite(
        owner=OWNER,
        key=item_key(cohort),
        parts=(_part(participant, participant.revision, "place.confirmed", url),),
    )


def _withdrawn(
    cohort: DeskCohort, participant: Participant, revision: int, *, themselves: bool = False
) -> CalendarWithdraw:
    part = _part(participant, revision, "place.withdrawn", "", {"by": "themselves"} if themselves else {})
    return CalendarWithdraw(owner=OWNER, key=item_key(cohort), parts=(part,))


Template = Literal["place.confirmed", "place.withdrawn"]


def _part(
    participant: Participant, revision: int, template: Template, url: str, facts: Mapping[str, str] = NOTHING
) -> Part:
    attendee = Attendee(id=participant.id, revision=revision, person=person_of(participant), manage_url=url)
    key = f"{participant.id}:{template}:{revision}"
    return Part(attendee=attendee, message=Message(template=template, key=key, facts=dict(facts)))
