"""The certificates of one course or event on the desk: who is to have one, why not, and issuing."""

from typing import Any

from litestar import Response, get, post

from services.training.domain.certificates.rules import Chance
from services.training.domain.participant import HOME_ZONE
from services.training.given import TheForm, TheOccasion
from services.training.operations.certificates import for_print, inviting, issuing, progress, setting
from services.training.operations.certificates.lines import Roll
from services.training.operations.certificates.nobody import WORDS, Nobody
from services.training.operations.certificates.progress import Room, stands_still
from services.training.web.certificates.paths import OCCASION, may_change, parent, path_of, read_ids
from services.training.web.certificates.views import EVERYBODY, VIEWS
from services.training.web.certificates.words import about_names, asked_for, chance, issued, why
from shared.errors import Conflict, Invalid
from shared.identity.staff import Staff
from shared.web.forms import Form, FormView
from shared.web.given import FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, invalid_page, private_page
from shared.web.reader import Reader


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
    context = _context(room, reader, staff, show)
    numbers = {"count": _number(count), "left": _number(left)}
    form = FormView.of(reader.texts, _rules_form(room.roll))
    nobody = reader.texts.gettext(WORDS[Nobody(done)]) if done in WORDS else ""
    context |= {"done": done, "nobody": nobody}
    return private_page(reader, "certificates/occasion.html", form=form, **numbers, **context)


@post(OCCASION + "/issue")
async def issue(house: TheHouse, staff: TheStaff, occasion: TheOccasion, form: TheForm) -> Response[Any]:
    """To those who are ticked, or to all; the worker does it."""
    only = read_ids(form.all("people")) if form.one("to") == "ticked" else None
    try:
        count = await issuing.begin(house, staff, occasion, only, unconfirmed=form.checked("unconfirmed"))
    except Conflict as error:
        if error.code not in (*WORDS, "award-day"):
            raise
        return go(f"{path_of(occasion)}?done={error.code}")
    left = len(only) - count if only is not None else 0
    return go(f"{path_of(occasion)}?done=issuing&count={count}" + (f"&left={left}" if left else ""))


@post(OCCASION + "/ask")
async def ask(house: TheHouse, staff: TheStaff, occasion: TheOccasion, form: TheForm) -> Response[Any]:
    """How is your name written: to those who are ticked, or to all who have not said."""
    only = read_ids(form.all("people")) if form.one("to") == "ticked" else None
    count = await inviting.ask_names(house, staff, occasion, only)
    return go(f"{path_of(occasion)}?done=asked&count={count}")


@post(OCCASION + "/rules")
async def rules(
    *, house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion, form: TheForm
) -> Response[Any]:
    """What it takes."""
    try:
        await setting.set_rules(house, staff, occasion, form.body())
    except Invalid as error:
        context = _context(await progress.show(house, staff, occasion), reader, staff, "")
        context |= {"done": "", "nobody": "", "count": 0, "left": 0}
        return invalid_page(reader, "certificates/occasion.html", form, error, private=True, **context)
    return go(f"{path_of(occasion)}?done=rules")


def _context(room: Room, reader: Reader, staff: Staff, show: str) -> dict[str, Any]:
    texts, roll = reader.texts, room.roll
    chances = [line.judgement.chance for line in roll.lines]
    held = sum(line.held for line in roll.lines)
    chosen = VIEWS.get(show, EVERYBODY)
    return {
        "roll": roll,
        "occasion": roll.occasion,
        "path": roll.occasion.path,
        "parent": parent(roll),
        "may_change": may_change(staff),
        "about_names": lambda names: about_names(names, texts),
        "lines": [
            (line, *chance(line.judgement, texts), why(line.judgement, texts), issued(line, texts))
            for line in roll.lines
            if chosen.holds(line)
        ],
        "views": [
            (view, texts.gettext(each.words), count)
            for view, each in VIEWS.items()
            if (count := sum(map(each.holds, roll.lines))) or view == show
        ],
        "show": show if show in VIEWS else "",
        "rules": asked_for(roll, texts),
        "assessing": roll.setup.rules.assessment and roll.occasion.threshold is not None,
        "eligible": chances.count(Chance.ELIGIBLE),
        "held": held,
        "parts": for_print.parts(held),
        "most": for_print.MOST,
        "took_part": sum(line.took_part for line in roll.lines),
        "due": sum(line.held or line.judgement.chance is Chance.ELIGIBLE for line in roll.lines),
        "confirmed": sum(line.said.names is not None for line in roll.lines),
        "ready": len(issuing.open_to(roll, None, unconfirmed=True)),
        "ready_confirmed": len(issuing.open_to(roll, None, unconfirmed=False)),
        "unconfirmed": len(inviting.to_ask(roll)),
        "asked": [line for line in roll.lines if line.said.asked is not None],
        "run": room.progress.run if room.progress and room.progress.pace else None,
        "stands_still": stands_still(room.progress, texts, reader.timezone or HOME_ZONE),
        "failed": sum(VIEWS["failed"].holds(line) for line in roll.lines),
    }


def _rules_form(roll: Roll) -> Form:
    own = roll.setup.rules
    flags = {"mandatory": own.mandatory, "survey": own.survey, "assessment": own.assessment}
    share = {"share": str(roll.occasion.threshold)} if roll.occasion.threshold is not None else {}
    return Form.holding(share | {name: "true" if value else "" for name, value in flags.items()})


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


HANDLERS: tuple[Any, ...] = (page, issue, ask, rules)
