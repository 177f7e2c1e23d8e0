"""The form of a participant, as staff write it: read loosely, every problem at once."""

from collections.abc import Collection, Mapping
from uuid import UUID

import msgspec

from services.training.domain.participant import HOME_ZONE, Gender, Official, Participant
from shared.fields import LANGUAGES, Fields
from shared.i18n.mark import mark
from shared.places import zones

LONGEST = {
    "email": 254, "name": 120, "native_name": 120, "native_name_language": 35, "honorific": 40, "job_title": 200,
    "department": 200, "organisation": 200, "city": 120,
}  # fmt: skip

NAME = mark("Write the name as it should stand on the certificate")
ORGANISATION = mark("Write the city, company or institution that the person comes from")
GENDER = mark("Choose one of the list, or leave it open")
LANGUAGE = mark("Choose one of the five languages")
ZONE = mark("Choose a time zone from the list")
GROUP = mark("Choose one of the groups of this cohort")


class ParticipantFields(msgspec.Struct, frozen=True, kw_only=True):
    """What is written of a participant. `email` is ASCII; `country` ISO 3166-1 alpha-2, "" where not known."""

    email: str
    official: Official
    organisation: str
    organisation_id: UUID | None = None
    city: str = ""
    country: str = ""
    group_key: str | None = None


def read_participant(body: Mapping[str, object], *, groups: Collection[str]) -> ParticipantFields:
    """`groups` are the keys of the cohort's groups. Raises Invalid with every problem."""
    form = Fields(body, LONGEST)
    name = form.text("name", missing=NAME)
    native_name = form.text("native_name")
    email = form.email()
    honorific, job_title = form.text("honorific"), form.text("job_title")
    department = form.text("department")
    organisation = form.text("organisation", missing=ORGANISATION)
    city, country = form.text("city"), form.country(optional=True)
    gender = form.choice("gender", Gender, GENDER, optional=True)
    official = Official(
        name=name,
        native_name=native_name,
        native_name_language=form.name_language(native_name),
        honorific=honorific,
        job_title=job_title,
        department=department,
        gender=gender,
        language=form.one_of("language", LANGUAGES, LANGUAGE, "en"),
        timezone=form.one_of("timezone", zones(), ZONE, HOME_ZONE),
    )
    group = form.one_of("group_key", groups, GROUP, "") or None
    form.check()
    return ParticipantFields(
        email=email, official=official, organisation=organisation, city=city, country=country, group_key=group
    )


def body_of(fields: ParticipantFields | Participant) -> dict[str, str]:
    """The form filled in: what `read_participant` reads back to the same."""
    who = fields.official
    return {
        "email": fields.email,
        "name": who.name,
        "native_name": who.native_name,
        "native_name_language": who.native_name_language,
        "honorific": who.honorific,
        "job_title": who.job_title,
        "department": who.department,
        "gender": who.gender.value if who.gender else "",
        "organisation": fields.organisation,
        "city": fields.city,
        "country": fields.country,
        "language": who.language,
        "timezone": who.timezone,
        "group_key": fields.group_key or "",
    }
