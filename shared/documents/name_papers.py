"""Badges and name plates: the same sheets for the people of an event and of a course."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal, NamedTuple

import msgspec

from shared.documents.lettering import lost
from shared.documents.press import press
from shared.documents.qr import drawn
from shared.errors import Conflict
from shared.fields import LANGUAGES, Fields
from shared.i18n import Translator, translator
from shared.i18n.formats import days
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.when import When

MOST_BLANK = 100
NOBODY = mark("Nobody takes part yet: there is nothing to print.")
_CHOOSE = mark("Choose one of the list")


class NamePaper(StrEnum):
    """`BADGES` one a sheet of A6, `BADGES_A4` four on a sheet to cut, `PLATES` for tables."""

    BADGES = "badges"
    BADGES_A4 = "badges-a4"
    PLATES = "plates"


PAPERS = {
    NamePaper.BADGES: mark("Badges, one a sheet (A6)"),
    NamePaper.BADGES_A4: mark("Badges, four a sheet to cut (A4)"),
    NamePaper.PLATES: mark("Name plates for tables (A4)"),
}
SORTED = {"name": mark("By name"), "organisation": mark("By organisation, then by name")}


class Role(NamedTuple):
    """A word on the band of a badge and the band's colour; `words` in English."""

    words: str
    tone: Literal["teal", "ink", "amber", "plum", "blue"]


class Bearer(msgspec.Struct, frozen=True, kw_only=True):
    """Who wears the badge or sits behind the plate. `role` is a key of the roles that are printed with.

    `address` is what the code on the badge opens, `code` the signs to type where it cannot be read; "" for neither.
    Whoever meets the person can photograph both: they must give no right.
    """

    name: str
    native_name: str = ""
    native_name_language: str = ""
    organisation: str = ""
    country: str = ""
    role: str
    address: str = ""
    code: str = ""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be printed; `blank` badges more, with the role `blank_role`, to be written by hand."""

    paper: NamePaper
    sorted_by: str
    language: str
    blank: int
    blank_role: str


def read_wanted(query: Mapping[str, object], roles: Mapping[str, Role], language: str) -> Wanted:
    """From the form; `language` and the first role where it names none. Raises Invalid with every problem."""
    form = Fields(query, {})
    found = Wanted(
        paper=NamePaper(form.one_of("paper", list(NamePaper), _CHOOSE, NamePaper.BADGES)),
        sorted_by=form.one_of("sort", SORTED, _CHOOSE, "name"),
        language=form.one_of("language", LANGUAGES, _CHOOSE, language),
        blank=form.number("blank", 0, MOST_BLANK, 0),
        blank_role=form.one_of("blank_role", roles, _CHOOSE, next(iter(roles))),
    )
    form.check()
    return found


def unprintable(bearers: Sequence[Bearer]) -> list[str]:
    """Names with letters that no font has: their papers leave room to write the name by hand."""
    return [each.name for each in bearers if lost(each.name)]


async def printed(
    bearers: Sequence[Bearer],
    wanted: Wanted,
    roles: Mapping[str, Role],
    *,
    title: str,
    when: When,
    created: datetime,
    nobody: str = NOBODY,
) -> bytes:
    """The PDF. Raises Conflict, which says `nobody`, where there is nobody, and no blank badge is wanted."""
    blank = 0 if wanted.paper is NamePaper.PLATES else wanted.blank
    if not bearers and not blank:
        raise Conflict(nobody, code="nobody")
    texts = translator(wanted.language)
    people = sorted(bearers, key=lambda each: _rank(each, wanted.sorted_by))
    sheet: dict[str, Any] = {"lang": texts.language.code, "title": title}
    if wanted.paper is NamePaper.PLATES:
        return await press().print("plate", sheet | {"plates": [_who(each) for each in people]}, created=created)
    people += [Bearer(name="", role=wanted.blank_role)] * blank
    sheet["sheet"] = "a4" if wanted.paper is NamePaper.BADGES_A4 else "a6"
    head = {"event": title, "when": _days(when, texts)}
    sheet["badges"] = [head | _badge(each, roles[each.role], texts) for each in people]
    return await press().print("badge", sheet, created=created)


def _rank(bearer: Bearer, sorted_by: str) -> tuple[str, str]:
    name = _folded(bearer.name)
    return (_folded(bearer.organisation), name) if sorted_by == "organisation" else (name, "")


def _folded(text: str) -> str:
    """Without case and marks, so that Ángel stands by Angel."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _days(when: When, texts: Translator) -> str:
    return days(when.first_day, when.last_day, texts.language.code) if when.is_fixed else ""


def _who(bearer: Bearer) -> dict[str, Any]:
    """What has letters that no font has is left out."""
    return {
        "name": "" if lost(bearer.name) else bearer.name,
        "native": "" if lost(bearer.native_name) else bearer.native_name,
        "native_lang": bearer.native_name_language,
        "organisation": "" if lost(bearer.organisation) else bearer.organisation,
    }


def _badge(bearer: Bearer, role: Role, texts: Translator) -> dict[str, Any]:
    return {
        **_who(bearer),
        "country": country_name(bearer.country, texts.language.code) if bearer.country else "",
        "role": texts.gettext(role.words),
        "tone": role.tone,
        "code": bearer.code,
        "qr": drawn(bearer.address) if bearer.address else None,
    }
