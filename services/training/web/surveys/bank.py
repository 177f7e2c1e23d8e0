"""The bank of questions on the desk; with `survey`, where one is taken into a survey."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.surveys.answer_readers import said
from services.training.domain.surveys.bank import BankQuestion
from services.training.domain.surveys.item_form import body_of, starting
from services.training.domain.surveys.survey_form import CODES
from services.training.domain.surveys.types import TYPES, type_of
from services.training.domain.surveys.unfinished import settings_wrong
from services.training.operations.surveys import bank as operations
from services.training.operations.surveys import drafts
from services.training.web.surveys.builder import PATH
from services.training.web.surveys.desk_words import base
from services.training.web.surveys.question_editor import body_in, fields_of
from shared.errors import Conflict, Invalid, NotFound
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

BANK = PATH + "/bank"


@get(BANK)
async def table(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    q: FromQuery[str] = "",
    retired: FromQuery[str] = "",
    survey: FromQuery[UUID | None] = None,
    done: FromQuery[str] = "",
) -> Response[str]:
    """Every question by what it is for."""
    found = await operations.listed(house, staff, words=q[:100], retired=bool(retired))
    into = await drafts.show(house, staff, survey) if survey else None
    context = base(into, reader) if into else {"survey": None}
    return private_page(
        reader,
        "surveys/bank.html",
        q=q,
        retired=bool(retired),
        done=done,
        rows=[
            (each.entry, each.uses, said(each.entry.question.text, reader.language.code),
             reader.texts.gettext(type_of(each.entry.question).words))
            for each in found
        ],
        types=[(tag, reader.texts.gettext(entry.words)) for tag, entry in TYPES.items() if entry.asks],
        **context,
    )  # fmt: skip


@get(BANK + "/new")
async def new_form(house: TheHouse, reader: TheReader, staff: TheStaff, type: FromQuery[str] = "") -> Response[str]:  # noqa: A002
    """A new question of a type."""
    if type not in TYPES:
        raise NotFound(operations.NO_TYPE)
    await operations.listed(house, staff, words="-")
    form = FormView.of(reader.texts, Form.holding(starting(type) | {"tags": ""}))
    return private_page(reader, "surveys/bank_question.html", form=form, **_context(None, type, reader))


@get(BANK + "/{key:str}")
async def edit_form(house: TheHouse, reader: TheReader, staff: TheStaff, key: FromPath[str]) -> Response[str]:
    """The newest version, filled in."""
    found = await operations.show(house, staff, key)
    body = body_of(found.question) | {"tags": ", ".join(found.tags), "version": str(found.version)}
    form = FormView.of(reader.texts, Form.holding(body))
    return private_page(reader, "surveys/bank_question.html", form=form, **_context(found, "", reader))


@post(BANK + "/new")
async def add(
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    type: FromQuery[str] = "",  # noqa: A002
) -> Response[Any]:
    """Back to the bank, or on to what it still needs."""
    form = await read_form(request)
    try:
        made = await operations.add(house, staff, type, _body(form))
    except Invalid as error:
        context = _context(None, type, reader)
        return invalid_page(reader, "surveys/bank_question.html", form, error, private=True, **context)
    return go(f"{BANK}/{made.key}" if settings_wrong(made.question) else f"{BANK}?done=added")


@post(BANK + "/{key:str}")
async def change(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, key: FromPath[str]
) -> Response[Any]:
    """Its next version."""
    form = await read_form(request)
    version = form.one("version")
    known = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    try:
        await operations.change(house, staff, key, _body(form), version=known)
    except Invalid as error:
        found = await operations.show(house, staff, key)
        context = _context(found, "", reader)
        return invalid_page(reader, "surveys/bank_question.html", form, error, private=True, **context)
    except Conflict:
        found = await operations.show(house, staff, key)
        form["version"] = [str(found.version)]
        view = FormView.of(reader.texts, form)
        context = _context(found, "", reader) | {"stale": True}
        return private_page(reader, "surveys/bank_question.html", status=409, form=view, **context)
    return go(f"{BANK}?done=changed")


@post(BANK + "/{key:str}/retire")
async def retire(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, key: FromPath[str]
) -> Response[Any]:
    """Offered no more, or again."""
    retired = (await read_form(request)).one("retired") == "true"
    await operations.set_retired(house, staff, key, retired=retired)
    return go(f"{BANK}?done={'retired' if retired else 'restored'}")


def _body(form: Form) -> dict[str, Any]:
    return body_in(form)


def _context(found: BankQuestion | None, tag: str, reader: Reader) -> dict[str, Any]:
    item = found.question if found else None
    entry = type_of(item) if item else TYPES[tag]
    return fields_of(entry, item, CODES, reader) | {
        "found": found,
        "item": item,
        "stale": False,
        "sources": [],
        "action": f"{BANK}/{found.key}" if found else f"{BANK}/new?type={tag}",
    }


HANDLERS: tuple[Any, ...] = (table, new_form, edit_form, add, change, retire)
