"""/me: all that belongs to the address one has signed in with."""

from typing import Any

from litestar import Request, Response, get

from services.registration.operations.mine import mine_of
from services.registration.web.desk_words import said
from shared.errors import SignInNeeded
from shared.house import House
from shared.i18n import mark
from shared.identity import sessions
from shared.identity.cookie import cookie_name
from shared.identity.staff import Session
from shared.web.given import TheHouse, TheReader
from shared.web.pages import private_page

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


async def session_of(request: Request[Any, Any, Any], house: House) -> Session | None:
    """Who is signed in, staff or not."""
    secret = request.cookies.get(cookie_name(secure=house.settings.secure), "")
    return await sessions.session_of(house.db, secret) if secret else None


HANDLERS = (my_events,)
