"""The form of a question, in a survey and in the bank: its fields follow from the type's settings."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.domain.surveys import order
from services.training.domain.surveys.answer_readers import said
from services.training.domain.surveys.desk import DeskSurvey
from services.training.domain.surveys.item_form import body_of, starting
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.ranges import PARTS
from services.training.domain.surveys.type_entry import Kind, Type
from services.training.domain.surveys.types import TYPES, type_of
from services.training.domain.surveys.unfinished import settings_wrong
from services.training.operations.surveys import bank, drafts, editing
from services.training.web.surveys.builder import PATH
from services.training.web.surveys.builder_list import ranges_line
from services.training.web.surveys.desk_words import base
from services.training.web.surveys.question_view import answer_words
from shared.errors import Conflict, Invalid, NotFound
from shared.i18n import language_of
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

_QUESTIONS = PATH + "/{survey:uuid}/questions"
_MANY = ("when",)


@get(_QUESTIONS + "/new")
async def new_form(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    survey: FromPath[UUID],
    type: FromQuery[str] = "",  # noqa: A002
) -> Response[str]:
    """The form of a new question of a type."""
    if type not in TYPES:
        raise NotFound(bank.NO_TYPE)
    found = await drafts.show(house, staff, survey)
    values: dict[str, Any] = starting(type) | {
        "revision": str(found.revision),
        "after": order.before(found.items, None),
    }
    form = FormView.of(reader.texts, Form.holding(values))
    return private_page(reader, "surveys/question.html", form=form, **_context(found, None, type, reader))


@get(_QUESTIONS + "/{key:str}")
async def edit_form(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    survey: FromPath[UUID],
    key: FromPath[str],
    done: FromQuery[str] = "",
) -> Response[str]:
    """One question, filled in."""
    found = await drafts.show(house, staff, survey)
    item = drafts.question(found, key)
    form = FormView.of(reader.texts, Form.holding(body_of(item) | _standing(found, found.items.index(item))))
    context = _context(found, item, type_of(item).tag, reader) | {"done": done}
    return private_page(reader, "surveys/question.html", form=form, **context)


@post(_QUESTIONS + "/new")
async def add(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    survey: FromPath[UUID],
    type: FromQuery[str] = "",  # noqa: A002
) -> Response[Any]:
    """Back to the survey, or on to what the question still needs."""
    return await _put(request, house, reader, staff=staff, id_=survey, key="", tag=type)


@post(_QUESTIONS + "/{key:str}")
async def change(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    survey: FromPath[UUID],
    key: FromPath[str],
) -> Response[Any]:
    """The same for one that is there."""
    return await _put(request, house, reader, staff=staff, id_=survey, key=key, tag="")


@post(_QUESTIONS + "/from-bank")
async def from_bank(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, survey: FromPath[UUID]
) -> Response[Any]:
    """A question of the bank, as it is."""
    form = await read_form(request)
    item = await editing.add_from_bank(house, staff, survey, form.one("bank"))
    return go(f"{PATH}/{survey}?done=added#question-{item.key}")


async def _put(
    request: Request[Any, Any, Any], house: TheHouse, reader: Reader, *, staff: TheStaff, id_: UUID, key: str, tag: str
) -> Response[Any]:
    form = await read_form(request)
    revision = form.one("revision")
    known = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 19 else 0
    try:
        kept = await editing.put_question(house, staff, id_, key, body_in(form), revision=known, tag=tag)
    except (Invalid, Conflict) as error:
        if isinstance(error, Conflict) and error.code != "stale":
            raise
        found = await drafts.show(house, staff, id_)
        item = None if tag else drafts.question(found, key)
        context = _context(found, item, tag or type_of(drafts.question(found, key)).tag, reader)
        if isinstance(error, Conflict):
            form["revision"] = [str(found.revision)]
            view = FormView.of(reader.texts, form)
            return private_page(reader, "surveys/question.html", status=409, form=view, **context | {"stale": True})
        return invalid_page(reader, "surveys/question.html", form, error, private=True, **context)
    if form.one("again") or (tag and settings_wrong(kept)):
        return go(f"{PATH}/{id_}/questions/{kept.key}?done=kept")
    return go(f"{PATH}/{id_}?done=kept#question-{kept.key}")


def body_in(form: Form) -> dict[str, Any]:
    """As `read_item` wants it: lists where several may be chosen, texts else."""
    several = {setting.name for entry in TYPES.values() for setting in entry.settings if setting.kind is Kind.KEYS}
    return {
        name: form.all(name) if name in (*_MANY, *several) else (form[name] or [""])[-1]
        for name in {*form, *_MANY, *several}
    }


def fields_of(entry: Type, item: Question | None, languages: Sequence[str], reader: Reader) -> dict[str, Any]:
    """What the form is drawn from."""
    texts = reader.texts

    def options(of: str) -> list[tuple[str, str, str]]:
        choices = getattr(item, of, ()) if item is not None else ()
        return [(choice.key, said(choice.text, reader.language.code), "") for choice in choices]

    return {
        "entry": entry,
        "in_parts": [(str(many), texts.ngettext("%(num)s equal part", "%(num)s equal parts", many)) for many in PARTS],
        "ranges": ranges_line(item, texts),
        "type_words": texts.gettext(entry.words),
        "type_about": texts.gettext(entry.about),
        "settings": [
            (setting, texts.gettext(setting.words), texts.gettext(setting.hint) if setting.hint else "",
             options(setting.of))
            for setting in entry.settings
        ],
        "languages": [
            (code, known.name if (known := language_of(code)) else code, known.tag if known else code)
            for code in languages
        ],
    }  # fmt: skip


def _context(found: DeskSurvey, item: Question | None, tag: str, reader: Reader) -> dict[str, Any]:
    entry = TYPES[tag]
    at = found.items.index(item) if item is not None else None
    place = len(found.items) if at is None else at
    return base(found, reader) | fields_of(entry, item, found.languages, reader) | {
        "item": item,
        "stale": False,
        "done": "",
        "first": found.languages[0],
        "unfinished": _unfinished(item, reader) if item else [],
        "behind": [(one.key, said(one.text, reader.language.code)) for one in order.choices(found.items, at)],
        "action": f"{PATH}/{found.id}/questions/" + (item.key if item else f"new?type={tag}"),
        "sources": [
            (said(one.text, reader.language.code), [
                (f"{one.key}:{value.key}", answer_words(value.key, value.text, reader.language.code, reader.texts))
                for value in type_of(one).values(one)
            ])
            for one in found.items[:place] if type_of(one).values(one)
        ],
    }  # fmt: skip


def _standing(found: DeskSurvey, place: int | None) -> dict[str, Any]:
    return {"revision": str(found.revision), "after": order.before(found.items, place)}


def _unfinished(item: Question, reader: Reader) -> list[str]:
    name = said(item.text, reader.language.code)
    return [reader.texts.gettext(message, question=name) for message in settings_wrong(item)]


HANDLERS: tuple[Any, ...] = (new_form, edit_form, from_bank, add, change)
