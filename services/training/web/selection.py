"""The selection on the desk: the table by score, its quotas, and what publishing sends."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.call import QuotaBy
from services.training.domain.nomination import State
from services.training.domain.scores import one_digit
from services.training.operations import selecting
from services.training.operations.score_table import Table
from services.training.operations.selecting import Publication
from services.training.web.no_call import no_call_page, steps
from services.training.web.selection_words import STATES, counted_in, groups_of, value_words
from shared.errors import Conflict, Invalid, Problem
from shared.i18n.names import country_name
from shared.identity.staff import Role, Staff
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/organize/training/{slug:str}/selection"


@get(PATH)
async def table(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """Everybody by score, with the draft as it stands."""
    try:
        found = await selecting.show(house, staff, slug)
    except Conflict as error:
        if error.code != "no-call":
            raise
        return await no_call_page(house, reader, staff, slug, "selection")
    if found.own.selection.published_at is not None:
        return go(f"/organize/training/{slug}/offers")
    form = FormView.of(reader.texts, _filled(found))
    return private_page(reader, "organize_selection.html", form=form, done=done, **_context(found, staff, reader))


@post(PATH)
async def keep(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Counted again and kept; then on to what publishing would send, where that was asked."""
    form = await read_form(request)
    body: dict[str, object] = form.body() | {"chosen": form.all("chosen")}
    try:
        if form.one("act") == "propose":
            await selecting.propose_draft(house, staff, slug)
        else:
            await selecting.keep(house, staff, slug, body)
    except (Invalid, Conflict) as error:
        return await _again(house, reader, staff, slug, form=form, error=error)
    return go(_path(slug) + {"publish": "/publish", "propose": "?done=proposed"}.get(form.one("act"), "?done=kept"))


@get(PATH + "/publish")
async def confirm(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """How many offers, reserves and refusals go out, and to whom."""
    try:
        found = await selecting.publication(house, staff, slug)
    except (Invalid, Conflict) as error:
        if error.code == "no-call":
            return go(_path(slug))
        shown = await selecting.show(house, staff, slug)
        return await _again(house, reader, staff, slug, form=_filled(shown), error=error)
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "organize_selection_publish.html", form=form, **_about(found, staff, reader))


@post(PATH + "/publish")
async def publish(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Decided: everybody gets their answer."""
    form = await read_form(request)
    text = form.one("revision")
    revision = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    try:
        await selecting.publish(house, staff, slug, revision=revision, despite=form.checked("despite"))
    except Invalid as error:
        if not any(problem.field == "despite" for problem in error.problems):
            shown = await selecting.show(house, staff, slug)
            return await _again(house, reader, staff, slug, form=_filled(shown), error=error)
        found = await selecting.publication(house, staff, slug)
        context = _about(found, staff, reader)
        return invalid_page(reader, "organize_selection_publish.html", form, error, private=True, **context)
    return go(f"/organize/training/{slug}/offers?done=published")


async def _again(
    house: TheHouse, reader: Reader, staff: Staff, slug: str, *, form: Form, error: Invalid | Conflict
) -> Response[str]:
    """What was ticked is kept; where somebody else was quicker, sending it again replaces theirs."""
    if isinstance(error, Conflict):
        error = Invalid([Problem("", error.message, error.params)])
    found = await selecting.show(house, staff, slug)
    form["revision"] = [str(found.own.selection.revision)]
    context = _context(found, staff, reader, form)
    return invalid_page(reader, "organize_selection.html", form, error, private=True, done="", **context)


def _filled(found: Table) -> Form:
    selection = found.own.selection
    places = {f"place-{id_}": str(number) for number, id_ in enumerate(selection.reserve, start=1)}
    return Form.holding(
        {"chosen": [str(id_) for id_ in selection.chosen], "revision": str(selection.revision), **places}
    )


def _context(found: Table, staff: Staff, reader: Reader, form: Form | None = None) -> dict[str, Any]:
    ticked = set(form.all("chosen")) if form is not None else {str(id_) for id_ in found.own.selection.chosen}
    chosen = [id_ for id_ in found.ranked if str(id_) in ticked]
    fills = found.fills(chosen)
    return {
        "cohort": found.own.cohort,
        "path": _path(found.own.cohort.slug),
        "table": found,
        "rows": [(row, counted_in(row.nomination, fills)) for row in found.rows],
        "groups": groups_of(fills, reader),
        "chosen": len(chosen),
        "call_open": found.own.call.state(found.now) != "closed",
        "may_change": staff.role in (Role.ADMIN, Role.ORGANIZER),
        "opens": steps(staff, reviews=found.reviews),
        **words_for(reader),
    }


def words_for(reader: Reader) -> dict[str, Any]:
    """What several pages of a selection say in the same words."""
    return {
        "points": one_digit,
        "country": lambda code: country_name(code, reader.language.code) if code else "",
        "value": lambda by, value: value_words(QuotaBy(by), value, reader),
        "state_of": lambda state: (STATES[State(state)][0], reader.texts.gettext(STATES[State(state)][1])),
    }


def _about(found: Publication, staff: Staff, reader: Reader) -> dict[str, Any]:
    by_id = found.table.own.by_id

    def people(ids: tuple[UUID, ...]) -> list[Any]:
        return [by_id[id_] for id_ in ids]

    return {
        **_context(found.table, staff, reader),
        "found": found,
        "parts": [people(found.offers), people(found.reserve), people(found.refusals)],
        "missing": [line for group in groups_of(found.missing, reader) for line in group.lines],
    }


def _path(slug: str) -> str:
    return PATH.replace("{slug:str}", slug)


HANDLERS: tuple[Any, ...] = (table, keep, confirm, publish)
