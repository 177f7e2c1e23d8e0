"""A closed event as training is told of it: with those who came."""

from collections.abc import Sequence

from services.registration.domain.after import Came
from services.registration.domain.calendar import item_key
from services.registration.domain.event import Event
from services.registration.domain.place import place_of
from shared.contracts.common import Person
from shared.contracts.training import MOST_PEOPLE, ActivityPerson, ActivityPut


def activity(event: Event, people: Sequence[Came], *, revision: int, page_url: str) -> list[ActivityPut]:
    """One job for every `MOST_PEOPLE`; one without people where nobody came."""
    told = [_person(one) for one in people]
    chunks = [told[first : first + MOST_PEOPLE] for first in range(0, len(told), MOST_PEOPLE)] or [[]]
    return [
        ActivityPut(
            key=item_key(event.id),
            revision=revision,
            slug=event.slug,
            title=event.title,
            kind=event.kind,
            when=event.when,
            timezone=event.timezone,
            place=place_of(event),
            page_url=page_url,
            people=tuple(chunk),
            part=number,
            parts=len(chunks),
        )
        for number, chunk in enumerate(chunks, start=1)
    ]


def _person(came: Came) -> ActivityPerson:
    who = came.participant
    return ActivityPerson(
        id=came.id,
        person=Person(
            email=who.email,
            name=who.name,
            native_name=who.native_name,
            native_name_language=who.native_name_language,
            language=who.language,
            timezone=who.timezone,
        ),
        organisation=who.organisation,
        organisation_type=who.organisation_type or "",
        country=who.country,
        category=who.category,
        honorific=who.honorific,
        job_title=who.job_title,
    )
