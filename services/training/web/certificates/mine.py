"""Somebody's own certificate by their personal link: how their name is written, the files, a correction."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.domain.certificates.kind import Kind
from services.training.limits import limit
from services.training.operations.certificates import handing_out, mine
from services.training.operations.certificates.mine import Mine
from services.training.web.certificates.words import state
from shared.errors import Conflict, Invalid, Problem
from shared.house import House
from shared.i18n.formats import plain_day
from shared.web.attachment import disposition
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE

_COHORT = "/t/{token:str}/certificate"
_EVENT = "/t/certificate/{token:str}"
_TEMPLATE = "certificates/mine.html"
_FIELDS = ("name", "native_name", "native_name_language", "why")


@get(_COHORT)
async def of_cohort(
    house: TheHouse, reader: TheReader, token: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """Of a course."""
    return await _page(house, reader, token, Kind.COHORT, done)


@get(_EVENT)
async def of_event(
    house: TheHouse, reader: TheReader, token: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """Of an event."""
    return await _page(house, reader, token, Kind.EVENT, done)


@post(_COHORT)
async def confirm_of_cohort(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """So it is written."""
    return await _confirm(request, house, reader, token, Kind.COHORT)


@post(_EVENT)
async def confirm_of_event(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """So it is written."""
    return await _confirm(request, house, reader, token, Kind.EVENT)


@get(_COHORT + "/file.pdf")
async def pdf_of_cohort(house: TheHouse, token: FromPath[str]) -> Response[bytes]:
    """As it was issued."""
    return await _pdf(house, token, Kind.COHORT)


@get(_EVENT + "/file.pdf")
async def pdf_of_event(house: TheHouse, token: FromPath[str]) -> Response[bytes]:
    """As it was issued."""
    return await _pdf(house, token, Kind.EVENT)


@get(_COHORT + "/credential.json")
async def credential_of_cohort(house: TheHouse, token: FromPath[str]) -> Response[bytes]:
    """The signed copy."""
    return await _credential(house, token, Kind.COHORT)


@get(_EVENT + "/credential.json")
async def credential_of_event(house: TheHouse, token: FromPath[str]) -> Response[bytes]:
    """The signed copy."""
    return await _credential(house, token, Kind.EVENT)


async def _page(house: House, reader: Reader, token: str, kind: Kind, done: str) -> Response[str]:
    found = await mine.show(house, token, kind)
    names = found.said.asked or found.names
    form = FormView.of(reader.texts, Form.holding({name: getattr(names, name, "") for name in _FIELDS}))
    return private_page(reader, _TEMPLATE, form=form, done=done, **_context(found, reader, token, kind))


async def _confirm(
    request: Request[Any, Any, Any], house: House, reader: Reader, token: str, kind: Kind
) -> Response[Any]:
    await limit(request, house)
    form = await read_form(request)
    try:
        taken = await mine.confirm(house, token, kind, {name: form.one(name) for name in _FIELDS})
    except (Invalid, Conflict) as error:
        found = await mine.show(house, token, kind)
        problems = error if isinstance(error, Invalid) else Invalid([Problem("", error.message, error.params)])
        return invalid_page(
            reader, _TEMPLATE, form, problems, private=True, done="", **_context(found, reader, token, kind)
        )
    return go(f"{_path(token, kind)}?done={taken}")


async def _pdf(house: House, token: str, kind: Kind) -> Response[bytes]:
    found = await handing_out.own_pdf(house, token, kind)
    headers = {**PRIVATE, "Content-Disposition": disposition(found.name)}
    return Response(found.content, media_type="application/pdf", headers=headers)


async def _credential(house: House, token: str, kind: Kind) -> Response[bytes]:
    number, credential = await handing_out.own_credential(house, token, kind)
    headers = {**PRIVATE, "Content-Disposition": disposition(f"{number}.json")}
    return Response(credential, media_type="application/ld+json", headers=headers)


def _path(token: str, kind: Kind) -> str:
    return (_COHORT if kind is Kind.COHORT else _EVENT).replace("{token:str}", token)


def _context(found: Mine, reader: Reader, token: str, kind: Kind) -> dict[str, Any]:
    language = reader.language.code
    return {
        "mine": found,
        "occasion": found.occasion,
        "path": _path(token, kind),
        "back": f"/t/{token}" if kind is Kind.COHORT else "",
        "state": state(found.certificate, reader.texts) if found.certificate else None,
        "awarded_on": plain_day(found.certificate.snapshot.awarded_on, language) if found.certificate else "",
        "confirmed_on": plain_day(found.occasion.day_of(found.said.confirmed_at), language)
        if found.said.confirmed_at
        else "",
    }


HANDLERS: tuple[Any, ...] = (
    of_cohort,
    of_event,
    confirm_of_cohort,
    confirm_of_event,
    pdf_of_cohort,
    pdf_of_event,
    credential_of_cohort,
    credential_of_event,
)
