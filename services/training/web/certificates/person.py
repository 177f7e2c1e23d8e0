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
from services.training.web.certificates.paths import OCCASION, may_change, path_of
from services.training.web.certificates.words import ASSESSMENTS, about_names, chance, issued, state, why
from shared.errors import Invalid
from shared.house import House
from shared.i18n.formats import plain_day
from shared.i18n.mark import mark
from shared.identity.staff import Staff
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE

_PATH = OCCASION + "/people/{person:uuid}"
_TEMPLATE = "certificates/person.html"
_SHOWN = ("was", "was_exception", "was_reason")


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
    form = FormView.of(reader.texts, _filled(found))
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
        await _ACTS[act](house, staff, occasion, person, form.body())
    except Invalid as error:
        found = await show(house, staff, occasion, person)
        filled = _filled(found)
        typed = Form({**filled, **form, "act": [act]})
        if isinstance(error, saying.Overtaken):  # the page shows how it stands now
            typed |= {name: filled[name] for name in _SHOWN}
        context = _context(found, reader, staff)
        return invalid_page(reader, _TEMPLATE, typed, error, private=True, done="", **context)
    return go(f"{path_of(occasion)}/people/{person}?done={act}")


@get(_PATH + "/certificate.pdf")
async def pdf(house: TheHouse, staff: TheStaff, occasion: TheOccasion, person: FromPath[UUID]) -> Response[bytes]:
    """As it was issued."""
    found = await handing_out.pdf(house, staff, occasion, person)
    headers = {**PRIVATE, "Content-Disposition": disposition(found.name)}
    return Response(found.content, media_type="application/pdf", headers=headers)


def _filled(found: PersonPage) -> Form:
    said, paper = found.line.said, found.chain[0].snapshot if found.chain else None
    names = said.asked or (paper.names if paper else found.line.names)
    return Form.holding(
        {
            "assessment": said.assessment.value,
            "was": said.assessment.value,
            "exception": said.exception.value,
            "was_exception": said.exception.value,
            "reason": said.reason,
            "was_reason": said.reason,
            "name": names.name,
            "native_name": names.native_name,
            "native_name_language": names.native_name_language,
            "organisation": paper.organisation if paper else found.line.who.organisation,
        }
    )


def _context(found: PersonPage, reader: Reader, staff: Staff) -> dict[str, Any]:
    texts, language = reader.texts, reader.language.code
    return {
        "line": found.line,
        "occasion": found.occasion,
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
