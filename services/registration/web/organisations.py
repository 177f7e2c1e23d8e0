"""The directory of organisations, for staff: look, narrow, add, change, let go, take out as a file."""

from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Stream

from services.registration.domain.organisation import Organisation
from services.registration.domain.organisation_file import COLUMNS, cells
from services.registration.domain.organisation_form import filled_in
from services.registration.domain.organisations import PAGE, OrganisationFilter, Sort, read_filter
from services.registration.operations import organisations
from services.registration.operations.organisations import Directory
from services.registration.web.organisation_words import FIELD_WORDS, choices
from shared.errors import Conflict, Invalid, Problem
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.identity.staff import Role, Staff
from shared.spreadsheet import Batches, csv_of
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE
from shared.workbook import MEDIA_TYPE, workbook_of

PATH = "/organize/organisations"
_FILTERS = ("q", "type", "country", "region", "network", "active", "sort")
_COLUMNS = {
    Sort.NAME: mark("Organisation"),
    Sort.TYPE: mark("Kind"),
    Sort.COUNTRY: mark("Country"),
    Sort.REGION: mark("Region"),
    Sort.REGISTERED: mark("Registrations"),
}
_TEXTS = tuple(field for field in FIELD_WORDS if field not in ("networks", "active"))


@get(PATH)
async def table(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff) -> Response[str]:
    """One page of the directory; every view has its address."""
    query = dict(parse_qsl(request.scope["query_string"].decode("latin-1")))
    chosen = read_filter(query)
    found = await organisations.show(house, staff, chosen, reader.language.code)
    return private_page(
        reader, "organisations.html", **_context(reader, chosen, found, query), may_edit=may_edit(staff),
        done=query.get("done", ""),
    )  # fmt: skip


@get(PATH + ".csv")
async def download(house: TheHouse, staff: TheStaff) -> Stream:
    """All of it, as the import takes it."""
    organisations.require_looker(staff)
    batches = _rows(house, staff, guarded=True)
    return Stream(csv_of(COLUMNS, batches), media_type="text/csv", headers=_attached("organisations.csv"))


@get(PATH + ".xlsx")
async def workbook(house: TheHouse, staff: TheStaff) -> Stream:
    """The same as a workbook."""
    organisations.require_looker(staff)
    batches = _rows(house, staff, guarded=False)
    return Stream(workbook_of(COLUMNS, batches), media_type=MEDIA_TYPE, headers=_attached("organisations.xlsx"))


@get(PATH + "/new")
async def new_form(
    house: TheHouse, reader: TheReader, staff: TheStaff, name: FromQuery[str] = "", country: FromQuery[str] = ""
) -> Response[str]:
    """An empty form, or one that begins with what somebody wrote."""
    form = FormView.of(reader.texts, Form.holding({"name": name, "country": country}))
    return private_page(reader, "organisation.html", form=form, **await _new_context(house, reader, staff))


@post(PATH + "/new")
async def new_post(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff
) -> Response[Any]:
    """Back to the directory, which says so."""
    form = await read_form(request)
    try:
        made = await organisations.create(house, staff, _body(form))
    except (Invalid, Conflict) as error:
        context = await _new_context(house, reader, staff)
        return invalid_page(reader, "organisation.html", form, _beside(error), private=True, **context)
    return go(f"{PATH}/{made.id}?done=added")


@get(PATH + "/{organisation_id:uuid}")
async def edit_form(
    house: TheHouse, reader: TheReader, staff: TheStaff, organisation_id: FromPath[UUID], done: FromQuery[str] = ""
) -> Response[str]:
    """One organisation, to be changed by who may."""
    seen = await organisations.one(house, staff, organisation_id)
    form = FormView.of(reader.texts, _filled(seen.organisation))
    return private_page(reader, "organisation.html", form=form, **_seen_context(reader, staff, seen, done))


