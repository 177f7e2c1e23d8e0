"""A nominee's own page: the seat they are offered, to be taken or left. The link is the key."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.limits import limit
from services.training.operations import my_offer
from services.training.operations.answers import until_words
from services.training.operations.my_offer import MyOffer
from services.training.web.selection_words import STATES
from shared.errors import Gone, Invalid
from shared.programme.words import city_and_country, duration
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/training/offer/{token:str}"


@get(PATH)
async def offer(house: TheHouse, reader: TheReader, token: FromPath[str], done: FromQuery[str] = "") -> Response[str]:
    """How it stands, until when, and the two answers."""
    mine = await my_offer.show(house, token)
    form = FormView.of(reader.texts, Form())
    return private_page(reader, "offer.html", form=form, done=done, **_context(mine, token, reader))


@post(PATH + "/accept")
async def accept(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """The seat is theirs."""
    await limit(request, house)
    return await _answered(house, reader, token, Form(), my_offer.accept(house, token))


@post(PATH + "/decline")
async def decline(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """It goes to the next."""
    await limit(request, house)
    form = await read_form(request)
    return await _answered(house, reader, token, form, my_offer.decline(house, token, {"reason": form.one("reason")}))


async def _answered(house: TheHouse, reader: Reader, token: str, form: Form, answer: Any) -> Response[Any]:
    """The page says how it stands now, also where it was too late."""
    try:
        await answer
    except Invalid as error:
        mine = await my_offer.show(house, token)
        context = _context(mine, token, reader)
        return invalid_page(reader, "offer.html", form, error, private=True, done="", **context)
    except Gone as error:
        if error.code == "link-replaced":
            raise
        return go(f"{PATH.replace('{token:str}', token)}?done=late")
    return go(f"{PATH.replace('{token:str}', token)}?done=answered")


def _context(mine: MyOffer, token: str, reader: Reader) -> dict[str, Any]:
    reader = reader.at_home_in(mine.nomination.official.timezone)
    cohort, texts = mine.cohort, reader.texts
    offer = mine.offer
    until = until_words(offer, reader.timezone, reader.language.code, cohort.host_city) if offer else ""
    return {
        "mine": mine,
        "who": mine.nomination,
        "cohort": cohort,
        "state": mine.nomination.state.value,
        "state_words": (STATES[mine.nomination.state][0], texts.gettext(STATES[mine.nomination.state][1])),
        "until": until,
        "when": reader.when(cohort.when, cohort.timezone, several_days=True),
        "place": city_and_country(cohort.host_city, cohort.country, cohort.timezone, texts),
        "length": duration(texts, days=cohort.duration_days, weeks=cohort.duration_weeks),
        "path": PATH.replace("{token:str}", token),
    }


HANDLERS: tuple[Any, ...] = (offer, accept, decline)
