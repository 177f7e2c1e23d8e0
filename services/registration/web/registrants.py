"""The registrations of an event, for staff: look, narrow, act on several, take them out as a file."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.response import Stream

from services.registration.domain.categories import CATEGORIES
from services.registration.domain.registrants import (
    MAIL_FAILED,
    PAGE,
    Act,
    Matching,
    RegistrantFilter,
    Sort,
    Whom,
    read_filter,
)
from services.registration.domain.registration import Status
from services.registration.operations import registrants
from services.registration.operations.cancelling import cancelling
from services.registration.operations.registrants import Registrants
from services.registration.web.cancel_words import cancel_words
from services.registration.web.export import STATUSES, headings, rows_of
from services.registration.web.form_choices import ORGANISATION_TYPES
from services.registration.web.registrants_done import done_of, done_words
from services.registration.web.stays import stays
from services.registration.web.told_words import unreached_words
from shared.errors import Conflict, Malformed
from shared.house import House
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.identity.staff import Staff
from shared.spreadsheet import csv_of
from shared.web.attachment import disposition
from shared.web.forms import Form, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE
from shared.workbook import MEDIA_TYPE, workbook_of

_PATH = "/organize/events/{slug:str}/registrations"
_FILTERS = ("q", "status", "category", "organisation_type", "country", "mail", "sort")
_COLUMNS = {
    Sort.NAME: mark("Name"),
    Sort.ORGANISATION: mark("Organisation"),
    Sort.COUNTRY: mark("Country"),
    Sort.STATUS: mark("Status"),
    Sort.REGISTERED: mark("Registered"),
}


@get(_PATH)
async def table(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[str]:
    """One page of the table; every view has its address."""
    query = _query(request)
    chosen = read_filter(query)
    found = await registrants.show(house, staff, slug, chosen)
    done = done_words(query.get("done", ""), reader.texts)
    return private_page(reader, "registrants.html", **_context(reader, slug, chosen, found, query), done=done)


@post(_PATH)
async def act(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """What is done with those ticked; cancelling asks first, for each of them gets a message."""
    form = await read_form(request)
    back = _kept(dict(parse_qsl(form.one("back"))))
    whom = _whom(form, back)
    try:
        if not form.checked("confirmed") and (isinstance(whom, Matching) or (whom and form.one("do") == "cancel")):
            return await _asked(house, reader, staff, slug, _Asked(form.one("do"), whom, urlencode(back)))
        done = await _done(house, staff, slug, form.one("do") if whom else "", whom)
    except Conflict as error:
        return stays(reader, error, f"{_path(slug)}?{urlencode(back)}" if back else _path(slug), to_list=True)
    return go(f"{_path(slug)}?{urlencode(back | {'done': done})}")


class _Asked(msgspec.Struct, frozen=True):
    """What is asked before it is done, and the view one comes back to."""

    do: str
    whom: Whom
    back: str


def _whom(form: Form, back: dict[str, str]) -> Whom:
    """Those ticked; or all that fit the view the form was on, as many as were confirmed."""
    if not form.checked("all"):
        return ids_of(form.all("id"))
    count = form.one("count")
    return Matching(read_filter(back), int(count) if count.isascii() and count.isdigit() and len(count) < 9 else 0)


async def _asked(house: House, reader: Reader, staff: Staff, slug: str, asked: _Asked) -> Response[str]:
    """How many it will change. Raises Malformed for what no page of ours sends, and as the act does."""
    whom, means = asked.whom, ""
    if asked.do == Act.CANCEL:
        would = await cancelling(house, staff, slug, whom)
        event, count, means = would.event, would.people, cancel_words(would, reader.texts)
    elif isinstance(whom, Matching) and asked.do in set(Act):
        found = await registrants.concerned(house, staff, slug, Act(asked.do), whom.chosen)
        event, count = found.event, found.people
        means = " ".join(unreached_words(count, found.unreached, reader.texts))
    else:
        raise Malformed(mark("Send the form as a browser does."))
    context: dict[str, Any] = {"event": event, "slug": slug, "do": asked.do, "back": asked.back, "count": count}
    context |= {"means": means}
    ids = [] if isinstance(whom, Matching) else whom
    return private_page(reader, "registrants_confirm.html", ids=ids, **context)


async def _done(house: House, staff: Staff, slug: str, what: str, ids: Whom) -> str:
    """For the address of the table: what was done, for how many, and for how many it ended otherwise."""
    match what:
        case "approve":
            approved = await registrants.approve(house, staff, slug, ids)
            return done_of("approve", approved.people, approved.waiting, approved.unreached)
        case "cancel":
            cancelled = await registrants.cancel(house, staff, slug, ids)
            return done_of("cancel", cancelled.people, 0, cancelled.unreached)
        case "came" | "absent":
            noted = await registrants.note_came(house, staff, slug, ids, came=what == "came")
            return done_of(what, noted.people, noted.unconfirmed)
    return "nobody"


@get(_PATH + ".csv")
async def download(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Stream:
    """All that fit the filter, streamed."""
    event = await registrants.begin_export(house, staff, slug, "csv")
    batches = rows_of(registrants.export(house, event, read_filter(_query(request))), reader.texts)
    return Stream(csv_of(headings(reader.texts), batches), media_type="text/csv", headers=_attached(event.slug, "csv"))


@get(_PATH + ".xlsx")
async def workbook(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Stream:
    """The same as a workbook."""
    event = await registrants.begin_export(house, staff, slug, "xlsx")
    batches = rows_of(registrants.export(house, event, read_filter(_query(request))), reader.texts)
    return Stream(
        workbook_of(headings(reader.texts), batches), media_type=MEDIA_TYPE, headers=_attached(event.slug, "xlsx")
    )


def _attached(slug: str, form: str) -> dict[str, str]:
    return {**PRIVATE, "Content-Disposition": disposition(f"{slug}-registrations.{form}")}


def _path(slug: str) -> str:
    return _PATH.replace("{slug:str}", slug)


def _query(request: Request[Any, Any, Any]) -> dict[str, str]:
    return dict(parse_qsl(request.scope["query_string"].decode("latin-1")))


def _kept(query: dict[str, str]) -> dict[str, str]:
    return {name: query[name] for name in _FILTERS if query.get(name)}


def ids_of(texts: Iterable[str]) -> list[UUID]:
    """Raises Malformed for what no page of ours sends."""
    try:
        return [UUID(text) for text in texts]
    except ValueError as error:
        raise Malformed(mark("Send the form as a browser does.")) from error


def _context(
    reader: Reader, slug: str, chosen: RegistrantFilter, found: Registrants, query: dict[str, str]
) -> dict[str, Any]:
    words, kept = reader.texts.gettext, _kept(query)

    def link(**changes: str) -> str:
        return f"{_path(slug)}?{urlencode({name: value for name, value in (kept | changes).items() if value})}"

    language = reader.language.code
    countries = sorted((country_name(code, language), code) for code in found.countries if code)
    return {
        "event": found.event,
        "found": found,
        "chosen": chosen,
        "link": link,
        "slug": slug,
        "over": found.over,
        "back": urlencode(kept),
        "tabs": [("", words("All"), sum(found.counts.values()))]
        + [(s.value, words(STATUSES[s.value]), found.counts.get(s, 0)) for s in Status],
        "columns": [_column(chosen, sort, words(text)) for sort, text in _COLUMNS.items()],
        "statuses": {value: words(text) for value, text in STATUSES.items()},
        "categories": [(value.value, words(text)) for value, text in CATEGORIES.items()],
        "organisation_types": [(value.value, words(text)) for value, (text, _) in ORGANISATION_TYPES.items()],
        "countries": [(code, name) for name, code in countries],
        "mail": [(MAIL_FAILED, words("Mail failed"))],
        "first": (chosen.page - 1) * PAGE + 1,
        "last": (chosen.page - 1) * PAGE + len(found.lines),
    }


def _column(chosen: RegistrantFilter, sort: Sort, words: str) -> tuple[str, str, str]:
    """The words, the order that the link gives, and how the column is sorted now."""
    if chosen.sort is not sort:
        return words, sort.value, ""
    return (words, sort.value, "descending") if chosen.descending else (words, f"-{sort.value}", "ascending")


HANDLERS = (table, act, download, workbook)
