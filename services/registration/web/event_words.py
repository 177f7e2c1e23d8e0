"""The words for an event's fields, states and history, for the desk."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from services.registration.domain.event_list import EventState
from services.registration.domain.registration import HOME_ZONE
from services.registration.web.export import STATUSES
from shared.documents.name_papers import PAPERS
from shared.i18n.lists import semicolon_list
from shared.i18n.mark import mark
from shared.i18n.moments import moment_words
from shared.i18n.names import country_name
from shared.identity.audit import Deed
from shared.programme.kinds import FORMAT_WORDS, KIND_WORDS
from shared.web.reader import Reader
from shared.when import When

FIELD_WORDS: dict[str, str] = {
    "title": mark("Title"),
    "description": mark("Description"),
    "kind": mark("Kind"),
    "format": mark("Format"),
    "platform": mark("Platform"),
    "venue": mark("Venue"),
    "city": mark("City"),
    "country": mark("Country"),
    "venue_tentative": mark("Venue to be confirmed"),
    "host_open": mark("Host city open"),
    "network": mark("Network"),
    "days": mark("Length in days"),
    "recurs": mark("How often"),
    "audience": mark("For"),
    "components": mark("Parts"),
    "partners": mark("With"),
    "after_event": mark("Afterwards"),
    "capacity": mark("Seats"),
    "approval": mark("Approval"),
    "registration_opens": mark("Registration opens"),
    "registration_closes": mark("Registration closes"),
    "join_url": mark("Link to join"),
    "reminders": mark("Reminders"),
    "when": mark("When"),
    "timezone": mark("Time zone"),
    "conflict": mark("What our sources say"),
    "copy_of": mark("Copied from"),
    "session": mark("Session"),
    "agenda": mark("Agenda"),
    "breakouts": mark("Breakout groups"),
    "speakers": mark("Speakers"),
    "day": mark("Day"),
    "begins": mark("Begins"),
    "ends": mark("Ends"),
    "room": mark("Room"),
    "order": mark("Order"),
    "recording_url": mark("Recording"),
    "materials": mark("Materials"),
    "press_note_language": mark("Language of the press note"),
    "status": mark("Status"),
    "came": mark("Came"),
    "absent": mark("Did not come"),
    "unmarked": mark("Not marked"),
    "people": mark("People"),
    "consent": mark("Consent"),
    "beyond_seats": mark("Beyond the seats"),
    "reason": mark("Reason"),
}
REMINDER_WORDS: dict[str, str] = {
    "week": mark("A week before"),
    "day": mark("A day before"),
    "hours": mark("Two hours before, with the link to join"),
}
_CONSENTS = {"desk": mark("given at the desk")}
_YES_NO = {"yes": mark("yes"), "no": mark("no")}
STATE_WORDS: dict[EventState, tuple[str, str]] = {
    EventState.DRAFT: ("draft", mark("Draft")),
    EventState.OPEN: ("open", mark("Date open")),
    EventState.FIXED: ("confirmed", mark("Date fixed")),
    EventState.ALL_YEAR: ("confirmed", mark("All year")),
    EventState.OVER: ("done", mark("Over")),
    EventState.CLOSED: ("done", mark("Closed")),
    EventState.CANCELLED: ("cancelled", mark("Cancelled")),
}
"""The mark of a state, and its word."""
DEEDS: dict[str, str] = {
    "event.created": mark("%(who)s created the event"),
    "event.changed": mark("%(who)s changed the event"),
    "event.published": mark("%(who)s published the event"),
    "event.withdrawn": mark("%(who)s withdrew the event"),
    "event.date": mark("%(who)s changed the date"),
    "event.cancelled": mark("%(who)s cancelled the event"),
    "event.after": mark("%(who)s changed recording, materials or press note"),
    "event.closed": mark("%(who)s closed the event"),
    "event.reopened": mark("%(who)s opened the event again"),
    "session.added": mark("%(who)s added a session"),
    "session.changed": mark("%(who)s changed a session"),
    "session.removed": mark("%(who)s removed a session"),
    "session.restored": mark("%(who)s put a session back"),
    "session.order": mark("%(who)s changed the order of the sessions"),
    "registration.approved": mark("%(who)s approved registrations"),
    "registration.seated": mark("%(who)s gave seats to people of the waiting list"),
    "registration.cancelled": mark("%(who)s cancelled registrations"),
    "registration.came": mark("%(who)s noted who came"),
    "registration.changed": mark("%(who)s corrected registrations"),
    "registration.added": mark("%(who)s registered people at the desk"),
    "registration.link_sent": mark("%(who)s sent personal links again"),
    "registrations.exported": mark("%(who)s took the registrations out as a file"),
    "registrations.names_printed": mark("%(who)s printed badges or name plates"),
}

Change = tuple[str, str, str]
"""Label, old words, new words."""


class Line(msgspec.Struct, frozen=True):
    """One deed in the reader's words."""

    at: str
    words: str
    changes: list[Change]


