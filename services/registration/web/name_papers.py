"""Badges and name plates of an event: what to print, and the file."""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Request, Response, get

from services.registration.domain.categories import CATEGORIES
from services.registration.domain.registrants import RegistrantFilter, read_filter
from services.registration.operations import name_papers
from services.registration.operations.name_papers import LANGUAGE, ROLES, Chosen
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
    """For all with a seat, or for those that `id` names or that fit a view, as the list of registrations sends them."""
    chosen = _chosen(request)
    found = await name_papers.show(house, staff, slug, chosen)
    form = FormView.of(reader.texts, Form.holding({"language": LANGUAGE}))
    categories = [(value.value, reader.texts.gettext(words)) for value, words in CATEGORIES.items()]
    context: dict[str, Any] = {"event": found.event, "found": found, "slug": slug, "categories": categories}
    by_view = isinstance(chosen, RegistrantFilter)
    named = {"all": ["1"], "back": [_query(request).get("back", "")]} if by_view else {"id": chosen}
    context |= {"chosen": bool(chosen), "named": named}
    return private_page(reader, "organize_badges.html", form=form, **context, **choices_of(ROLES, reader))


@get(_PATH + ".pdf")
async def download(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, slug: FromPath[str]
) -> Response[bytes]:
    """As it was chosen."""
    wanted, content = await name_papers.printed(house, staff, slug, _query(request), _chosen(request))
    headers = {**PRIVATE, "Content-Disposition": disposition(f"{slug}-{wanted.paper}.pdf")}
    return Response(content, media_type="application/pdf", headers=headers)


def _query(request: Request[Any, Any, Any]) -> dict[str, str]:
    return dict(parse_qsl(request.scope["query_string"].decode("latin-1")))


def _chosen(request: Request[Any, Any, Any]) -> Chosen:
    """Those named; or, where they were chosen on every page of the list, what they have in common."""
    query = _query(request)
    if query.get("all"):
        return read_filter(dict(parse_qsl(query.get("back", ""))))
    pairs = parse_qsl(request.scope["query_string"].decode("latin-1"))
    return ids_of(value for name, value in pairs if name == "id")


HANDLERS = (choose, download)
