"""The certificates of one course or event on the desk: who is to have one, why not, and issuing."""

from typing import Any

from litestar import Response, get, post

from services.training.given import TheForm, TheOccasion
from services.training.operations.certificates import inviting, issuing, progress, setting
from services.training.web.certificates.occasion_view import TEMPLATE, context, picked, refused, rules_form
from services.training.web.certificates.paths import OCCASION, path_of
from shared.errors import Conflict, Invalid
from shared.web.forms import FormView
from shared.web.given import FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page

DONE = ("issuing", "asked", "rules")


@get(OCCASION)
async def page(
    *,
    house: TheHouse,
    reader: TheReader,
    staff: TheStaff,
    occasion: TheOccasion,
    done: FromQuery[str] = "",
    count: FromQuery[str] = "",
    left: FromQuery[str] = "",
    show: FromQuery[str] = "",
) -> Response[str]:
    """The live list, how far issuing is, and the rules."""
    room = await progress.show(house, staff, occasion)
    shown = context(room, reader, staff, show)
    numbers = {"count": _number(count), "left": _number(left)}
    form = FormView.of(reader.texts, rules_form(room.roll))
    shown |= {"done": done if done in DONE else "", "nobody": ""}
    return private_page(reader, TEMPLATE, form=form, **numbers, **shown)


@post(OCCASION + "/issue")
async def issue(
    *, house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion, form: TheForm
) -> Response[Any]:
    """To those who are ticked, or to all; the worker does it."""
    only = picked(form)
    try:
        count = await issuing.begin(house, staff, occasion, only, unconfirmed=form.checked("unconfirmed"))
    except Conflict as error:
        return await refused(house, reader, staff, occasion, form=form, error=error)
    left = len(only) - count if only is not None else 0
    return go(f"{path_of(occasion)}?done=issuing&count={count}" + (f"&left={left}" if left else ""))


@post(OCCASION + "/ask")
async def ask(house: TheHouse, staff: TheStaff, occasion: TheOccasion, form: TheForm) -> Response[Any]:
    """How is your name written: to those who are ticked, or to all who have not said."""
    count = await inviting.ask_names(house, staff, occasion, picked(form))
    return go(f"{path_of(occasion)}?done=asked&count={count}")


@post(OCCASION + "/rules")
async def rules(
    *, house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion, form: TheForm
) -> Response[Any]:
    """What it takes."""
    try:
        await setting.set_rules(house, staff, occasion, form.body())
    except Invalid as error:
        shown = context(await progress.show(house, staff, occasion), reader, staff, "")
        shown |= {"done": "", "nobody": "", "count": 0, "left": 0}
        return invalid_page(reader, TEMPLATE, form, error, private=True, **shown)
    return go(f"{path_of(occasion)}?done=rules")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


HANDLERS: tuple[Any, ...] = (page, issue, ask, rules)
