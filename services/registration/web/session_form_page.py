"""The form of one session at the desk: filled in, sent, and given back with what was typed."""

from typing import Any

from litestar import Response

from services.registration.domain.arrange_sessions import edition
from services.registration.domain.load_sessions import KeptSession
from services.registration.domain.session_changes import said
from services.registration.domain.session_form import session_body
from services.registration.operations.sessions import Gone, Programme, Stale
from services.registration.web.event_words import FIELD_WORDS, value_words
from services.registration.web.rows import as_fields, rows_of
from services.registration.web.session_words import day_choices
from shared.errors import Conflict, Invalid
from shared.i18n.places import own_city
from shared.i18n.zones import city as zone_city
from shared.web.forms import Form, FormView
from shared.web.pages import invalid_page, private_page
from shared.web.reader import Reader

_SPEAKER = ("name", "native_name", "role", "organisation")
_TEXTS = ("title", "agenda", "breakouts", "day", "begins", "ends", "room")
_EMPTY_ROWS = 2


def form_page(reader: Reader, found: Programme, one: KeptSession | None, form: Form) -> Response[str]:
    """The form of this session, or of a new one."""
    view = FormView.of(reader.texts, form)
    return private_page(reader, "organize_session.html", form=view, **_form_context(reader, found, one, form))


def again_page(
    reader: Reader, found: Programme, one: KeptSession | None, form: Form, error: Conflict | Invalid
) -> Response[str]:
    """The form with what was typed, and what is wrong with it, with the event or with the session as it is. Where it
    was stale it is up to date from now on, and names what is kept now.
    """
    context = _form_context(reader, found, one, form)
    if isinstance(error, Invalid):
        return invalid_page(reader, "organize_session.html", form, error, private=True, **context)
    context |= {"refused": reader.texts.gettext(error.message, **error.params), "gone": isinstance(error, Gone)}
    if isinstance(error, Stale) and one is not None:
        context["kept_now"] = _kept_now(one, form, found, reader)
        form["edition"] = [edition(one)]
    return private_page(reader, "organize_session.html", status=409, form=FormView.of(reader.texts, form), **context)


def _kept_now(one: KeptSession, form: Form, found: Programme, reader: Reader) -> list[tuple[str, str]]:
    """Label and words of each field that holds something else than what was typed."""
    words, now, zone = said(one), body_of(filled(one)), found.event.timezone
    typed = body_of(form)
    return [
        (reader.texts.gettext(label), value_words(name, words[name], zone, reader))
        for name, label in FIELD_WORDS.items()
        if name in now and _plain(typed[name]) != _plain(now[name])
    ]


def _plain(value: object) -> object:
    """A text without the ends of lines that browsers send; of rows those that say something."""
    if isinstance(value, list):
        return [row for row in value if any(row.values())]
    return "\n".join(line.strip() for line in str(value).strip().splitlines())


def body_of(form: Form) -> dict[str, object]:
    """What was typed, as the operations read it."""
    return {**{name: form.one(name) for name in _TEXTS}, "speakers": rows_of(form, "speakers", _SPEAKER)}


def longer(form: Form) -> Form:
    """With empty rows for more speakers."""
    rows = [*rows_of(form, "speakers", _SPEAKER), *empty()]
    return Form({**form, **Form.holding(as_fields("speakers", rows))})


def filled(one: KeptSession) -> Form:
    """The session as it is."""
    rows = [{name: getattr(speaker, name) for name in _SPEAKER} for speaker in one.speakers]
    body = session_body(one)
    texts = {name: "\n".join(body[name]) if isinstance(body[name], list) else str(body[name] or "") for name in _TEXTS}
    return Form.holding({**texts, "edition": edition(one), **as_fields("speakers", [*rows, *empty()])})


def empty() -> list[dict[str, str]]:
    return [dict.fromkeys(_SPEAKER, "") for _ in range(_EMPTY_ROWS)]


def context_of(found: Programme) -> dict[str, Any]:
    """What every page of the sessions shows."""
    return {
        "event": found.event,
        "sessions": found.sessions,
        "removed": found.removed,
        "chosen": found.chosen,
        "new_path": f"/organize/events/{found.event.slug}/new-session",
        "path": f"/organize/events/{found.event.slug}/programme",
    }


def _form_context(reader: Reader, found: Programme, one: KeptSession | None, form: Form) -> dict[str, Any]:
    event = found.event
    city = own_city(event.format, event.city, event.timezone) or zone_city(event.timezone, reader.language.code)
    return {
        "days": day_choices(event, one.day if one else None, reader.texts),
        "clock": reader.texts.gettext("On the clock of %(city)s", city=city) if event.timezone else "",
        **context_of(found),
        "session": one,
        "refused": "",
        "gone": False,
        "kept_now": [],
        "people": found.chosen.get(one.slug, 0) if one else 0,
        "rows": len(rows_of(form, "speakers", _SPEAKER)),
    }
