"""A nomination, as the coordinators of its organisation write it."""

from typing import Any
from uuid import UUID, uuid4

from litestar import Request, Response, get, post
from litestar.response import File

from services.training.domain.nomination import FileKind
from services.training.limits import limit_nominations
from services.training.operations import nominate as operations
from services.training.operations.nominate import MyNomination
from services.training.operations.nominators import Nominator
from services.training.operations.own_nominations import CHANGED
from services.training.operations.write_nomination import Written, write
from services.training.web.files import handed_out
from services.training.web.nominate import PATH as DOOR
from services.training.web.nominate import path_of, uuid_of
from services.training.web.nomination_view import (
    asked,
    body_from,
    choices,
    deadline,
    differences,
    files_view,
    form_of,
    moment,
    status_of,
)  # fmt: skip
from services.training.web.nominators import TheNominator
from shared.errors import Conflict, Invalid
from shared.house import House
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader
from shared.web.uploads import LARGEST_BODY, uploaded_form

ONE = DOOR + "/{nomination:uuid}"


@post(DOOR + "/new")
async def begin(
    request: Request[Any, Any, Any], house: TheHouse, who: TheNominator, slug: FromPath[str]
) -> Response[Any]:
    """A new draft, and on to its form."""
    await limit_nominations(request, house)
    form = await read_form(request) if request.headers.get("content-type") else Form()
    chosen = form.one("organisation")
    made = await operations.begin(house, who, slug, uuid_of(chosen))
    return go(f"{path_of(slug)}/{made}")


@get(ONE)
async def nomination_form(
    house: TheHouse,
    reader: TheReader,
    *,
    who: TheNominator,
    slug: FromPath[str],
    nomination: FromPath[UUID],
    done: FromQuery[str] = "",
) -> Response[str]:
    """The form filled in; read-only once the call is closed."""
    mine = await operations.show(house, who, slug, nomination)
    filled = form_of(mine.nomination)
    filled["form_key"] = [str(uuid4())]
    form = FormView.of(reader.texts, filled)
    return private_page(reader, "nomination.html", form=form, **_context(mine, reader, done=done))


@post(ONE, request_max_body_size=LARGEST_BODY)
async def save(
    request: Request[Any, Any, Any],
    house: TheHouse,
    reader: TheReader,
    *,
    who: TheNominator,
    slug: FromPath[str],
    nomination: FromPath[UUID],
) -> Response[Any]:
    """Keep the draft, or nominate; the form again with everything typed where something is in the way."""
    await limit_nominations(request, house)
    mine = await operations.show(house, who, slug, nomination)
    async with uploaded_form(request, house.cabinet, [*FileKind]) as (form, files):
        submit = form.checked("submit")
        written = Written(
            body=body_from(form, mine.called.call),
            files={FileKind(name): file for name, file in files.items()},
            revision=_number(form.one("revision")),
            submit=submit,
            form_key=form.one("form_key"),
        )
        try:
            await write(house, who, slug, nomination, written)
        except Invalid as error:
            return await _again(house, reader, who, slug, nomination, form=form, error=error)
        except Conflict as error:
            if error.code == "call-closed":
                raise
            return await _in_the_way(house, reader, who, slug, nomination, form=form, error=error)
    return go(f"{path_of(slug)}?done=nominated" if submit else f"{path_of(slug)}/{nomination}?done=kept")


@post(ONE + "/withdraw")
async def withdraw(
    house: TheHouse, who: TheNominator, slug: FromPath[str], nomination: FromPath[UUID]
) -> Response[Any]:
    """The official is told."""
    await operations.withdraw(house, who, slug, nomination)
    return go(f"{path_of(slug)}?done=withdrawn")


@post(ONE + "/take-up")
async def take_up(house: TheHouse, who: TheNominator, slug: FromPath[str], nomination: FromPath[UUID]) -> Response[Any]:
    """What was withdrawn is a draft again."""
    await operations.take_up(house, who, slug, nomination)
    return go(f"{path_of(slug)}/{nomination}")


@post(ONE + "/delete")
async def discard(house: TheHouse, who: TheNominator, slug: FromPath[str], nomination: FromPath[UUID]) -> Response[Any]:
    """The draft and its files are gone."""
    await operations.discard(house, who, slug, nomination)
    return go(f"{path_of(slug)}?done=deleted")


@get(ONE + "/files/{kind:str}")
async def file(
    house: TheHouse, who: TheNominator, slug: FromPath[str], nomination: FromPath[UUID], kind: FromPath[str]
) -> File:
    """For the coordinators of the organisation."""
    return handed_out(await operations.open_file(house, who, slug, nomination, kind))


async def _again(
    house: House,
    reader: Reader,
    who: Nominator,
    slug: str,
    nomination: UUID,
    *,
    form: Form,
    error: Invalid,
) -> Response[str]:
    """A draft may have been kept nevertheless: the form goes on from there."""
    mine = await operations.show(house, who, slug, nomination)
    form["revision"] = [str(mine.nomination.revision)]
    return invalid_page(reader, "nomination.html", form, error, private=True, **_context(mine, reader))


async def _in_the_way(
    house: House,
    reader: Reader,
    who: Nominator,
    slug: str,
    nomination: UUID,
    *,
    form: Form,
    error: Conflict,
) -> Response[str]:
    mine = await operations.show(house, who, slug, nomination)
    differs = differences(form, mine.nomination, reader) if error.code == CHANGED else []
    form["revision"] = [str(mine.nomination.revision)]
    context = _context(mine, reader) | {
        "refused": reader.texts.gettext(error.message, **error.params),
        "differs": differs,
    }
    return private_page(reader, "nomination.html", status=409, form=FormView.of(reader.texts, form), **context)


def _context(mine: MyNomination, reader: Reader, *, done: str = "") -> dict[str, Any]:
    call, nomination = mine.called.call, mine.nomination
    return {
        "cohort": mine.called.cohort,
        "call": call,
        "closes": deadline(reader, call.closes_at, call.timezone),
        "mine": mine,
        "nomination": nomination,
        "look": status_of(nomination, reader),
        "confirmed": moment(reader, nomination.confirmed_at, call.timezone) if nomination.confirmed_at else "",
        "files": files_view(mine.files, reader),
        "questions": [asked(each) for each in call.questions],
        "choices": choices(reader),
        "door": path_of(mine.called.cohort.slug),
        "path": f"{path_of(mine.called.cohort.slug)}/{nomination.id}",
        "refused": "",
        "differs": [],
        "done": done,
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


HANDLERS: tuple[Any, ...] = (begin, nomination_form, save, withdraw, take_up, discard, file)
