"""A stay in the reader's words: labels of its fields, when somebody comes and goes."""

from typing import Any
from uuid import UUID

from services.training.domain.place_files import PlaceFile
from services.training.domain.stay import Leg
from services.training.operations.arrivals import Arrivals
from shared.i18n.formats import full_day
from shared.i18n.mark import mark
from shared.i18n.zones import city
from shared.web.forms import Form
from shared.web.reader import Reader

LABELS: dict[str, str] = {
    "local": mark("Lives nearby and does not travel"),
    "timezone": mark("Time zone of these hours"),
    "arrival_day": mark("Day of arrival"),
    "arrival_hour": mark("Hour of arrival"),
    "arrival_by": mark("Flight or train of arrival"),
    "arrival_at": mark("Airport or station of arrival"),
    "lodging": mark("Where they stay"),
    "departure_day": mark("Day of departure"),
    "departure_hour": mark("Hour of departure"),
    "departure_by": mark("Flight or train of departure"),
    "departure_at": mark("Airport or station of departure"),
    "diet": mark("Food"),
    "access": mark("Access and health"),
    "contact_name": mark("Emergency contact"),
    "contact_relation": mark("Who that is"),
    "contact_phone": mark("Telephone of the emergency contact"),
}
FILES: dict[str, str] = {
    PlaceFile.INSURANCE: mark("Travel insurance"),
    PlaceFile.PHOTO: mark("Photo for the badge"),
    PlaceFile.AGREEMENT: mark("Signed agreement"),
}
"""What participants may send."""


def value_of(form: Form, name: str, reader: Reader) -> str:
    """What stands in a field, for people to read."""
    value, words = form.one(name), reader.texts.gettext
    if name == "local":
        return words("Yes") if value else words("No")
    if name == "timezone":
        return city(value, reader.language.code) if value else "-"
    return " / ".join(value.splitlines()) or "-"


def leg_words(leg: Leg, timezone: str, reader: Reader) -> str:
    """ "Saturday 2 October 2027, 15:40 Seoul, KE 960, Incheon"; empty where the day is not known."""
    if leg.day is None:
        return ""
    day = full_day(leg.day, reader.language.code)
    hour = f"{leg.hour:%H:%M} {city(timezone, reader.language.code)}" if leg.hour else ""
    return ", ".join(part for part in (day, hour, leg.by, leg.at) if part)


def person_context(found: Arrivals, person: UUID, reader: Reader) -> dict[str, Any]:
    """What somebody told and sent, for their own page on the desk."""
    stay = found.stay(person)
    return {
        "stay": stay,
        "arrival": leg_words(stay.travel.arrival, stay.travel.timezone, reader),
        "departure": leg_words(stay.travel.departure, stay.travel.timezone, reader),
        "sent": [(each, reader.texts.gettext(FILES[each.kind])) for each in found.files.get(person, ())],
    }
