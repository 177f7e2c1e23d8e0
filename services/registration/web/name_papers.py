"""Badges and name plates of an event: what to print, and the file."""

from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from litestar import Request, Response, get

from services.registration.domain.categories import CATEGORIES
from services.registration.operations import name_papers
from services.registration.operations.name_papers import LANGUAGE, ROLES
from services.registration.web.registrants import ids_of
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.name_papers import choices_of
from shared.web.pages import private_page
from shared.web.security import PRIVATE

_PATH = "/organize/events/{slug:str}/badges"


@get(_PATH)
async def choose(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]
) -> Response[str]:
    """For all with a seat, or for those that `id` names, as the list of registrations sends them."""
    ids = _ids(request)
    found = await name_papers.show(house, staff, slug, ids)
    form = FormView.of(reader.texts, Form.holding({"language": LANGUAGE}))
    categories = [(value.value, reader.texts.gettext(words)) for value, words in CATEGORIES.items()]
    context: dict[str, Any] = {"event": found.event, "found": found, "ids": ids, "slug": slug, "categories": categories}
    return private_page(reader, "organize_badges.html", form=form, **context, **choices_of(ROLES, reader))


@get(_PATH + ".pdf")
async def download(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[bytes]:
    """As it was chosen."""
    wanted, content = await name_papers.printed(house, staff, slug, _query(request), _ids(request))
    headers = {**PRIVATE, "Content-Disposition": disposition(f"{slug}-{wanted.paper}.pdf")}
    return Response(content, media_type="application/pdf", headers=headers)


def _query(request: Request[Any, Any, Any]) -> dict[str, str]:
    return dict(parse_qsl(request.scope["query_string"].decode("latin-1")))


def _ids(request: Request[Any, Any, Any]) -> list[UUID]:
    pairs = parse_qsl(request.scope["query_string"].decode("latin-1"))
    return ids_of(value for name, value in pairs if name == "id")


HANDLERS = (choose, download)
