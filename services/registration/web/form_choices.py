"""What the lists of the registration form offer, in the reader's language. One entry a value of each family."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from services.registration.domain.categories import CATEGORIES
from services.registration.domain.event import Event, Session
from services.registration.domain.registration import Category, OrganisationType
from services.registration.web.session_words import session_line
from shared.i18n import LANGUAGES, mark
from shared.i18n.lists import semicolon_list
from shared.i18n.names import countries
from shared.i18n.zones import grouped
from shared.web.options import Choices
from shared.web.reader import Reader

PARTS = "parts_shown"
"""A hidden field that says the form had the list of sessions: none ticked then means none."""

ORGANISATION_TYPES: dict[OrganisationType, tuple[str, str]] = {
    OrganisationType.CITY: (mark("Local government"), mark("a city or district")),
    OrganisationType.CORPORATION: (mark("Corporation"), mark("for example a solution provider")),
    OrganisationType.INSTITUTION: (mark("Institution"), mark("national or regional")),
    OrganisationType.MOU_PARTNER: (mark("MOU partner"), mark("for example a financing expert")),
    OrganisationType.OTHER: (mark("Other"), mark("none of these")),
}


def choices(reader: Reader, event: Event, now: datetime, *, may_be_staff: bool = False) -> dict[str, Any]:
    """The options of every list, as the macros of parts/forms.html take them. Offsets of zones are those of `now`."""
    offered = [value for value in CATEGORIES if may_be_staff or value is not Category.STAFF]
    words = reader.texts.gettext
    return {
        "categories": [(value.value, words(CATEGORIES[value])) for value in offered],
        "organisation_types": [
            (value.value, words(text), words(small)) for value, (text, small) in ORGANISATION_TYPES.items()
        ],
        "countries": countries(reader.language.code),
        "languages": [(language.code, language.name) for language in LANGUAGES],
        "zones": _zones(reader.language.code, now.replace(minute=0, second=0, microsecond=0)),
        "sessions": [(session.slug, session.title, _small(session, event, reader)) for session in event.sessions],
    }


def _small(session: Session, event: Event, reader: Reader) -> str:
    """When, where and who speaks: so that nobody need look elsewhere to choose."""
    speakers = ", ".join(speaker.name for speaker in session.speakers)
    return semicolon_list((session_line(session, event, reader), speakers), reader.texts)


@lru_cache(maxsize=len(LANGUAGES))
def _zones(language: str, hour: datetime) -> Choices:
    return tuple(
        (region, tuple((zone.name, f"{zone.city} ({zone.offset})") for zone in zones))
        for region, zones in grouped(language, hour)
    )
