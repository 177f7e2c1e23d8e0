"""/me: all that belongs to the address one has signed in with."""

from typing import Any

from litestar import Request, Response, get

from services.registration.operations.mine import mine_of
from services.registration.web.desk_words import said
from shared.errors import SignInNeeded
from shared.i18n import mark
from shared.web.given import TheHouse, TheReader
from shared.web.pages import private_page
from shared.web.staff import session_of

PATH = "/me"


@get(PATH)
async def my_events(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Response[str]:
    """What waits for the address, every registration of it with its personal link, and the two ways out."""
    session = await session_of(request, house)
    if session is None:
        raise SignInNeeded(mark("Sign in with the address you registered with."))
    mine = await mine_of(house, session.email)
    items = [said(item, reader, house.clock()) for item in mine.items]
    return private_page(reader, "me.html", session=session, mine=mine, items=items)


HANDLERS = (my_events,)
