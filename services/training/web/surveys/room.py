"""The code for the room: on the wall, and where it leads."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from services.training.domain.surveys.asking import Phase
from services.training.domain.surveys.survey import Survey
from services.training.hands import TheHands
from services.training.limits import limit_asking_links
from services.training.operations.surveys import room as operation
from services.training.operations.surveys.letters import said, until
from services.training.operations.surveys.room import Door, Wall
from services.training.web.check_in import PLACE_COOKIE
from services.training.web.code_screen import picture
from services.training.web.trainer import SESSION, path_of, read_id
from shared.errors import Invalid
from shared.http import status_of
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import go, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE

_WALL = "/trainer/surveys/{survey:str}/code"
_DOOR = "/s/room/{token:str}"


@get(_WALL)
async def on_the_wall(house: TheHouse, reader: TheReader, hands: TheHands, survey: FromPath[str]) -> Response[str]:
    """As large as fits; how many have answered is asked for again every few seconds."""
    shown = await operation.wall(house, hands, read_id(survey))
    texts = reader.texts
    return private_page(
        reader,
        "surveys/wall.html",
        shown=shown,
        title=_title(shown.survey, reader),
        picture=picture(shown.url, texts.gettext("Code to scan for %(title)s", title=_title(shown.survey, reader))),
        held=_held(shown, reader),
        closes=_closes(shown, reader),
        back=path_of(shown.survey.session_id) if shown.survey.session_id else "",
        refresh=10,
    )


@post(_WALL)
async def renew(house: TheHouse, hands: TheHands, survey: FromPath[str]) -> Redirect:
    """Another code; the one before leads nowhere."""
    id_ = read_id(survey)
    await operation.renew(house, hands.staff, id_)
    return go(wall_path(id_))


@get(SESSION + "/survey")
async def of_session(house: TheHouse, reader: TheReader, hands: TheHands, session: FromPath[str]) -> Response[Any]:
    """From the board: straight to the code where one survey is open for the room."""
    id_ = read_id(session)
    found = await operation.of_session(house, hands, id_)
    if len(found) == 1:
        return Redirect(wall_path(found[0].id), status_code=302, headers=PRIVATE)
    rows = [(wall_path(each.id), said(each.title, each.languages, reader.language.code)) for each in found]
    return private_page(reader, "surveys/of_session.html", rows=rows, back=path_of(id_))


@get(_DOOR)
async def scanned(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """By way of the pages that know whose telephone it is; from there back here, if they do not."""
    if "asked" not in request.query_params:
        house.links.read(operation.LINK, token)
        return Redirect(f"/t/survey/{token}", status_code=302, headers=PRIVATE)
    return _door(reader, token, await operation.door(house, token, ""), sent=request.query_params["asked"] == "sent")


@get("/t/survey/{token:str}")
async def whose(request: Request[Any, Any, Any], house: TheHouse, token: FromPath[str]) -> Redirect:
    """The cookie of a personal page is seen here alone. Nothing is changed by opening it."""
    found = await operation.door(house, token, request.cookies.get(PLACE_COOKIE, ""))
    return Redirect(found.own or f"/s/room/{token}?asked=no", status_code=302, headers=PRIVATE)


@post(_DOOR)
async def ask_for_link(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """The answer is the same for every address."""
    form = await read_form(request)
    await limit_asking_links(request, house, form.one("email").lower())
    try:
        await operation.send_link(house, token, {"email": form.one("email")})
    except Invalid as error:
        return _door(reader, token, await operation.door(house, token, ""), form=form, error=error)
    return go(f"/s/room/{token}?asked=sent")


def wall_path(survey: UUID) -> str:
    """The address of the code for the room."""
    return f"/trainer/surveys/{survey}/code"


def _door(
    reader: Reader,
    token: str,
    shown: Door,
    *,
    form: Form | None = None,
    error: Invalid | None = None,
    sent: bool = False,
) -> Response[str]:
    return private_page(
        reader,
        "surveys/door.html",
        status=status_of(error) if error else 200,
        form=FormView.of(reader.texts, form or Form(), error.problems if error else ()),
        shown=shown,
        title=_title(shown.survey, reader),
        token=token,
        sent=sent,
        open=shown.phase is Phase.OPEN,
        held=_held(shown, reader),
        closes=_closes(shown, reader),
    )


def _title(survey: Survey, reader: Reader) -> str:
    return said(survey.title, survey.languages, reader.language.code)


def _held(shown: Wall | Door, reader: Reader) -> str:
    """Day and hours: two sessions of one title may be on one day."""
    return reader.when(shown.occasion.when, shown.occasion.timezone, several_days=not shown.occasion.course).plain


def _closes(shown: Wall | Door, reader: Reader) -> str:
    closes = shown.survey.closes_at
    return until(closes, shown.occasion.timezone, reader.timezone, reader.language.code) if closes else ""


HANDLERS: tuple[Any, ...] = (on_the_wall, renew, of_session, scanned, whose, ask_for_link)
