"""The page of one course or event with its certificates: what it shows, also where what was asked for is refused."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from litestar import Response

from services.training.domain.certificates.rules import Chance
from services.training.domain.participant import HOME_ZONE
from services.training.operations.certificates import for_print, inviting, issuing, progress
from services.training.operations.certificates.lines import Roll
from services.training.operations.certificates.nobody import WORDS, Nobody
from services.training.operations.certificates.progress import Room, stands_still
from services.training.web.certificates.paths import may_change, parent, read_ids
from services.training.web.certificates.views import EVERYBODY, VIEWS
from services.training.web.certificates.words import about_names, asked_for, chance, issued, why
from shared.errors import Conflict
from shared.house import House
from shared.identity.staff import Staff
from shared.web.forms import Form, FormView
from shared.web.pages import private_page
from shared.web.reader import Reader

TEMPLATE = "certificates/occasion.html"
_REFUSALS = (*WORDS, "award-day", for_print.TOO_MANY, for_print.NOTHING)


def picked(form: Form) -> set[UUID] | None:
    """Who is ticked; None where it is for all."""
    return read_ids(form.all("people")) if form.one("to") == "ticked" else None


async def refused(
    house: House, reader: Reader, staff: Staff, occasion: str, *, form: Form, error: Conflict
) -> Response[str]:
    """The page again, with everybody ticked who was. Raises what the page has no words for."""
    if error.code not in _REFUSALS:
        raise error
    room = await progress.show(house, staff, occasion)
    only = picked(form)
    unconfirmed = only is not None and form.checked("unconfirmed")
    shown = context(room, reader, staff, form.one("show"), ticked=only or (), unconfirmed=unconfirmed)
    nobody = reader.texts.gettext(WORDS[Nobody(error.code)]) if error.code in WORDS else ""
    shown |= {"done": error.code, "nobody": nobody, "count": 0, "left": 0}
    rules = FormView.of(reader.texts, rules_form(room.roll))
    return private_page(reader, TEMPLATE, status=409, form=rules, **shown)


def context(
    room: Room, reader: Reader, staff: Staff, show: str, *, ticked: Collection[UUID] = (), unconfirmed: bool = False
) -> dict[str, Any]:
    """`show` names the part of the list, `ticked` are people to be ticked in it, `unconfirmed` the box beside them."""
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
        "ticked": ticked,
        "also_unconfirmed": unconfirmed,
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


def rules_form(roll: Roll) -> Form:
    own = roll.setup.rules
    flags = {"mandatory": own.mandatory, "survey": own.survey, "assessment": own.assessment}
    share = {"share": str(roll.occasion.threshold)} if roll.occasion.threshold is not None else {}
    return Form.holding(share | {name: "true" if value else "" for name, value in flags.items()})
