"""Offers on the desk: how each stands, the reserve list, and what staff change by hand."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.operations import offering
from services.training.operations.answers import until_words
from services.training.operations.offering import Offers
from services.training.web.no_call import steps
from services.training.web.selection import words_for
from services.training.web.selection_words import groups_of
from shared.errors import Conflict, Invalid, Problem
from shared.identity.staff import Role, Staff
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/organize/training/{slug:str}/offers"
ONE = PATH + "/{nomination:uuid}"


@get(PATH)
async def offers(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """Each offer, then the reserve list, then those who were refused."""
    try:
        found = await offering.show(house, staff, slug)
    except Conflict as error:
        if error.code not in ("not-published", "no-call"):
            raise
        return go(f"/organize/training/{slug}/selection")
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "organize_offers.html", form=form, done=done, **_context(found, staff, reader))


@post(ONE + "/move-up")
async def move_up(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], nomination: FromPath[UUID]
) -> Response[Any]:
    """An offer out of turn."""
    try:
        await offering.move_up(house, staff, slug, nomination)
    except Conflict as error:
        return await _again(house, reader, staff, slug, form=Form(), error=error)
    return go(f"{_path(slug)}?done=offered")


@post(ONE + "/extend")
async def extend(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    nomination: FromPath[UUID],
) -> Response[Any]:
    """A later day to accept by."""
    form = await read_form(request)
    try:
        await offering.extend(house, staff, slug, nomination, {"accept_by": form.one("accept_by")})
    except (Invalid, Conflict) as error:
        if isinstance(error, Invalid):  # one such field stands beside each offer
            named = [Problem(f"accept_by-{nomination}", each.message, each.params) for each in error.problems]
            form[f"accept_by-{nomination}"] = [form.one("accept_by")]
            error = Invalid(named)
        return await _again(house, reader, staff, slug, form=form, error=error)
    return go(f"{_path(slug)}?done=extended")


@post(ONE + "/withdraw")
async def withdraw(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], nomination: FromPath[UUID]
) -> Response[Any]:
    """Taken back; the next gets it."""
    try:
        await offering.withdraw(house, staff, slug, nomination)
    except Conflict as error:
        return await _again(house, reader, staff, slug, form=Form(), error=error)
    return go(f"{_path(slug)}?done=withdrawn")


@post(PATH + "/reserve")
async def reorder(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Another order, by the numbers that were written."""
    form = await read_form(request)
    found = await offering.show(house, staff, slug)

    def place(id_: UUID) -> tuple[int, int]:
        text = form.one(f"place-{id_}")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 9999
        return number, found.own.waiting.index(id_)

    text = form.one("revision")
    revision = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    try:
        await offering.reorder(house, staff, slug, sorted(found.own.waiting, key=place), revision)
    except (Invalid, Conflict) as error:
        return await _again(house, reader, staff, slug, form=form, error=error)
    return go(f"{_path(slug)}?done=reordered")


async def _again(
    house: TheHouse, reader: Reader, staff: Staff, slug: str, *, form: Form, error: Invalid | Conflict
) -> Response[str]:
    if isinstance(error, Conflict):
        error = Invalid([Problem("", error.message, error.params)])
    found = await offering.show(house, staff, slug)
    context = _context(found, staff, reader)
    return invalid_page(reader, "organize_offers.html", form, error, private=True, done="", **context)


def _context(found: Offers, staff: Staff, reader: Reader) -> dict[str, Any]:
    own = found.own
    rows = [(who, offer, until_words(offer, reader.timezone, reader.language.code, own.cohort.host_city))
            for who, offer in found.open]  # fmt: skip
    return {
        "cohort": own.cohort,
        "found": found,
        "path": _path(own.cohort.slug),
        "rows": rows,
        "accepted": sum(who.state.value == "accepted" for who, _, _ in rows),
        "offered": sum(who.state.value == "offered" for who, _, _ in rows),
        "below": max(own.seats.least - len(own.held) - own.by_hand, 0),
        "movable": found.movable,
        "groups": groups_of(found.fills, reader),
        "may_change": staff.role in (Role.ADMIN, Role.ORGANIZER),
        "opens": steps(staff, reviews=False),
        **words_for(reader),
    }


def _path(slug: str) -> str:
    return PATH.replace("{slug:str}", slug)


HANDLERS: tuple[Any, ...] = (offers, move_up, extend, withdraw, reorder)
