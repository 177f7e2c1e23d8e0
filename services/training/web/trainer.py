"""For trainers: the link that opens a cohort's board, the session to mark now, and the board itself."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.response import Redirect

from services.training.hands import TheHands, link_cookie
from services.training.limits import limit
from services.training.operations import classes
from services.training.operations.board import put_marks
from services.training.operations.hands import Hands, read_link
from services.training.web.board_view import board_view
from services.training.web.marks_form import marks_of
from shared.errors import NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.web.forms import Form, read_form
from shared.web.given import FromPath, TheHouse, TheReader
from shared.web.pages import go, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE
from shared.web.static import ASSETS, answer

SESSION = "/trainer/sessions/{session:str}"
_NO_SESSION = mark("There is no such session. Open the attendance board again.")


@get("/trainer")
async def now(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, hands: TheHands) -> Response[Any]:
    """Straight to the session to mark; several cohorts are offered, the nearest first, and reviews that wait for
    whoever is signed in. `cohort`: the id of one.
    """
    asked = request.query_params.get("cohort", "")
    found = await classes.to_mark(house, hands, read_id(asked) if asked else None)
    reviews = [] if asked else await classes.reviews_of(house, hands)
    if len(found) == 1 and not reviews:
        return Redirect(path_of(found[0].session.id), status_code=302, headers=PRIVATE)
    rows = [(each, reader.when(each.session.when, each.session.timezone)) for each in found]
    return private_page(reader, "trainer.html", rows=rows, reviews=reviews)


@get("/trainer/worker.js", sync_to_thread=False)
def worker(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The service worker: it must come from its own scope, and never from a cache."""
    found = ASSETS.find("trainer/worker.js")
    assert found is not None
    response = answer(request, found, "no-cache")
    response.headers["Service-Worker-Allowed"] = "/trainer"
    return response


@get("/trainer/{token:str}")
async def open_link(request: Request[Any, Any, Any], house: TheHouse, token: FromPath[str]) -> Redirect:
    """Keeps the link in a cookie, so that it stands in no address from here on."""
    cookie = link_cookie(request, house, token)
    path = f"/trainer?cohort={read_link(house, token).cohort_id}"
    return Redirect(path, status_code=303, cookies=[cookie], headers=PRIVATE)


@get(SESSION)
async def board(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, hands: TheHands, session: FromPath[str]
) -> Response[str]:
    """The board of a session. `q` narrows it, `kept` says how many marks were saved."""
    return await _page(house, reader, hands, read_id(session), words=request.query_params.get("q", ""))


@post(SESSION)
async def save(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, hands: TheHands, session: FromPath[str]
) -> Response[Any]:
    """What a browser without a script sends."""
    await limit(request, house)
    form = await read_form(request)
    id_ = read_id(session)
    opened = await classes.open_board(house, hands, id_)
    marks = marks_of(form, opened.board.session, opened.board.now)
    kept = await put_marks(house, hands, opened.board.course.slug, id_, {"marks": marks})
    refused = {mark["participant"]: each for mark, each in zip(marks, kept.answers, strict=True) if each.problems}
    if refused:
        problems = {person: each.problems[0] for person, each in refused.items()}
        return await _page(house, reader, hands, id_, form=form, problems=problems)
    return go(f"{path_of(id_)}?kept={len(marks)}")


@get(SESSION + "/all")
async def all_sessions(house: TheHouse, reader: TheReader, hands: TheHands, session: FromPath[str]) -> Response[str]:
    """Every session of the cohort."""
    found = await classes.timetable(house, hands, read_id(session))
    rows = [(each, reader.when(each.when, each.timezone)) for each in found.sessions]
    return private_page(reader, "trainer_sessions.html", found=found, course=found.course, rows=rows, now=found.now)


def read_id(text: str) -> UUID:
    """Raises NotFound."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(_NO_SESSION) from error


def path_of(session: UUID) -> str:
    """The address of a session's board."""
    return f"/trainer/sessions/{session}"


async def _page(
    house: House,
    reader: Reader,
    hands: Hands,
    session: UUID,
    *,
    words: str = "",
    form: Form | None = None,
    problems: Any = None,
) -> Response[str]:
    opened = await classes.open_board(house, hands, session)
    view = board_view(opened, reader, words=words.strip()[:100], form=form, problems=problems or {})
    kept = dict(reader.query).get("kept", "")
    return private_page(
        reader, "board.html", view=view, kept=kept if kept.isdecimal() else "", status=422 if problems else 200
    )


HANDLERS: tuple[Any, ...] = (now, worker, open_link, board, save, all_sessions)
