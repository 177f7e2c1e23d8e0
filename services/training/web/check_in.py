"""Checking in: the personal page of it, and where the scanned code leads."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.response import Redirect

from services.training.limits import limit
from services.training.operations import check_in as operation
from services.training.operations.places import LINK as PLACE
from services.training.web.board_view import says_words
from shared.errors import Conflict, DomainError, Invalid, NotFound, Problem, TooMany
from shared.house import House
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import go, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE

PLACE_COOKIE = "wego-place"
_KEPT = timedelta(days=60)
_LONGEST = 40


@get("/t/here")
async def here(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Response[Any]:
    """For who types the address: their own page of checking in, if this browser opened it before."""
    return _onward(request, house, reader, "", "")


@get("/t/here/{session:str}/{code:str}")
async def scanned(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, session: FromPath[str], code: FromPath[str]
) -> Response[Any]:
    """Where the code on the wall leads. Nothing is changed by opening it."""
    return _onward(request, house, reader, session[:_LONGEST], code[:_LONGEST])


@get("/t/{token:str}/check-in")
async def page(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[str]:
    """With the code of what was scanned filled in."""
    query = request.query_params
    form = Form.holding({"code": query.get("code", "")[:_LONGEST], "session": query.get("session", "")[:_LONGEST]})
    return await _page(house, reader, token, form, done=query.get("done", ""))


@post("/t/{token:str}/check-in")
async def check_in(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """I am here."""
    await limit(request, house)
    form = await read_form(request)
    try:
        session = await operation.check_in(house, token, _id(form.one("session")), form.one("code")[:_LONGEST])
    except Invalid as error:
        return await _page(house, reader, token, form, error=error, problems=error.problems)
    except (Conflict, TooMany) as error:
        problem = Problem("code", error.message, error.params)
        return await _page(house, reader, token, form, error=error, problems=(problem,))
    return go(f"/t/{token}/check-in?done={session.id}")


def place_cookie(house: House, token: str) -> Cookie:
    """So that a scanned code finds whose telephone it is. Pages under `/t` only."""
    return Cookie(
        key=PLACE_COOKIE,
        value=token,
        path="/t",
        max_age=int(_KEPT.total_seconds()),
        secure=house.settings.secure,
        httponly=True,
        samesite="lax",
    )


def _onward(request: Request[Any, Any, Any], house: House, reader: Reader, session: str, code: str) -> Response[Any]:
    token = request.cookies.get(PLACE_COOKIE, "")
    try:
        house.links.read(PLACE, token)
    except NotFound:
        return private_page(reader, "here.html", typed=f"{code[:3]} {code[3:]}".strip())
    query = f"?session={_id(session)}&code={code}" if code.isalnum() else ""
    return Redirect(f"/t/{token}/check-in{query}", status_code=302, headers=PRIVATE)


async def _page(
    house: House,
    reader: Reader,
    token: str,
    form: Form,
    *,
    error: DomainError | None = None,
    problems: tuple[Problem, ...] = (),
    done: str = "",
) -> Response[str]:
    shown = await operation.mine(house, token)
    session = next((each for each in shown.open if str(each.id) == done and each.id in shown.done), None)
    said = shown.says.get(session.id) if session else None
    status = {Conflict: 409, TooMany: 429}.get(type(error), 422) if error else 200
    response = private_page(
        reader,
        "check_in.html",
        status=status,
        form=FormView.of(reader.texts, form, problems),
        shown=shown,
        token=token,
        waiting=[each for each in shown.open if each.id not in shown.done],
        session=session,
        said=says_words(said, reader.texts) if said else "",
    )
    response.set_cookie(place_cookie(house, token))
    return response


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


HANDLERS: tuple[Any, ...] = (here, scanned, page, check_in)
