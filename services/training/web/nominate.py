"""Where coordinators come in: the call, signing in by a mailed code, asking for an organisation, their nominations."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get, post

from services.training.limits import limit_nominations
from services.training.operations import nominators as operations
from services.training.operations.nominators import Called, Nominator
from services.training.web.nomination_view import deadline, moment, status_of
from services.training.web.nominators import TheNominator
from shared.errors import Invalid, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.i18n.names import countries
from shared.identity.codes import address_of_code, redeem_code
from shared.identity.cookie import session_cookie
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.source import source_of
from shared.web.staff import session_of

PATH = "/training/{slug:str}/nominate"
_PER_MINUTE = 30
_WRONG = mark("This is not the code in the newest mail. Look again, or ask for another one.")
_SPENT = mark("This code was used, was tried too often or has run out. Ask for another one.")


@get(PATH)
async def door(
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    slug: FromPath[str],
    done: FromQuery[str] = "",
) -> Response[str]:
    """Signed in: one's nominations, or how to get there. Else the call and the form that asks for a code."""
    session = await session_of(request, house)
    if session is not None:
        return await _desk(house, reader, Nominator(session.email), slug, done=done)
    called, state = await operations.look(house, slug)
    return private_page(reader, "nominate.html", form=FormView.of(reader.texts, Form()), **_call(called, state, reader))


@post(PATH + "/code")
async def ask(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str]
) -> Response[Any]:
    """Asks for a code. It goes to every address: who nominates for the first time is known to nobody."""
    form = await read_form(request)
    try:
        attempt = await operations.ask_for_code(
            house,
            slug,
            form.one("email"),
            source=source_of(request, house.settings.trusted_proxies),
            language=reader.language.code,
            timezone=reader.timezone,
        )
    except Invalid as error:
        return await _closed_door(house, reader, slug, form, error)
    return go(f"{path_of(slug)}/code?{urlencode({'attempt': attempt})}")


@get(PATH + "/code")
async def code_page(
    house: TheHouse, reader: TheReader, slug: FromPath[str], attempt: FromQuery[str] = ""
) -> Response[str]:
    """Where the code is typed."""
    email = await address_of_code(house, asked) if (asked := uuid_of(attempt)) else None
    if email is None:
        return await _closed_door(house, reader, slug, Form(), Invalid([Problem("email", _SPENT)]))
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "nominate_code.html", form=form, attempt=attempt, email=email, path=path_of(slug))


@post(PATH + "/try")
async def try_code(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str]
) -> Response[Any]:
    """The code that was typed: signed in, or the form again."""
    source = source_of(request, house.settings.trusted_proxies)
    await house.limits.check("sign-in", source, limit=_PER_MINUTE, per=60, closed=True)
    form = await read_form(request)
    attempt, code = uuid_of(form.one("attempt")), "".join(form.one("code").split())
    secret = await redeem_code(house, attempt, code) if attempt and code else None
    if secret is not None:
        answer = go(path_of(slug))
        answer.set_cookie(session_cookie(secret, secure=house.settings.secure))
        return answer
    email = await address_of_code(house, attempt) if attempt else None
    if email is None:
        return await _closed_door(house, reader, slug, form, Invalid([Problem("email", _SPENT)]))
    problem, facts = Invalid([Problem("code", _WRONG)]), {"attempt": str(attempt), "email": email}
    return invalid_page(reader, "nominate_code.html", form, problem, private=True, path=path_of(slug), **facts)


@post(PATH + "/organisation")
async def ask_for_organisation(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, who: TheNominator, slug: FromPath[str]
) -> Response[Any]:
    """A newcomer says for whom; staff look at it."""
    await limit_nominations(request, house)
    form = await read_form(request)
    body = {name: form.one(name) for name in ("name", "organisation", "name_of_organisation", "country")}
    try:
        await operations.ask(house, who.email, slug, body, language=reader.language.code, timezone=reader.timezone)
    except Invalid as error:
        return await _desk(house, reader, who, slug, form=form, error=error)
    return go(path_of(slug))


@post(PATH + "/organisation/{asked:uuid}/take-back")
async def take_back(
    request: Request[Any, Any, Any], house: TheHouse, who: TheNominator, slug: FromPath[str], asked: FromPath[UUID]
) -> Response[Any]:
    """The request was a mistake; the form for another one follows."""
    await limit_nominations(request, house)
    await operations.take_back(house, who.email, slug, asked)
    return go(f"{path_of(slug)}?done=taken-back")


def path_of(slug: str) -> str:
    """Where the coordinators of a cohort nominate."""
    return f"/training/{slug}/nominate"


async def _desk(
    house: House,
    reader: Reader,
    who: Nominator,
    slug: str,
    *,
    done: str = "",
    form: Form | None = None,
    error: Invalid | None = None,
) -> Response[str]:
    desk = await operations.desk(house, who, slug)
    context = _call(desk.called, desk.state, reader) | {
        "desk": desk,
        "email": who.email,
        "done": done,
        "status_of": lambda nomination: status_of(nomination, reader),
        "moment": lambda at: moment(reader, at, desk.called.call.timezone),
        "organisations": [(str(each.id), each.name) for each in desk.organisations],
        "countries": countries(reader.language.code),
    }
    template = "nominations.html" if desk.approved else "nominate_ask.html"
    if error is not None:
        return invalid_page(reader, template, form or Form(), error, private=True, **context)
    return private_page(reader, template, form=FormView.of(reader.texts, Form()), **context)


async def _closed_door(house: House, reader: Reader, slug: str, form: Form, error: Invalid) -> Response[str]:
    called, state = await operations.look(house, slug)
    return invalid_page(reader, "nominate.html", form, error, private=True, **_call(called, state, reader))


def _call(called: Called, state: str, reader: Reader) -> dict[str, Any]:
    call = called.call
    return {
        "cohort": called.cohort,
        "call": call,
        "state": state,
        "path": path_of(called.cohort.slug),
        "opens": deadline(reader, call.opens_at, call.timezone),
        "closes": deadline(reader, call.closes_at, call.timezone),
    }


def uuid_of(text: str) -> UUID | None:
    """What a form names; None where it names nothing that could be one."""
    try:
        return UUID(text)
    except ValueError:
        return None


HANDLERS: tuple[Any, ...] = (door, ask, code_page, try_code, ask_for_organisation, take_back)
