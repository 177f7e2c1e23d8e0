"""Somebody's own attendance, and asking to be excused, by their personal link."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.domain.record import Cell, Outlook, costs_completion
from services.training.domain.session import Session
from services.training.limits import limit
from services.training.operations import my_attendance as operation
from services.training.web.check_in import place_cookie
from services.training.web.record_words import outlook, spare, stands, totals_rows
from shared.errors import Invalid, Problem
from shared.house import House
from shared.i18n.formats import full_day
from shared.i18n.mark import mark
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import go, private_page
from shared.web.reader import Reader

_PATH = "/t/{token:str}/attendance"
KINDLY = {
    Outlook.REACHED: mark("You have reached what the course asks for."),
    Outlook.ON_COURSE: mark("You are on course."),
    Outlook.AT_RISK: mark(
        "It is getting close: come to every session from now on, and tell us if something stands in the way."
    ),
    Outlook.OUT_OF_REACH: mark(
        "What the course asks for cannot be reached any more. Write to us: we see together what is possible."
    ),
}


@get(_PATH)
async def page(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[str]:
    """Each session, the sums, and what is still possible."""
    asked = request.query_params.get("asked", "")
    return await _page(house, reader, token, Form(), asked=int(asked) if asked.isdecimal() else 0)


@post(_PATH)
async def ask(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """I cannot come to these sessions."""
    await limit(request, house)
    form = await read_form(request)
    body = {"sessions": form.all("sessions"), "reason": form.one("reason")}
    try:
        count = await operation.ask(house, token, body)
    except Invalid as error:
        return await _page(house, reader, token, form, problems=error.problems)
    return go(f"/t/{token}/attendance?asked={count}")


async def _page(
    house: House, reader: Reader, token: str, form: Form, *, problems: tuple[Problem, ...] = (), asked: int = 0
) -> Response[str]:
    mine, texts = await operation.show(house, token), reader.texts
    response = private_page(
        reader,
        "my_attendance.html",
        status=422 if problems else 200,
        form=FormView.of(texts, form, problems),
        mine=mine,
        token=token,
        asked=asked,
        figures=totals_rows(mine.line.totals, mine.course.rules.threshold, texts),
        outlook=outlook(mine.line, texts),
        kindly=texts.gettext(KINDLY[mine.line.outlook]),
        spare=spare(mine.line, texts),
        sessions=[
            (cell, *stands(cell.standing, texts), mine.excuses.get(cell.lesson.id), _day(cell, reader))
            for cell in mine.cells
        ],
        ahead=[(str(each.id), each.title, _about(each, mine, reader)) for each in mine.ahead],
    )
    response.set_cookie(place_cookie(house, token))
    return response


def _about(session: Session, mine: operation.MyAttendance, reader: Reader) -> str:
    """When it is, and what it costs to be excused from it."""
    when = reader.when(session.when, session.timezone).plain
    if not costs_completion(mine.course.rules, mandatory=session.mandatory):
        return when
    texts = reader.texts
    words = texts.gettext("needed: excused from it, you cannot complete the course")
    return texts.pgettext("session", "%(when)s; %(words)s", when=when, words=words)


def _day(cell: Cell, reader: Reader) -> str:
    return full_day(cell.lesson.day, reader.language.code)


HANDLERS: tuple[Any, ...] = (page, ask)
