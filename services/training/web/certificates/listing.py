"""All courses and events with their certificates, and one found by its number or a name."""

from typing import Any

from litestar import Response, get

from services.training.operations.certificates import setting
from services.training.web.certificates.words import state
from shared.i18n.formats import plain_day
from shared.web.given import FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import private_page


@get("/organize/certificates")
async def listing(house: TheHouse, reader: TheReader, staff: TheStaff, q: FromQuery[str] = "") -> Response[str]:
    """What needs work first; `q` is looked for in titles, names, organisations and numbers."""
    occasions, found = await setting.listed(house, staff, q)
    return private_page(
        reader,
        "certificates/list.html",
        occasions=occasions,
        certificates=[
            (each, *state(each, reader.texts), plain_day(each.snapshot.issued_on, reader.language.code))
            for each in found
        ],
        q=q,
        now=house.clock(),
    )


HANDLERS: tuple[Any, ...] = (listing,)