def history_lines(deeds: list[Deed], zone: str, reader: Reader) -> list[Line]:
    """`zone`: of the event; that of the office where it is unknown. Moments stand in the reader's own, too."""
    return [_line(deed, zone or HOME_ZONE, reader) for deed in deeds]


def _line(deed: Deed, zone: str, reader: Reader) -> Line:
    texts = reader.texts
    who = deed.actor or texts.gettext("Somebody")
    said = DEEDS.get(deed.action)
    words = texts.gettext(said, who=who) if said else f"{who}: {deed.action}"
    at = reader.moment(deed.at, zone)
    return Line(at, words, change_words(deed.old or {}, deed.new or {}, zone, reader))


def change_words(old: dict[str, str], new: dict[str, str], zone: str, reader: Reader) -> list[Change]:
    """Fields that have a word, in their order, as they are said in the audit trail."""
    changed: list[Change] = []
    for name, label in FIELD_WORDS.items():
        before, after = old.get(name, ""), new.get(name, "")
        if name == "description":
            before, after = _changed_paragraphs(before, after)
        old_words, new_words = (value_words(name, said, zone, reader) for said in (before, after))
        if old_words != new_words:
            changed.append((reader.texts.gettext(label), old_words, new_words))
    return changed


def _changed_paragraphs(old: str, new: str) -> tuple[str, str]:
    """Of a long text only what differs; the whole where that is the order alone."""
    before, after = old.split("\n\n"), new.split("\n\n")
    gone = "\n\n".join(part for part in before if part not in after)
    come = "\n\n".join(part for part in after if part not in before)
    return (gone, come) if gone or come else (old, new)


def value_words(name: str, said: str, zone: str, reader: Reader) -> str:
    """The value of a field, as the audit trail says it, in the reader's words."""
    if not said:
        return ""
    if name in _SAYINGS:
        return _SAYINGS[name](said, zone, reader)
    return semicolon_list(said.splitlines(), reader.texts)


def _kind(said: str, _zone: str, reader: Reader) -> str:
    """Of an event, or of what was printed."""
    return _known(KIND_WORDS if said in KIND_WORDS else PAPERS, said, reader)


def _status(said: str, _zone: str, reader: Reader) -> str:
    return _known(STATUSES, said, reader)


def _came(said: str, _zone: str, reader: Reader) -> str:
    """Whether they came, or how many did."""
    return _known(_YES_NO, said, reader)


def _consent(said: str, _zone: str, reader: Reader) -> str:
    return _known(_CONSENTS, said, reader)


def _format(said: str, _zone: str, reader: Reader) -> str:
    return _known(FORMAT_WORDS, said, reader)


def _country(said: str, _zone: str, reader: Reader) -> str:
    return country_name(said, reader.language.code)


def _prose(said: str, _zone: str, _reader: Reader) -> str:
    return " ".join(said.split())


def _yes(_said: str, _zone: str, reader: Reader) -> str:
    return reader.texts.gettext("yes")


def _reminders(said: str, _zone: str, reader: Reader) -> str:
    return semicolon_list([_known(REMINDER_WORDS, each, reader) for each in said.splitlines()], reader.texts)


def _moment(said: str, zone: str, reader: Reader) -> str:
    return moment_words(datetime.fromisoformat(said), zone or HOME_ZONE, reader.language.code)


def _when(said: str, zone: str, reader: Reader) -> str:
    return reader.when(msgspec.json.decode(said, type=When), zone).plain


_SAYINGS: dict[str, Callable[[str, str, Reader], str]] = {
    "kind": _kind,
    "status": _status,
    "came": _came,
    "format": _format,
    "country": _country,
    "description": _prose,
    "venue_tentative": _yes,
    "host_open": _yes,
    "beyond_seats": _yes,
    "consent": _consent,
    "approval": _yes,
    "reminders": _reminders,
    "registration_opens": _moment,
    "registration_closes": _moment,
    "when": _when,
}


def _known(words: Any, said: str, reader: Reader) -> str:
    return reader.texts.gettext(words[said]) if said in words else said
