"""Badges and name plates of a course: what to print, and the file."""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Request, Response, get

from services.training.given import TheOccasion
from services.training.operations.certificates import name_papers
from services.training.operations.certificates.name_papers import ROLES
from services.training.web.certificates.paths import OCCASION
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView
from shared.web.given import TheHouse, TheReader, TheStaff
from shared.web.name_papers import choices_of
from shared.web.pages import private_page
from shared.web.security import PRIVATE


@get(OCCASION + "/badges")
async def choose(house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion) -> Response[str]:
    """For everybody in the course and its trainers."""
    found = await name_papers.show(house, staff, occasion)
    form = FormView.of(reader.texts, Form.holding({"language": found.occasion.language}))
    context: dict[str, Any] = {"occasion": found.occasion, "found": found, "path": found.occasion.path}
    return private_page(reader, "certificates/badges.html", form=form, **context, **choices_of(ROLES, reader))


@get(OCCASION + "/badges.pdf")
async def download(
    request: Request[Any, Any, Any], house: TheHouse, staff: TheStaff, occasion: TheOccasion
) -> Response[bytes]:
    """As it was chosen."""
    query = dict(parse_qsl(request.scope["query_string"].decode("latin-1")))
    about, wanted, content = await name_papers.printed(house, staff, occasion, query)
    headers = {**PRIVATE, "Content-Disposition": disposition(f"{about.slug}-{wanted.paper}.pdf")}
    return Response(content, media_type="application/pdf", headers=headers)


HANDLERS: tuple[Any, ...] = (choose, download)