@post(PATH + "/{organisation_id:uuid}")
async def edit_post(
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    organisation_id: FromPath[UUID],
) -> Response[Any]:
    """The change; or, from the buttons, that it is a member no more, or again."""
    form = await read_form(request)
    membership = {"leave": "no", "return": "yes"}.get(form.one("do"))
    try:
        body = {"active": membership} if membership else _body(form)
        await organisations.change(house, staff, organisation_id, body)
    except (Invalid, Conflict) as error:
        seen = await organisations.one(house, staff, organisation_id)
        context = _seen_context(reader, staff, seen, "")
        return invalid_page(reader, "organisation.html", form, _beside(error), private=True, **context)
    return go(f"{PATH}/{organisation_id}?done={form.one('do') if membership else 'changed'}")


def may_edit(staff: Staff) -> bool:
    """Whether the page offers it; operations check."""
    return staff.role in (Role.ADMIN, Role.ORGANIZER)


def _beside(error: Invalid | Conflict) -> Invalid:
    """A name that is taken stands beside the name."""
    if isinstance(error, Invalid):
        return error
    if error.code != "organisation-exists":
        raise error
    return Invalid([Problem("name", error.message)])


def _body(form: Form) -> dict[str, object]:
    return {**{field: form.one(field) for field in _TEXTS if field in form}, "networks": form.all("networks")}


def _filled(organisation: Organisation) -> Form:
    lists: dict[str, Any] = {"networks": organisation.networks, "aliases": "\n".join(organisation.aliases)}
    return Form.holding({field: str(value) for field, value in filled_in(organisation).items()} | lists)


async def _rows(house: Any, staff: Staff, *, guarded: bool) -> Batches:
    async for batch in organisations.export(house, staff):
        yield [list(cells(each, guard=guarded)) for each in batch]


def _attached(name: str) -> dict[str, str]:
    return {**PRIVATE, "Content-Disposition": disposition(name)}


async def _new_context(house: Any, reader: Reader, staff: Staff) -> dict[str, Any]:
    networks = await organisations.networks(house, staff)
    return {"choices": choices(reader, networks), "seen": None, "may_edit": True, "done": ""}


def _seen_context(reader: Reader, staff: Staff, seen: organisations.Seen, done: str) -> dict[str, Any]:
    return {"choices": choices(reader, seen.networks), "seen": seen, "may_edit": may_edit(staff), "done": done}


def _context(reader: Reader, chosen: OrganisationFilter, found: Directory, query: dict[str, str]) -> dict[str, Any]:
    words = reader.texts.gettext
    kept = {name: query[name] for name in _FILTERS if query.get(name)}

    def link(**changes: str) -> str:
        left = {name: value for name, value in (kept | changes).items() if value}
        return f"{PATH}?{urlencode(left)}" if left else PATH

    named = sorted((country_name(code, reader.language.code), code) for code in found.counts.countries)
    options = choices(reader, found.networks)
    return {
        "found": found,
        "chosen": chosen,
        "link": link,
        "choices": options | {"countries": [(code, name) for name, code in named]},
        "type_words": dict(options["types"]),
        "region_words": dict(options["regions"]),
        "tabs": [
            ("", words("All"), found.counts.active + found.counts.former, chosen.active is None),
            ("yes", words("Members"), found.counts.active, chosen.active is True),
            ("no", words("Former members"), found.counts.former, chosen.active is False),
        ],
        "columns": [_column(chosen, sort, words(text)) for sort, text in _COLUMNS.items()],
        "first": (chosen.page - 1) * PAGE + 1,
        "last": (chosen.page - 1) * PAGE + len(found.lines),
    }


def _column(chosen: OrganisationFilter, sort: Sort, words: str) -> tuple[str, str, str, bool]:
    """The words, the order that the link gives, how the column is sorted now, and whether it holds numbers."""
    now = ("descending" if chosen.descending else "ascending") if chosen.sort is sort else ""
    return words, f"-{sort.value}" if now == "ascending" else sort.value, now, sort is Sort.REGISTERED


HANDLERS = (table, download, workbook, new_form, new_post, edit_form, edit_post)
