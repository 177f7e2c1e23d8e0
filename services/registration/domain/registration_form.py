"""The registration form: read loosely, every problem at once, the same words for page and API."""

import unicodedata
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from services.registration.domain.registration import Category, OrganisationType, Participant
from shared.address import BadAddress, read_address
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.places import countries, zones
from shared.scripts import language_of_name
from shared.text import unprintable

E = TypeVar("E", bound=StrEnum)

LANGUAGES = ("en", "ko", "zh", "es", "fr")
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

EMAIL = mark("Write the e-mail address with an @, like name@city.example")
NAME = mark("Write your name as it should stand on the badge")
ORGANISATION = mark("Write the city, company or institution you come for")
CATEGORY = mark("Choose how you take part")
COUNTRY = mark("Choose a country from the list")
CONSENT = mark("Agree that we may use your data for this event")
ORGANISATION_TYPE = mark("Choose the kind of organisation from the list")
LANGUAGE = mark("Choose one of the five languages")
NAME_LANGUAGE = mark("Write the language as a tag such as ko, zh-Hans or am")
ZONE = mark("Choose a time zone from the list")
SESSIONS = mark("Choose parts from the programme of this event")
ANSWERS = mark("Send answers as pairs of a key and a text, at most 50, each up to 2000 characters")
TEXT = mark("Write this as text")
TOO_LONG = mark("Shorten this to %(longest)d characters; it has %(length)d")
UNPRINTABLE = mark("Take out what cannot be printed: %(what)s")


def read_registration(
    body: Mapping[str, object],
    *,
    sessions: Collection[str],
    language: str,
    timezone: str,
    consent_given: bool = False,
) -> Participant:
    """The participant of a form or JSON body; unknown keys are left alone. Raises Invalid with every problem.

    `sessions` are the slugs the event has; `language` and `timezone` stand in where the body names none.
    """
    form = _Form(body)
    email = form.email()
    name = form.text("name", missing=NAME)
    native_name = form.text("native_name")
    participant = {
        "email": email,
        "name": name,
        "native_name": native_name,
        "honorific": form.text("honorific"),
        "job_title": form.text("job_title"),
        "organisation": form.text("organisation", missing=ORGANISATION),
        "organisation_type": form.choice("organisation_type", OrganisationType, ORGANISATION_TYPE, optional=True),
        "category": form.choice("category", Category, CATEGORY),
        "country": form.country(),
        "native_name_language": form.name_language(native_name),
        "language": form.one_of("language", LANGUAGES, LANGUAGE, language),
        "timezone": form.one_of("timezone", zones(), ZONE, timezone),
        "sessions": form.sessions(sessions),
        "answers": form.answers(),
    }
    if not consent_given:
        form.consent()
    if form.problems:
        raise Invalid(form.problems)
    return Participant(**participant)  # type: ignore[arg-type]  # without problems every value has its type


class _Form:
    """Reads values one by one and gathers what is wrong, in the order of the form."""

    def __init__(self, body: Mapping[str, object]) -> None:
        self._body = body
        self.problems: list[Problem] = []

    def _bad(self, field: str, message: str, **params: str | int) -> None:
        self.problems.append(Problem(field, message, params))

    def text(self, field: str, *, missing: str = "") -> str:
        """One line: NFC, trimmed, inner spaces joined. With `missing`, an empty one is a problem of those words."""
        value = self._body.get(field)
        if value is not None and not isinstance(value, str):
            self._bad(field, TEXT)
            return ""
        text = unicodedata.normalize("NFC", " ".join((value or "").split(" ")).strip())
        text = " ".join(part for part in text.split(" ") if part)
        if what := unprintable(text):
            self._bad(field, UNPRINTABLE, what=what)
        elif len(text) > LONGEST[field]:
            self._bad(field, TOO_LONG, longest=LONGEST[field], length=len(text))
        elif missing and not text:
            self._bad(field, missing)
        return text

    def email(self) -> str:
        before = len(self.problems)
        text = self.text("email", missing=EMAIL)
        if len(self.problems) > before:
            return ""
        try:
            return read_address(text)
        except BadAddress:
            self._bad("email", EMAIL)
            return ""

    def choice(self, field: str, kind: type[E], message: str, *, optional: bool = False) -> E | None:
        value = self._body.get(field)
        if optional and value in (None, ""):
            return None
        try:
            return kind(value if isinstance(value, str) else "")
        except ValueError:
            self._bad(field, message)
            return None

    def one_of(self, field: str, known: Collection[str], message: str, default: str) -> str:
        value = self._body.get(field)
        if value in (None, ""):
            return default
        if not isinstance(value, str) or value not in known:
            self._bad(field, message)
            return default
        return value

    def country(self) -> str:
        value = self._body.get("country")
        code = value.strip().upper() if isinstance(value, str) else ""
        if code not in countries():
            self._bad("country", COUNTRY)
        return code

    def name_language(self, native_name: str) -> str:
        """As given, else by the script of the name, for Han by the country."""
        before = len(self.problems)
        tag = self.text("native_name_language")
        if len(self.problems) > before:
            return ""
        if tag and not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in tag.split("-")):
            self._bad("native_name_language", NAME_LANGUAGE)
        country = self._body.get("country")
        return tag or language_of_name(native_name, country if isinstance(country, str) else "")

    def sessions(self, known: Collection[str]) -> tuple[str, ...]:
        value = self._body.get("sessions") or []
        if not isinstance(value, list) or not all(isinstance(slug, str) and slug in known for slug in value):
            self._bad("sessions", SESSIONS)
            return ()
        return tuple(dict.fromkeys(value))

    def answers(self) -> dict[str, str]:
        value = self._body.get("answers") or {}
        if (
            not isinstance(value, dict)
            or len(value) > _ANSWERS
            or not all(
                isinstance(k, str) and isinstance(v, str) and len(k) <= 60 and len(v) <= _ANSWER_LENGTH
                and not unprintable(k) and "\x00" not in v
                for k, v in value.items()
            )
        ):  # fmt: skip
            self._bad("answers", ANSWERS)
            return {}
        return value

    def consent(self) -> None:
        given = self._body.get("consent")
        if given is not True and not (isinstance(given, str) and given in ("true", "on", "yes", "1")):
            self._bad("consent", CONSENT)
