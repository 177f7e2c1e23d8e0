"""What one button does with a session: move it, take it out of view, put it back."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from litestar import Response, post

from services.registration.operations import sessions as operations
from services.registration.web.organize_sessions import PATH, back, stays_page
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.staff import Staff
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff

_Deed = Callable[[House, Staff, str, str], Awaitable[object]]
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
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    slug: FromPath[str],
    session: FromPath[str],
    deed: FromPath[str],
) -> Response[Any]:
    """Back to the sessions; of a cancelled or closed event, why it stays."""
    if deed not in _DEEDS:
        raise NotFound(mark("The address leads nowhere. It may be mistyped, or the page may have moved."))
    said, do = _DEEDS[deed]
    try:
        await do(house, staff, slug, session)
    except Conflict as error:
        return stays_page(reader, error, slug)
    return back(slug, said, session)


HANDLERS = (deed_post,)
