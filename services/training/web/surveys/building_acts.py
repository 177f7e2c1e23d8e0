"""What is done with a whole survey: ready, back, deleted, a question moved or removed, another closing time."""

from collections.abc import Awaitable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, post

from services.training.operations.surveys import arranging, checking, editing, postponing, readying
from services.training.web.surveys.builder import PATH, one
from shared.errors import Conflict, Invalid
from shared.web.forms import read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

_ONE = PATH + "/{survey:uuid}"
_QUESTION = _ONE + "/questions/{key:str}"


@post(PATH + "/ready")
async def make_sessions_ready(request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff) -> Response[Any]:
    """Every draft about a session of one cohort."""
    cohort = (await read_form(request)).one("cohort")
    ready, stopped = await readying.make_sessions_ready(house, staff, cohort)
    return go(f"{PATH}?{urlencode({'cohort': cohort, 'ready': ready, 'stopped': stopped})}")


@post(_ONE + "/ready")
async def make_ready(house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]) -> Response[Any]:
    """It opens by itself, or what stands in its way is said."""
    try:
        await readying.make_ready(house, staff, survey)
    except Invalid:
        checked = await checking.check(house, staff, survey, reading=reader.language.code)
        return private_page(reader, "surveys/survey.html", status=422, done="stopped", **one(checked, reader))
    return go(_back(survey, "ready"))


@post(_ONE + "/draft")
async def take_back(house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]) -> Response[Any]:
    """A draft again, as long as it has not opened."""
    return await _done(house, reader, staff, readying.take_back(house, staff, survey), (survey, "draft"))


@post(_ONE + "/delete")
async def delete(house: TheHouse, staff: TheStaff, survey: FromPath[UUID]) -> Response[Any]:
    """Drafts only."""
    await readying.delete(house, staff, survey)
    return go(f"{PATH}?done=deleted")


@post(_QUESTION + "/move")
async def move(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    survey: FromPath[UUID],
    key: FromPath[str],
) -> Response[Any]:
    """One place up or down."""
    to = "up" if (await read_form(request)).one("to") == "up" else "down"
    act = arranging.move(house, staff, survey, key, by=-1 if to == "up" else 1)
    again = urlencode({"moved": f"{key} {to}"})
    return await _done(house, reader, staff, act, (survey, "moved", f"&{again}"))


@post(_QUESTION + "/remove")
async def remove(
    *, house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID], key: FromPath[str]
) -> Response[Any]:
    """It is gone from this survey."""
    return await _done(house, reader, staff, arranging.remove(house, staff, survey, key), (survey, "removed"))


@post(_QUESTION + "/copy")
async def copy(house: TheHouse, staff: TheStaff, survey: FromPath[UUID], key: FromPath[str]) -> Response[Any]:
    """On to the copy, where it is changed."""
    return go(f"{PATH}/{survey}/questions/{await arranging.copy(house, staff, survey, key)}?done=copied")


@post(_QUESTION + "/bank")
async def put_in_bank(
    *, house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID], key: FromPath[str]
) -> Response[Any]:
    """Others may take it too."""
    return await _done(house, reader, staff, editing.put_in_bank(house, staff, survey, key), (survey, "banked"))


@post(_ONE + "/closing")
async def postpone(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, survey: FromPath[UUID]
) -> Response[Any]:
    """It closes later."""
    form = await read_form(request)
    body = {name: form.one(name) for name in ("closes_day", "closes_hour")}
    try:
        await postponing.postpone(house, staff, survey, body)
    except Invalid as error:
        checked = await checking.check(house, staff, survey, reading=reader.language.code)
        context = one(checked, reader) | {"done": ""}
        return invalid_page(reader, "surveys/survey.html", form, error, private=True, **context)
    return go(_back(survey, "postponed"))


async def _done(
    house: TheHouse,
    reader: Reader,
    staff: TheStaff,
    act: Awaitable[Any],
    then: tuple[UUID, str] | tuple[UUID, str, str],
) -> Response[Any]:
    """Back to the survey; where it is no draft any more, there with the reason."""
    survey = then[0]
    try:
        await act
    except Conflict as error:
        checked = await checking.check(house, staff, survey, reading=reader.language.code)
        refused = reader.texts.gettext(error.message, **error.params)
        return private_page(reader, "surveys/survey.html", status=409, done="", refused=refused, **one(checked, reader))
    return go(_back(survey, then[1]) + "".join(then[2:]))


def _back(survey: UUID, done: str) -> str:
    return f"{PATH}/{survey}?done={done}"


HANDLERS: tuple[Any, ...] = (
    make_sessions_ready,
    make_ready,
    take_back,
    delete,
    move,
    copy,
    remove,
    put_in_bank,
    postpone,
)
