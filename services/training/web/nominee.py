"""The nominated official's own page: what was sent of them, to be corrected and confirmed."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import File

from services.training.domain.nomination import UNDER_REVIEW
from services.training.limits import limit_nominations
from services.training.operations import nominee as operations
from services.training.operations.answers import offer_url
from services.training.operations.nominee import MyData
from services.training.web.files import handed_out
from services.training.web.nomination_view import TEXTS, choices, files_view, form_of, moment
from services.training.web.participants import GENDERS
from shared.errors import Invalid
from shared.house import House
from shared.i18n.names import country_name
from shared.web.forms import FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/training/{slug:str}/nominee/{token:str}"


@get(PATH)
async def my_data(
    house: TheHouse, reader: TheReader, slug: FromPath[str], token: FromPath[str], done: FromQuery[str] = ""
) -> Response[str]:
    """The form filled in from the nomination."""
    found = await operations.show(house, slug, token)
    form = FormView.of(reader.texts, form_of(found.nomination))
    return private_page(reader, "nominee.html", form=form, **_context(house, found, reader, slug, token), done=done)


@post(PATH)
async def confirm(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, slug: FromPath[str], token: FromPath[str]
) -> Response[Any]:
    """Confirmed, with what they corrected; or the form again."""
    await limit_nominations(request, house)
    form = await read_form(request)
    body = {field: form.one(field) for field in (*TEXTS, "timezone") if field in form}
    try:
        await operations.confirm(house, slug, token, body)
    except Invalid as error:
        found = await operations.show(house, slug, token)
        context = _context(house, found, reader, slug, token)
        return invalid_page(reader, "nominee.html", form, error, private=True, **context, done="")
    return go(f"/training/{slug}/nominee/{token}?done=confirmed")


@get(PATH + "/files/{kind:str}")
async def file(house: TheHouse, slug: FromPath[str], token: FromPath[str], kind: FromPath[str]) -> File:
    """What was sent of them."""
    return handed_out(await operations.open_file(house, slug, token, kind))


def _context(house: House, found: MyData, reader: Reader, slug: str, token: str) -> dict[str, Any]:
    nomination = found.nomination
    reader = reader.at_home_in(nomination.official.timezone)
    zone = found.call.timezone
    return {
        "cohort": found.cohort,
        "call": found.call,
        "nomination": nomination,
        "may_change": found.may_change,
        "closed": found.closed,
        "gender": reader.texts.gettext(GENDERS[nomination.official.gender]) if nomination.official.gender else "",
        "country": country_name(nomination.country, reader.language.code) if nomination.country else "",
        "answer_url": "" if nomination.state in UNDER_REVIEW else offer_url(house, nomination),
        "confirmed": moment(reader, nomination.confirmed_at, zone) if nomination.confirmed_at else "",
        "files": [each for each in files_view(found.files, reader) if each["file"]],
        "choices": choices(reader),
        "path": f"/training/{slug}/nominee/{token}",
        "reader_at_home": reader,
    }


HANDLERS: tuple[Any, ...] = (my_data, confirm, file)
