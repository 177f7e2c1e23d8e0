"""What one button does with a session: move it, take it out of view, put it back."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from litestar import Request, Response, post

from services.registration.operations import sessions as operations
from services.registration.operations.sessions import Programme
from services.registration.web.organize_sessions import PATH, back, stays_page
from services.registration.web.session_told import confirm
from shared.errors import Conflict, NotFound
from shared.i18n.mark import mark
from shared.web.forms import Form, read_form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.pages import go

_Deed = Callable[..., Awaitable[Programme]]
_DEEDS: dict[str, tuple[str, _Deed]] = {
    "up": ("moved", partial(operations.move, by=-1)),
    "down": ("moved", partial(operations.move, by=1)),
    "remove": ("removed", operations.remove),
    "restore": ("restored", partial(operations.remove, gone=False)),
}
"""By the end of its address: what the page that follows says, and the deed."""


@post(PATH + "/{session:str}/{deed:str}")
async def deed_post(
    *,
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    session: FromPath[str],
    deed: FromPath[str],
) -> Response[Any]:
    """First how many are told, if anybody is; then, or with `confirmed`, back to the sessions. Of a cancelled or closed
    event, why it stays.
    """
    if deed not in _DEEDS:
        raise NotFound(mark("The address leads nowhere. It may be mistyped, or the page may have moved."))
    said, do = _DEEDS[deed]
    form = await read_form(request) if "content-type" in request.headers else Form()  # a button alone says nothing
    if form.checked("again"):
        return go(f"/organize/events/{slug}/programme")
    try:
        if not form.checked("confirmed"):
            seen = await do(house, staff, slug, session, keep=False)
            if seen.told:
                return confirm(reader, seen, session, form, deed)
        await do(house, staff, slug, session, at_once=form.checked("at_once"))
    except Conflict as error:
        return stays_page(reader, error, slug)
    return back(slug, said, session)


HANDLERS = (deed_post,)
