"""Mail about nominations: the receipt, the link of the official, a withdrawal, the answer to a newcomer."""

from datetime import datetime

from services.training.domain.calendar import OWNER
from services.training.domain.cohort import Cohort
from services.training.domain.coordinator import Coordinator
from services.training.domain.nomination import Nomination
from services.training.domain.participant import HOME_ZONE
from services.training.domain.scores import Reviewer
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from shared.house import House

LINK = "nominee"
"""The purpose of the link by which officials confirm their data."""


def nominee_url(house: House, slug: str, nomination: Nomination) -> str:
    """Of the official alone, as it is now."""
    token = house.links.token(LINK, nomination.id, nomination.link_version)
    return house.url(f"/training/{slug}/nominee/{token}")


def receipt(house: House, slug: str, nomination: Nomination, to: Coordinator) -> MessageSend:
    """To the coordinator who submitted it."""
    message = _message("nomination.received", nomination, official=nomination.official.name)
    return _letter(nomination, _coordinator(to), message, house.url(f"/training/{slug}/nominate"))


def invitation(house: House, slug: str, nomination: Nomination) -> MessageSend:
    """To the official: confirm your data."""
    message = _message("nomination.nominee", nomination, organisation=nomination.organisation)
    return _letter(nomination, _official(nomination), message, nominee_url(house, slug, nomination))


def withdrawal(nomination: Nomination) -> MessageSend:
    """To the official whose nomination was withdrawn."""
    message = _message("nomination.withdrawn", nomination, organisation=nomination.organisation)
    return _letter(nomination, _official(nomination), message, "")


def decided(house: House, to: Coordinator, slug: str, *, approved: bool) -> MessageSend:
    """To a coordinator: approved, or refused. `slug` of the cohort that they came by, "" where that is not known."""
    template = "coordinator.approved" if approved else "coordinator.refused"
    assert to.decided_at is not None, "only a decision is told"
    key = f"{to.id}:{template}:{to.decided_at.isoformat()}"
    message = Message(template=template, key=key, facts={"organisation": to.organisation})
    url = house.url(f"/training/{slug}/nominate" if slug else "/training")
    return MessageSend(owner=OWNER, to=_coordinator(to), message=message, manage_url=url if approved else "")


def review_asked(house: House, cohort: Cohort, to: Reviewer, at: datetime) -> MessageSend:
    """To somebody of the staff, each time they are put on the list; it leads to what is theirs to score."""
    template = "review.asked"
    message = Message(
        template=template,
        key=f"{cohort.id}:{template}:{to.staff_id}:{at.isoformat()}",
        facts={"cohort": cohort.title},
    )
    person = Person(email=to.email, name=to.name, timezone=cohort.timezone or HOME_ZONE)
    url = house.url(f"/organize/training/{cohort.slug}/review")
    return MessageSend(owner=OWNER, to=person, message=message, manage_url=url)


def _message(template: str, nomination: Nomination, **facts: str) -> Message:
    return Message(template=template, key=f"{nomination.id}:{template}:{nomination.revision}", facts=facts)


def _letter(nomination: Nomination, to: Person, message: Message, url: str) -> MessageSend:
    return MessageSend(owner=OWNER, to=to, message=message, item=f"cohort:{nomination.cohort_id}", manage_url=url)


def _coordinator(who: Coordinator) -> Person:
    return Person(email=who.email, name=who.name, language=who.language, timezone=who.timezone)


def _official(nomination: Nomination) -> Person:
    who = nomination.official
    return Person(
        email=nomination.email,
        name=who.name,
        native_name=who.native_name,
        native_name_language=who.native_name_language,
        language=who.language,
        timezone=who.timezone,
    )
