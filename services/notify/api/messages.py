"""What became of every mail, as JSON for staff: where each stands, sending one again, releasing an address."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, get, post
from litestar.response import Response

from services.notify.operations import messages
from services.notify.operations.messages import GROUPS, Listed
from shared.cursors import read_cursor, read_limit, write_cursor
from shared.errors import Invalid, Problem
from shared.fields import CHOOSE
from shared.web.forms import read_json
from shared.web.given import FromPath, TheHouse, TheStaff
from shared.web.openapi_body import takes
from shared.web.query import Cursor, Limit, documented
from shared.web.security import PRIVATE

_PATH = "/api/v1/organize/messages"


class MessageBody(msgspec.Struct, frozen=True, kw_only=True):
    """One mail; what it says is not told. `template` is its kind, `event` a title or empty. `next_at`: when it is tried
    next, null where nothing more is tried. `reply`: what the server said last. `method` and `sequence` of its calendar
    part, if it has one.
    """

    id: UUID
    template: str
    recipient: str
    state: str
    event: str
    written_at: datetime
    next_at: datetime | None
    done_at: datetime | None
    tries: int
    reply: str
    method: str | None
    sequence: int | None


class SuppressedBody(msgspec.Struct, frozen=True):
    """An address of which its server said that there is no such mailbox: nothing goes there."""

    address: str
    reply: str
    at: datetime


class MessagesBody(msgspec.Struct, frozen=True, kw_only=True):
    """The newest first; `next` is the cursor of what follows, null at the end. `failed` counts all that failed,
    `unseen` those that nobody has looked at, `at` is when this was so. `suppressed`: the newest 200.
    """

    items: list[MessageBody]
    next: str | None
    failed: int
    unseen: int
    at: datetime
    suppressed: list[SuppressedBody]


class TryBody(msgspec.Struct, frozen=True):
    """One try, and what the server said."""

    at: datetime
    outcome: str
    state: str
    reply: str


class HistoryBody(msgspec.Struct, frozen=True, kw_only=True):
    """A mail with its tries, oldest first. `again`: whether it can be sent again now."""

    message: MessageBody
    tries: list[TryBody]
    again: bool


class ReleaseBody(msgspec.Struct, frozen=True):
    """Which address gets mail again."""

    address: str


class ReleasedBody(msgspec.Struct, frozen=True):
    """`released` false: nothing was held back from it."""

    released: bool


class LookedBody(msgspec.Struct, frozen=True):
    """Everything that had failed by then was looked at: `at` of the list."""

    until: datetime


class SeenBody(msgspec.Struct, frozen=True):
    """How many nobody had looked at before."""

    count: int


class _Place(msgspec.Struct, frozen=True):
    before: UUID


_Group = Annotated[str, documented("Only these", enum=list(GROUPS))]
_Words = Annotated[str, documented("Part of an address or of an event's title")]


@get(_PATH, tags=["Desk"])
async def list_messages(
    *, house: TheHouse, staff: TheStaff, group: _Group = "", q: _Words = "", limit: Limit = "", cursor: Cursor = ""
) -> Response[MessagesBody]:
    """Every mail, by state: waiting, sent, failed, or held back on purpose."""
    if group and group not in GROUPS:
        raise Invalid([Problem("group", CHOOSE, {"choices": ", ".join(GROUPS)})])
    place = read_cursor(cursor, _Place)
    before = place.before if place else None
    found = await messages.overview(house, staff, group=group, words=q, before=before, limit=read_limit(limit))
    body = MessagesBody(
        items=[_shown(each) for each in found.messages],
        next=write_cursor(_Place(found.next)) if found.next else None,
        failed=found.failed,
        unseen=found.unseen,
        at=found.at,
        suppressed=[SuppressedBody(each.address, each.reply, each.at) for each in found.suppressed],
    )
    return Response(body, headers=PRIVATE)


@get(_PATH + "/{message:uuid}", tags=["Desk"])
async def read_message(house: TheHouse, staff: TheStaff, message: FromPath[UUID]) -> Response[HistoryBody]:
    """One mail with its tries and what the server said to each."""
    found = await messages.one(house, staff, message)
    tries = [TryBody(each.at, each.outcome, each.state, each.reply) for each in found.tries]
    body = HistoryBody(message=_shown(found.message), tries=tries, again=found.refusal is None)
    return Response(body, headers=PRIVATE)


@post(_PATH + "/{message:uuid}/again", status_code=202, tags=["Desk"])
async def send_message_again(house: TheHouse, staff: TheStaff, message: FromPath[UUID]) -> None:
    """The very same mail once more; 409 where it is on its way, has arrived or was overtaken."""
    await messages.send_again(house, staff, message)


@post(_PATH + "/release", status_code=200, tags=["Desk"], operation_class=takes(ReleaseBody))
async def release_address(request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff) -> Response[ReleasedBody]:
    """Mail goes to this address again. What failed meanwhile stays so until it is sent again."""
    address = (await read_json(request)).get("address")
    return Response(ReleasedBody(await messages.release(house, staff, address)), headers=PRIVATE)


@post(_PATH + "/looked-at", status_code=200, tags=["Desk"], operation_class=takes(LookedBody))
async def look_at_failed(request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff) -> Response[SeenBody]:
    """What had failed by then needs nobody today: it leaves the desk and stays in the list."""
    until = (await read_json(request)).get("until")
    return Response(SeenBody(await messages.look_at_failed(house, staff, until)), headers=PRIVATE)


def _shown(each: Listed) -> MessageBody:
    return MessageBody(
        id=each.id,
        template=each.template,
        recipient=each.recipient,
        state=each.state,
        event=each.title,
        written_at=each.created_at,
        next_at=each.next_at,
        done_at=each.done_at,
        tries=each.tries,
        reply=each.reply,
        method=each.method,
        sequence=each.sequence,
    )


HANDLERS = (list_messages, read_message, send_message_again, release_address, look_at_failed)
