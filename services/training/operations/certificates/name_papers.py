"""Badges and name plates of everybody who takes part in a course or came to an event."""

from enum import StrEnum
from typing import Any

from services.training.domain.certificates.occasion import Occasion
from services.training.operations.certificates.lettering import lost
from services.training.operations.certificates.roll import Line, roll_of
from services.training.operations.certificates.setting import occasion_of
from services.training.operations.certificates.writing import fixed_days
from shared.documents.press import press
from shared.errors import Conflict
from shared.house import House
from shared.i18n import Translator, translator
from shared.i18n.formats import days
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_NOBODY = mark("Nobody takes part yet: there is nothing to print.")
_LETTERS = mark("These letters cannot be printed: %(letters)s. Write it in other letters.")
_ROLE = mark("Participant")


class NamePaper(StrEnum):
    """`BADGES` one a sheet of A6, `BADGES_A4` four on a sheet to cut, `PLATES` for tables. The template is its word."""

    BADGES = "badges"
    BADGES_A4 = "badges-a4"
    PLATES = "plates"


async def printed(house: House, actor: Staff, key: str, kind: NamePaper) -> tuple[Occasion, bytes]:
    """Who takes people's data out is in the audit trail.

    Raises Forbidden, NotFound, Conflict where nobody takes part.
    """
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        roll = await roll_of(tx, await occasion_of(tx, key))
        await record(tx, actor.trail, "certificates.names_printed", key, new={"kind": kind.value})
    lines = [line for line in roll.lines if line.who.active]
    if not lines:
        raise Conflict(_NOBODY, code="nobody")
    if letters := lost(*(line.names.name for line in lines)):
        raise Conflict(_LETTERS, code="letters", letters=letters)
    texts = translator(roll.occasion.language)
    sheet: dict[str, Any] = {"lang": texts.language.code, "title": roll.occasion.title}
    if kind is NamePaper.PLATES:
        sheet |= {"plates": [_who(line) for line in lines]}
        return roll.occasion, await press().print("plate", sheet, created=roll.now)
    size = "a4" if kind is NamePaper.BADGES_A4 else "a6"
    sheet |= {"badges": [_badge(line, roll.occasion, texts) for line in lines], "sheet": size}
    return roll.occasion, await press().print("badge", sheet, created=roll.now)


def _who(line: Line) -> dict[str, Any]:
    """What has letters that no font has is left out beside the name; the list says which."""
    names, organisation = line.names, line.who.organisation
    return {
        "name": names.name,
        "native": "" if lost(names.native_name) else names.native_name,
        "native_lang": names.native_name_language,
        "organisation": "" if lost(organisation) else organisation,
    }


def _badge(line: Line, occasion: Occasion, texts: Translator) -> dict[str, Any]:
    first, last = fixed_days(occasion.when)
    code = texts.language.code
    return {
        **_who(line),
        "country": country_name(line.who.country, code) if line.who.country else "",
        "role": texts.gettext(_ROLE),
        "tone": "teal",
        "event": occasion.title,
        "when": days(first, last, code) if first and last else "",
    }
