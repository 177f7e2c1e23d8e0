"""The history of one registration in the reader's words."""

from collections.abc import Sequence

from services.registration.domain import history
from services.registration.domain.categories import CATEGORIES
from services.registration.domain.event import Event
from services.registration.domain.registrant import Happened
from services.registration.domain.registration import HOME_ZONE
from services.registration.web.event_words import Change, Line, value_words
from services.registration.web.form_choices import ORGANISATION_TYPES
from shared.i18n import LANGUAGES
from shared.i18n.lists import semicolon_list
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.web.reader import Reader

DEEDS: dict[str, str] = {
    "registration.approved": mark("%(who)s approved this registration"),
    "registration.seated": mark("%(who)s gave them a seat"),
    "registration.cancelled": mark("%(who)s cancelled this registration"),
    "registration.came": mark("%(who)s noted whether they came"),
    "registration.changed": mark("%(who)s corrected this registration"),
    "registration.added": mark("%(who)s registered them at the desk"),
    "registration.link_sent": mark("%(who)s sent the personal link again"),
}
FIELDS: dict[str, str] = {
    "email": mark("E-mail address"),
    "name": mark("Full name"),
    "native_name": mark("Name in their own script"),
    "honorific": mark("Title before the name"),
    "job_title": mark("Job title"),
    "organisation": mark("Organisation"),
    "organisation_type": mark("Kind of organisation"),
    "category": mark("Category"),
    "country": mark("Country"),
    "sessions": mark("Parts"),
    "answers": mark("Answers"),
    "language": mark("Language of our mail"),
    "timezone": mark("Time zone"),
    "status": mark("Status"),
    "came": mark("Came"),
    "consent": mark("Consent"),
    "beyond_seats": mark("Beyond the seats"),
}


def history_lines(lines: Sequence[Happened], event: Event, reader: Reader) -> list[Line]:
    """Moments in the event's zone and in the reader's own."""
    return [_line(line, event, reader) for line in lines]


def _line(line: Happened, event: Event, reader: Reader) -> Line:
    texts = reader.texts
    if line.what in history.WORDS:
        words = texts.gettext(history.WORDS[line.what])
    else:
        who = line.actor or texts.gettext("Somebody")
        words = texts.gettext(DEEDS[line.what], who=who) if line.what in DEEDS else f"{who}: {line.what}"
    at = reader.moment(line.at, event.timezone or HOME_ZONE)
    return Line(at, words, _changes(line.old or {}, line.new or {}, event, reader))


def _changes(old: dict[str, str], new: dict[str, str], event: Event, reader: Reader) -> list[Change]:
    return [
        (
            reader.texts.gettext(label),
            field_words(name, old.get(name, ""), event, reader),
            field_words(name, new.get(name, ""), event, reader),
        )
        for name, label in FIELDS.items()
        if name in old or name in new
    ]


def field_words(name: str, said: str, event: Event, reader: Reader) -> str:
    """The value of a field as the audit trail says it, in the reader's words."""
    if not said:
        return ""
    if name == "sessions":
        titles = {session.slug: session.title for session in event.sessions}
        return semicolon_list([titles.get(slug, slug) for slug in said.splitlines()], reader.texts)
    if name == "country":
        return country_name(said, reader.language.code)
    if name in _WORDS:
        return reader.texts.gettext(_WORDS[name].get(said, said))
    return value_words(name, said, event.timezone, reader)


_WORDS: dict[str, dict[str, str]] = {
    "category": {value.value: words for value, words in CATEGORIES.items()},
    "organisation_type": {value.value: words for value, (words, _) in ORGANISATION_TYPES.items()},
    "language": {language.code: language.name for language in LANGUAGES},
}
