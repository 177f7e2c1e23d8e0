"""The registration form: read loosely, every problem at once, the same words for page and API."""

from collections.abc import Collection, Mapping

import msgspec

from services.registration.domain.registration import Category, OrganisationType, Participant
from shared.fields import LANGUAGES, Fields
from shared.i18n.mark import mark
from shared.places import zones
from shared.text import unprintable

LONGEST = {
    "email": 254,
    "name": 120,
    "native_name": 120,
    "native_name_language": 35,
    "honorific": 40,
    "job_title": 200,
    "organisation": 200,
}
_ANSWERS = 50
_ANSWER_LENGTH = 2000

STAFF = mark("Staff are registered by the organizer. Choose another way of taking part.")
ORGANISATION_TYPE = mark("Choose the kind of organisation from the list")
LANGUAGE = mark("Choose one of the five languages")
ZONE = mark("Choose a time zone from the list")
SESSIONS = mark("Choose parts from the programme of this event")
ANSWERS = mark("Send answers as pairs of a key and a text, at most 50, each up to 2000 characters")


class Asked(msgspec.Struct, frozen=True):
    """What is missing, in words for whoever fills the form in."""

    name: str
    organisation: str
    category: str
    consent: str


OF_ONESELF = Asked(
    name=mark("Write your name as it should stand on the badge"),
    organisation=mark("Write the city, company or institution you come for"),
    category=mark("Choose how you take part"),
    consent=mark("Agree that we may use your data for this event"),
)
AT_THE_DESK = Asked(
    name=mark("Write their name as it should stand on the badge"),
    organisation=mark("Write the city, company or institution they come for"),
    category=mark("Choose how they take part"),
    consent=mark("Ask whether we may use their data for this event; without their consent nobody is added"),
)


def read_registration(
    body: Mapping[str, object],
    *,
    sessions: Collection[str],
    language: str,
    timezone: str,
    consent_given: bool = False,
    may_be_staff: bool = False,
    asked: Asked = OF_ONESELF,
) -> Participant:
    """The participant of a form or JSON body; unknown keys are left alone. Raises Invalid with every problem.

    `sessions` are the slugs the event has; `language` and `timezone` stand in where the body names none. Nobody makes
    themselves a member of the staff: `may_be_staff` is for the desk, and for who is one already.
    """
    form = _Form(body, LONGEST)
    email = form.email()
    name = form.text("name", missing=asked.name)
    native_name = form.text("native_name")
    participant = {
        "email": email,
        "name": name,
        "native_name": native_name,
        "honorific": form.text("honorific"),
        "job_title": form.text("job_title"),
        "organisation": form.text("organisation", missing=asked.organisation),
        "organisation_type": form.choice("organisation_type", OrganisationType, ORGANISATION_TYPE, optional=True),
        "category": form.category(asked.category, may_be_staff=may_be_staff),
        "country": form.country(),
        "native_name_language": form.name_language(native_name),
        "language": form.one_of("language", LANGUAGES, LANGUAGE, language),
        "timezone": form.one_of("timezone", zones(), ZONE, timezone),
        "sessions": form.sessions(sessions),
        "answers": form.answers(),
    }
    if not consent_given:
        form.consent(asked.consent)
    form.check()
    return Participant(**participant)  # type: ignore[arg-type]  # without problems every value has its type


class _Form(Fields):
    """What only a registration asks for."""

    def category(self, missing: str, *, may_be_staff: bool) -> Category | None:
        chosen = self.choice("category", Category, missing)
        if chosen is Category.STAFF and not may_be_staff:
            self.bad("category", STAFF)
        return chosen

    def sessions(self, known: Collection[str]) -> tuple[str, ...]:
        value = self.given("sessions") or []
        if not isinstance(value, list | tuple) or not all(isinstance(slug, str) and slug in known for slug in value):
            self.bad("sessions", SESSIONS)
            return ()
        return tuple(dict.fromkeys(value))

    def answers(self) -> dict[str, str]:
        value = self.given("answers") or {}
        if (
            not isinstance(value, dict)
            or len(value) > _ANSWERS
            or not all(
                isinstance(k, str) and isinstance(v, str) and len(k) <= 60 and len(v) <= _ANSWER_LENGTH
                and not unprintable(k) and "\x00" not in v
                for k, v in value.items()
            )
        ):  # fmt: skip
            self.bad("answers", ANSWERS)
            return {}
        return value

    def consent(self, missing: str) -> None:
        given = self.given("consent")
        if given is not True and not (isinstance(given, str) and given in ("true", "on", "yes", "1")):
            self.bad("consent", missing)
