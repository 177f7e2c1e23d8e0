"""What participants tell for their stay: a form on a page of its own, under their personal link."""

from typing import Any

from litestar import Request, Response, get, post

from services.training.domain.stay_form import FIELDS, body_of
from services.training.limits import limit
from services.training.operations import my_stay as operation
from services.training.operations.my_stay import CHANGED, MyStay
from services.training.web.stay_words import LABELS, leg_words, value_of
from shared.errors import Conflict, Invalid
from shared.house import House
from shared.web.forms import Form, FormView, read_form
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader

PATH = "/t/{token:str}/arrival"


@get(PATH)
async def page(house: TheHouse, reader: TheReader, token: FromPath[str], done: FromQuery[str] = "") -> Response[str]:
    """Filled in with what is known."""
    mine = await operation.show(house, token)
    form = FormView.of(reader.texts, _form(mine))
    return private_page(reader, "my_stay.html", form=form, **_context(mine, reader, token, done=done))


@post(PATH)
async def tell(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, token: FromPath[str]
) -> Response[Any]:
    """Kept, or the form again with what was typed and, where it differs, what is kept now."""
    await limit(request, house)
    form = await read_form(request)
    given = form.one("revision")
    revision = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
    try:
        await operation.tell(house, token, {name: form.one(name) for name in FIELDS}, revision=revision)
    except Invalid as error:
        mine = await operation.show(house, token)
        return invalid_page(reader, "my_stay.html", form, error, private=True, **_context(mine, reader, token))
    except Conflict as error:
        if error.code != CHANGED:
            raise
        return await _in_the_way(house, reader, token, form, error)
    return go(f"{PATH.replace('{token:str}', token)}?done=kept")


async def _in_the_way(house: House, reader: Reader, token: str, form: Form, error: Conflict) -> Response[str]:
    """Both are kept: what was typed in the fields, what stands there now beside them."""
    mine = await operation.show(house, token)
    kept, words = _form(mine), reader.texts
    differs = [
        words.pgettext("field", "%(label)s: %(value)s", label=words.gettext(label), value=value_of(kept, name, reader))
        for name, label in LABELS.items()
        if kept.one(name) != form.one(name)
    ]
    form["revision"] = [str(mine.stay.revision)]
    context = _context(mine, reader, token) | {"refused": words.gettext(error.message), "differs": differs}
    return private_page(reader, "my_stay.html", status=409, form=FormView.of(words, form), **context)


def _form(mine: MyStay) -> Form:
    return Form.holding({**body_of(mine.stay, timezone=mine.zone), "revision": str(mine.stay.revision)})


def _context(mine: MyStay, reader: Reader, token: str, *, done: str = "") -> dict[str, Any]:
    return {
        "mine": mine,
        "cohort": mine.cohort,
        "token": token,
        "done": done,
        "refused": "",
        "differs": [],
        "arrival": leg_words(mine.stay.travel.arrival, mine.stay.travel.timezone, reader),
    }


HANDLERS: tuple[Any, ...] = (page, tell)
