"""What people are told of a survey: the mail with their link, reminders, and the item on their own page."""

from collections.abc import Iterable, Mapping
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
from shared.i18n import DEFAULT, LANGUAGES, language_of
from shared.i18n.dates import when_words
from shared.i18n.formats import days
from shared.i18n.moments import moment_words
from shared.when import Precision, When

LINK = "survey"
"""The purpose of somebody's own link to a survey."""
OWN = "survey.own"


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
                "day": day_of(occasion, language),
                "until": until(survey.closes_at, occasion.timezone, person.timezone, language),
                "names": "no" if survey.anonymous else "yes",
            },
        ),
        manage_url=house.url(path(house, to.id, to.link_version)),
        good_until=survey.closes_at if kind == "reminder" else None,
    )


def day_of(occasion: Occasion, language: str) -> str:
    """What tells it from another of the same title, within a sentence: of a session "4 October 2027, 09:00 Seoul", else
    the days.
    """
    if occasion.course and occasion.starts_at is not None:
        return moment_words(occasion.starts_at, occasion.timezone, language, weekday=False)
    if occasion.when.is_open:
        return when_words(occasion.when, "", "", language).bare
    return days(occasion.when.first_day, occasion.when.last_day, language)


def until(instant: datetime, zone: str, reader_zone: str, language: str) -> str:
    """ "Monday 15 March 2027, 23:59 Seoul (17:59 Nairobi)", as it stands behind "until"."""
    zone = zone or HOME_ZONE
    wall = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    return when_words(When(precision=Precision.TIME, start=wall), zone, reader_zone, language).bare


def facts_of(survey: Survey, occasion: Occasion) -> dict[str, dict[str, str]]:
    """By language: whoever comes to their own page in another than their mails reads the survey in that one."""
    return {
        each.code: {
            "survey": said(survey.title, survey.languages, each.code),
            "about": occasion.title,
            "day": day_of(occasion, each.code),
        }
        for each in LANGUAGES
    }


def listed(
    house: House, survey: Survey, spoken: Mapping[str, Mapping[str, str]], person: Person, to: Invitation
) -> DeskPut:
    """An item on their own page; `spoken` as `facts_of` has it. Its revision tells no time: 1, and 2 when it is taken
    off.
    """
    facts = spoken[(language_of(person.language) or DEFAULT).code]
    return DeskPut(
        owner=OWNER,
        key=_key(to),
        revision=1,
        kind=OWN,
        title=facts["survey"],
        count=1,
        link=path(house, to.id, to.link_version),
        facts=dict(facts),
        spoken={code: dict(own) for code, own in spoken.items()},
        due=survey.closes_at,
        person=person.email,
    )


def unlisted(to: Invitation) -> DeskPut:
    return DeskPut(owner=OWNER, key=_key(to), revision=2, kind=OWN, title="", count=0, link="")


def _key(to: Invitation) -> str:
    return f"survey:{to.id}"
