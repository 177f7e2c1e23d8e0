"""What people are told of a survey: the mail with their link, reminders, and the item on their own page."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from services.training.domain.calendar import OWNER
from services.training.domain.participant import HOME_ZONE
from services.training.domain.surveys.asking import Occasion
from services.training.domain.surveys.questions import Texts
from services.training.domain.surveys.survey import Survey
from services.training.store.surveys.invitations import Invitation
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from shared.contracts.registration import DeskPut
from shared.house import House
from shared.i18n import DEFAULT, language_of
from shared.i18n.dates import when_words
from shared.when import Precision, When

LINK = "survey"
"""The purpose of somebody's own link to a survey."""


def path(house: House, invitation_id: UUID, link_version: int) -> str:
    """Where somebody answers."""
    return "/s/" + house.links.token(LINK, invitation_id, link_version)


def said(texts: Texts, languages: Iterable[str], language: str) -> str:
    """In this language; else in the survey's first one that has it."""
    return next((texts[each] for each in (language, *languages) if texts.get(each)), "")


def letter(
    house: House, survey: Survey, occasion: Occasion, person: Person, to: Invitation, *, kind: str, number: object = 1
) -> MessageSend:
    """Mail with the link. `kind`: "invitation", "reminder" or "link"; of each a `number` is sent once."""
    language = (language_of(person.language) or DEFAULT).code
    assert survey.closes_at is not None, "an open survey has an end"
    return MessageSend(
        owner=OWNER,
        to=person,
        message=Message(
            template=f"survey.{kind}",
            key=f"{to.id}:survey.{kind}:{number}",
            facts={
                "survey": said(survey.title, survey.languages, language),
                "about": occasion.title,
                "until": until(survey.closes_at, occasion.timezone, person.timezone, language),
                "names": "no" if survey.anonymous else "yes",
            },
        ),
        manage_url=house.url(path(house, to.id, to.link_version)),
        good_until=survey.closes_at if kind == "reminder" else None,
    )


def until(instant: datetime, zone: str, reader_zone: str, language: str) -> str:
    """ "Monday 15 March 2027, 23:59 Seoul (17:59 Nairobi)", as it stands behind "until"."""
    zone = zone or HOME_ZONE
    wall = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    return when_words(When(precision=Precision.TIME, start=wall), zone, reader_zone, language).bare


def listed(house: House, survey: Survey, person: Person, invitation: Invitation) -> DeskPut:
    """An item on their own page. Its revision tells no time: 1, and 2 when it is taken off."""
    return _item(survey, invitation, person=person.email, link=path(house, invitation.id, invitation.link_version))


def unlisted(survey: Survey, invitation: Invitation) -> DeskPut:
    return _item(survey, invitation, person="", link="", count=0, revision=2)


def _item(survey: Survey, to: Invitation, *, person: str, link: str, count: int = 1, revision: int = 1) -> DeskPut:
    title = said(survey.title, survey.languages, "en")
    return DeskPut(
        owner=OWNER,
        key=f"survey:{to.id}",
        revision=revision,
        kind="survey.own",
        title=title,
        count=count,
        link=link,
        facts={"survey": title},
        due=survey.closes_at if count else None,
        person=person,
    )
