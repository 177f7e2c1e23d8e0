"""Trainers and groups of a cohort on the desk."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.trainer_form import LONGEST
from services.training.operations import cohort_accounts
from services.training.operations import desk_staffing as operations
from shared.errors import Conflict, Invalid, NotFound
from shared.house import House
from shared.identity.staff import Role, Staff
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/organize/training/{slug:str}/staffing"


@get(PATH)
async def staffing(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Response[str]:
    """Trainers with their calendars, the link that they share, groups."""
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "organize_staffing.html", form=form, **await _context(house, staff, slug))


@post(PATH + "/trainers/new")
async def add_trainer(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """Back to the page, or the page again with what to mend."""
    form = await read_form(request)
    try:
        await operations.put_trainer(house, staff, slug, None, _trainer(form))
    except Invalid as error:
        context = await _context(house, staff, slug)
        return invalid_page(reader, "organize_staffing.html", form, error, private=True, **context)
    return go(_path(slug))


@get(PATH + "/trainers/{trainer:uuid}")
async def trainer_form(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], trainer: FromPath[UUID]
) -> Response[str]:
    """One trainer, filled in."""
    context = await _context(house, staff, slug)
    own = next((each for each, _ in context["seen"].trainers if each.id == trainer), None)
    values = {name: getattr(own, name) for name in LONGEST} if own else {}
    form = FormView.of(reader.texts, Form.holding(values))
    return private_page(reader, "organize_trainer.html", form=form, trainer=trainer, **context)


@post(PATH + "/trainers/{trainer:uuid}")
async def change_trainer(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    trainer: FromPath[UUID],
) -> Response[Any]:
    """The same for one who is there."""
    form = await read_form(request)
    try:
        await operations.put_trainer(house, staff, slug, trainer, _trainer(form))
    except Invalid as error:
        context = await _context(house, staff, slug) | {"trainer": trainer}
        return invalid_page(reader, "organize_trainer.html", form, error, private=True, **context)
    return go(_path(slug))


@post(PATH + "/trainers/{trainer:uuid}/remove")
async def remove_trainer(
    house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str], trainer: FromPath[UUID]
) -> Response[Any]:
    """Who teaches stays."""
    try:
        await operations.remove_trainer(house, staff, slug, trainer)
    except Conflict as error:
        return await _refused(house, reader, staff, slug, error)
    return go(_path(slug))


@post(PATH + "/groups")
async def put_group(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """A new group, or another name for one."""
    form = await read_form(request)
    body = {"name": form.one("group"), "key": form.one("key")}
    try:
        await operations.put_group(house, staff, slug, body)
    except Invalid as error:
        problems = [type(each)("group", each.message, each.params) for each in error.problems]
        context = await _context(house, staff, slug)
        return invalid_page(reader, "organize_staffing.html", form, Invalid(problems), private=True, **context)
    return go(_path(slug))


@post(PATH + "/groups/remove")
async def remove_group(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """A group that is in use stays."""
    try:
        await operations.remove_group(house, staff, slug, (await read_form(request)).one("key"))
    except Conflict as error:
        return await _refused(house, reader, staff, slug, error)
    return go(_path(slug))


@post(PATH + "/link")
async def renew_link(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """Every older link of the trainers ends."""
    await operations.renew_link(house, staff, slug)
    return go(_path(slug))


@post(PATH + "/accounts")
async def tie_account(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[Any]:
    """The account of a trainer works on this cohort, or no more."""
    form = await read_form(request)
    change = cohort_accounts.tie if form.one("tied") == "true" else cohort_accounts.untie
    try:
        account = UUID(form.one("account"))
    except ValueError:
        raise NotFound(cohort_accounts.NO_ACCOUNT) from None
    await change(house, staff, slug, account)
    return go(f"{_path(slug)}#accounts")


async def _refused(house: House, reader: Reader, staff: Staff, slug: str, error: Conflict) -> Response[str]:
    context = await _context(house, staff, slug, trouble=reader.texts.gettext(error.message, **error.params))
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "organize_staffing.html", status=409, form=form, **context)


async def _context(house: House, staff: Staff, slug: str, trouble: str = "") -> dict[str, Any]:
    seen = await operations.show(house, staff, slug)
    may = staff.role in (Role.ADMIN, Role.ORGANIZER)
    accounts = await cohort_accounts.listed(house, staff, slug) if may else ()
    found = {"seen": seen, "cohort": seen.cohort, "path": _path(slug), "may_change": may, "trouble": trouble}
    return found | {"accounts": accounts}


def _trainer(form: Form) -> dict[str, str]:
    return {name: form.one(name) for name in LONGEST}


def _path(slug: str) -> str:
    return PATH.replace("{slug:str}", slug)


HANDLERS: tuple[Any, ...] = (
    staffing, add_trainer, trainer_form, change_trainer, remove_trainer, put_group, remove_group, renew_link,
    tie_account,
)  # fmt: skip
