"""The names of members, for the field of the registration form in which one writes an organisation."""

import msgspec
from litestar import Response, get

from services.registration.operations.offer_organisations import Offer, offered
from shared.web.given import FromQuery, TheHouse


class Offers(msgspec.Struct, frozen=True):
    """At most twenty; those that begin with what was written come first."""

    items: list[Offer]


@get("/organisations.json")
async def organisations_offered(house: TheHouse, q: FromQuery[str] = "") -> Response[Offers]:
    """The same for everybody, so caches may keep it for some minutes."""
    return Response(Offers(await offered(house, q)), headers={"Cache-Control": "public, max-age=300"})


HANDLERS = (organisations_offered,)
