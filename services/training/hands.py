"""Who marks attendance, found in a request: `hands: TheHands` in a handler.

A Bearer token is a program's, or the link of a cohort's trainers; a browser shows the cookie of a session, or the one
that the trainers' links left. That one holds the links of several cohorts, so that opening one ends no other.
"""

from datetime import timedelta
from typing import Any, TypeAlias

from litestar import Request
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from services.training.operations.hands import Hands, Link, read_link
from shared.errors import NotFound, SignInNeeded
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import TOKEN_PREFIX
from shared.web.given import TheHouse, TheReader
from shared.web.staff import the_staff

TheHands: TypeAlias = NamedDependency[SkipValidation[Hands]]
LINK_COOKIE = "wego-trainer"
MOST_LINKS = 8
_KEPT = timedelta(days=120)
_BETWEEN = "."
_NOT_OURS = mark("Open the link that the secretariat sent to the trainers, or sign in.")


async def the_hands(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Hands:
    """The dependency. Nobody at all is no error yet: the operation says what is needed."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and not token.strip().startswith(TOKEN_PREFIX):
        try:
            return Hands(links=(read_link(house, token.strip()),))
        except NotFound as error:
            raise SignInNeeded(_NOT_OURS) from error
    try:
        staff = await the_staff(request, house, reader)
    except SignInNeeded:
        if kind:
            raise
        staff = None
    return Hands(staff, tuple(_links(request, house)))


def cookie_name(house: House) -> str:
    """As for sessions, `__Host-` ties it to this very host."""
    return f"__Host-{LINK_COOKIE}" if house.settings.secure else LINK_COOKIE


def link_cookie(request: Request[Any, Any, Any], house: House, token: str) -> Cookie:
    """Leaves the link in the browser, so that it need not stand in the address, before those of other cohorts.

    The one opened longest ago goes where they are too many.
    """
    opened = read_link(house, token)
    others = [each for link, each in _links(request, house).items() if link.cohort_id != opened.cohort_id]
    return Cookie(
        key=cookie_name(house),
        value=_BETWEEN.join([token, *others][:MOST_LINKS]),
        max_age=int(_KEPT.total_seconds()),
        path="/",
        secure=house.settings.secure,
        httponly=True,
        samesite="lax",
    )


def _links(request: Request[Any, Any, Any], house: House) -> dict[Link, str]:
    """The links that the cookie holds, each with its token; what is not ours is left out."""
    found = {}
    for token in request.cookies.get(cookie_name(house), "").split(_BETWEEN)[:MOST_LINKS]:
        try:
            found[read_link(house, token)] = token
        except NotFound:
            continue
    return found
