"""For trainers: who of their cohort passed the assessment."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from services.training.given import TheForm
from services.training.operations.certificates import assessing
from services.training.web.certificates.words import ASSESSMENTS
from shared.web.forms import Form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page

PAGE = "/trainer/assessment/{cohort:uuid}"


@get(PAGE)
async def page(
    house: TheHouse, reader: TheReader, staff: TheStaff, cohort: FromPath[UUID], kept: FromQuery[str] = ""
) -> Response[str]:
    """Everybody with a place, and what was said of them."""
    room = await assessing.show(house, staff, cohort)
    words = [(each.value, reader.texts.gettext(text)) for each, text in ASSESSMENTS.items()]
    return private_page(
        reader, "certificates/assessment.html", room=room, words=words, kept=int(kept) if kept.isdecimal() else None
    )


@post(PAGE)
async def keep(house: TheHouse, staff: TheStaff, cohort: FromPath[UUID], form: TheForm) -> Response[Any]:
    """What differs from what the page showed."""
    body = {"people": _by_person(form, "person-"), "was": _by_person(form, "was-")}
    count = await assessing.keep(house, staff, cohort, body)
    return go(f"{PAGE.replace('{cohort:uuid}', str(cohort))}?kept={count}")


def _by_person(form: Form, begins: str) -> dict[str, str]:
    return {name.removeprefix(begins): form.one(name) for name in form if name.startswith(begins)}


HANDLERS: tuple[Any, ...] = (page, keep)
