"""/organize/messages: what became of every mail. For staff; no page shows what a mail says."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post

from services.notify.operations import messages
from services.notify.web import message_words
from shared.errors import Conflict
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page

PATH = "/organize/messages"


@get(PATH)
async def listing(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff
) -> Response[str]:
    """Every message, the newest first; by address or event (`q`), by state (`group`), those older than `before`."""
    q, group, before, done = (request.query_params.get(name, "") for name in ("q", "group", "before", "done"))
    found = await messages.overview(house, staff, group=group, words=q, before=_id(before))
    following = urlencode({"q": q, "group": group, "before": str(found.next)}) if found.next else ""
    return private_page(
        reader,
        "messages.html",
        found=found,
        form=FormView(Form.holding({"q": q, "group": group})),
        filtered=bool(q.strip() or group in messages.GROUPS or before),
        first=f"{PATH}?{urlencode({'q': q, 'group': group})}" if before else "",
        following=f"{PATH}?{following}" if following else "",
        groups=message_words.groups(reader.texts),
        words=message_words,
        group=group,
        done=done,
    )


@get(PATH + "/{id_:uuid}")
async def one(
    house: TheHouse, reader: TheReader, staff: TheStaff, id_: FromPath[UUID], done: FromQuery[str] = ""
) -> Response[str]:
    """One message with its tries and what the server said to each."""
    return await _one(house, reader, staff, id_, done=done)


async def _one(
    house: TheHouse, reader: TheReader, staff: TheStaff, id_: UUID, *, done: str = "", status: int = 200
) -> Response[str]:
    history = await messages.one(house, staff, id_)
    return private_page(reader, "message.html", status=status, history=history, words=message_words, done=done)


@post(PATH + "/{id_:uuid}/again")
async def send_again(house: TheHouse, reader: TheReader, staff: TheStaff, id_: FromPath[UUID]) -> Response[Any]:
    """Back to the message, which says so; or the message with why not."""
    try:
        await messages.send_again(house, staff, id_)
    except Conflict:
        return await _one(house, reader, staff, id_, done="refused", status=409)
    return go(f"{PATH}/{id_}?done=again")


@post(PATH + "/looked-at")
async def looked_at(request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff) -> Response[Any]:
    """What had failed when the page was made needs nobody any more."""
    form = await read_form(request)
    count = await messages.look_at_failed(house, staff, form.one("until"))
    return go(f"{PATH}?done=looked.{count}")


@post(PATH + "/release")
async def release(request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff) -> Response[Any]:
    """Mail may go to this address again."""
    form = await read_form(request)
    await messages.release(house, staff, form.one("address"))
    return go(f"{PATH}?done=released#addresses")


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


HANDLERS = (listing, one, send_again, looked_at, release)
