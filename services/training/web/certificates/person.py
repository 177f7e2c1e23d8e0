"""One person's certificates on the desk: what staff say, the chain of versions, correcting and revoking."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import NotFoundException

from services.training.domain.certificates.rules import Exception_
from services.training.given import TheForm, TheOccasion
from services.training.operations.certificates import handing_out, renewing, replacing, saying
from services.training.operations.certificates.person_page import PersonPage, show
from services.training.web.certificates import person_forms
from services.training.web.certificates.paths import OCCASION, may_change, path_of
from services.training.web.certificates.words import ASSESSMENTS, about_names, chance, issued, state, why
from shared.errors import Conflict, Invalid, Problem
from shared.house import House
from shared.http import status_of
from shared.i18n.formats import plain_day
from shared.i18n.mark import mark
from shared.identity.staff import Staff
from shared.web.attachment import disposition
from shared.web.forms import FormView
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE

_PATH = OCCASION + "/people/{person:uuid}"
_TEMPLATE = "certificates/person.html"


async def _renew(house: House, staff: Staff, key: str, person: UUID, body: Mapping[str, object]) -> None:
    """The form carries the version of the link, so that sending it twice renews once."""
    version = str(body.get("version"))
    await renewing.renew(house, staff, key, person, int(version) if version.isdecimal() else 0)


_ACTS: dict[str, Callable[[House, Staff, str, UUID, Mapping[str, object]], Awaitable[Any]]] = {
    "say": saying.say,
    "correct": replacing.correct,
    "refuse": replacing.refuse,
    "revoke": replacing.revoke,
    "link": _renew,
}
EXCEPTIONS = {
    Exception_.NONE: mark("As the rules say"),
    Exception_.GRANTED: mark("Gets one all the same"),
    Exception_.REFUSED: mark("Gets none all the same"),
}


@get(_PATH)
async def page(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    occasion: TheOccasion,
    person: FromPath[UUID],
    done: FromQuery[str] = "",
) -> Response[str]:
    """Where they stand and every version."""
    found = await show(house, staff, occasion, person)
    form = FormView.of(reader.texts, person_forms.filled(found))
    return private_page(reader, _TEMPLATE, form=form, done=done, **_context(found, reader, staff))


@post(_PATH + "/{act:str}")
async def act(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    occasion: TheOccasion,
    person: FromPath[UUID],
    act: FromPath[str],
    form: TheForm,
) -> Response[Any]:
    """say: what staff say of them; correct, refuse, revoke: what becomes of the certificate; link: a new one."""
    if act not in _ACTS:
        raise NotFoundException
    try:
        await _ACTS[act](house, staff, occasion, person, person_forms.sent(act, form))
    except (Invalid, Conflict) as error:
        if isinstance(error, Conflict) and act not in person_forms.DECIDING:
            raise
        found = await show(house, staff, occasion, person)
        typed = person_forms.typed(act, form, found, error)
        context = _context(found, reader, staff)
        bad: list[Problem] = []
        if isinstance(error, Invalid):
            bad = person_forms.problems(act, error)
        else:
            context |= person_forms.overtaken(act, form, found, error, reader)
        view = FormView.of(reader.texts, typed, bad)
        return private_page(reader, _TEMPLATE, status=status_of(error), form=view, done="", **context)
    return go(f"{path_of(occasion)}/people/{person}?done={act}")


@get(_PATH + "/certificate.pdf")
async def pdf(house: TheHouse, staff: TheStaff, occasion: TheOccasion, person: FromPath[UUID]) -> Response[bytes]:
    """As it was issued."""
    found = await handing_out.pdf(house, staff, occasion, person)
    headers = {**PRIVATE, "Content-Disposition": disposition(found.name)}
    return Response(found.content, media_type="application/pdf", headers=headers)


def _context(found: PersonPage, reader: Reader, staff: Staff) -> dict[str, Any]:
    texts, language = reader.texts, reader.language.code
    return {
        "line": found.line,
        "occasion": found.occasion,
        "refused": "",
        "path": f"{found.occasion.path}/people/{found.line.who.id}",
        "may_change": may_change(staff),
        "reachable": found.reachable,
        "assessed": found.assessed,
        "chance": chance(found.line.judgement, texts),
        "why": why(found.line.judgement, texts),
        "issued": issued(found.line, texts),
        "about_names": about_names(found.line.names, texts),
        "chain": [
            (each, *state(each, texts), plain_day(each.snapshot.issued_on, language), found.names.get(each.id, ""))
            for each in found.chain
        ],
        "day": lambda moment: plain_day(found.occasion.day_of(moment), language),
        "assessments": [(each.value, texts.gettext(words), "") for each, words in ASSESSMENTS.items()],
        "exceptions": [(each.value, texts.gettext(words), "") for each, words in EXCEPTIONS.items()],
    }


HANDLERS: tuple[Any, ...] = (page, act, pdf)
