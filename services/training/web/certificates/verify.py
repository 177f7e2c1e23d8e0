"""Checking a certificate: for whoever holds one in their hand. Nothing is shown that does not stand on the paper."""

from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get, post

from services.training.domain.certificates.badge import Badge
from services.training.domain.certificates.snapshot import Sheet, Snapshot
from services.training.limits import limit_verification
from services.training.operations.certificates import verifying
from services.training.operations.certificates.checking import Outcome, check_file
from services.training.operations.certificates.verifying import Answer, Checked
from services.training.operations.certificates.writing import hours_words
from shared.credentials.enclosed import is_pdf
from shared.house import House
from shared.i18n import translator
from shared.i18n.formats import days, plain_day
from shared.i18n.mark import mark
from shared.web.forms import read_file
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader
from shared.web.pages import go, private_page
from shared.web.reader import Reader

_TEMPLATE = "certificates/verify.html"
_LARGEST_BODY = 6_000_000
_CHOOSE = mark("Choose a file first")
ANSWERS = {
    Answer.VALID: ("valid", mark("Valid"), mark("WeGO issued this certificate and it stands.")),
    Answer.SUPERSEDED: (
        "superseded",
        mark("Replaced by a newer one"),
        mark("It was corrected and issued again. This number no longer counts."),
    ),
    Answer.REVOKED: (
        "revoked",
        mark("Revoked"),
        mark("WeGO took this certificate back. It must not be relied on."),
    ),
    Answer.UNKNOWN: ("unmarked", mark("We know no such number"), ""),
}

# The tone of the notice (shared/web/templates/parts/parts.html) and the words.
OUTCOMES = {
    Outcome.VALID: (
        "ok",
        mark("The file is as we signed it"),
        mark("Every word in its signed copy is ours. Below is what we know of its number today."),
    ),
    Outcome.CHANGED: (
        "bad",
        mark("This file was changed after we signed it"),
        mark("Do not rely on it. Type the number, and compare what we say with what the file says."),
    ),
    Outcome.UNKNOWN_KEY: ("bad", mark("Somebody else signed this file"), mark("It does not come from WeGO.")),
    Outcome.NOT_SIGNED: ("warn", mark("This file is not signed"), mark("Type the number that is printed on it.")),
    Outcome.NOTHING: (
        "warn",
        mark("There is no signed copy in this file"),
        mark("A scan or a photograph has none. Type the number that is printed on it."),
    ),
    Outcome.TOO_LARGE: ("warn", mark("This file is too large"), mark("Type the number that is printed on it.")),
    Outcome.ARCHIVE: (
        "warn",
        mark("This is a ZIP or another archive"),
        mark("It is no single PDF or JSON: unpack it, and check each file by itself."),
    ),
}

_UNCHANGED = ("ok", mark("The file is ours, unchanged"), mark("Below is what we know of its number today."))
_OTHER_PAGES = (
    "warn",
    mark("These are not the pages that we issued"),
    mark("Only the signed copy inside the file is ours. Do not rely on what the pages around it say."),
)


@get("/verify")
async def form(reader: TheReader, id: FromQuery[str] = "") -> Response[Any]:  # noqa: A002  # as it stands in the address
    """The number to be typed, a file to be dropped; with `id`, on to its answer."""
    wanted = id.strip()[:200]
    if wanted:
        return go(f"/verify/{quote(wanted, safe='')}")
    return private_page(reader, _TEMPLATE, checked=None, inside=None, number="", file=None)


@get("/verify/{number:str}")
async def answer(
    request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, number: FromPath[str]
) -> Response[str]:
    """By what the QR holds, by the number as it is typed, or by the id of the credential. Unknown: 404."""
    await limit_verification(request, house)
    checked = await verifying.check(house, number)
    status = 404 if checked.answer is Answer.UNKNOWN else 200
    return private_page(reader, _TEMPLATE, status=status, file=None, **answered(checked, reader))


@post("/verify", request_max_body_size=_LARGEST_BODY)
async def drop(request: Request[Any, Any, Any], house: TheHouse, reader: TheReader) -> Response[str]:
    """A file, PDF or JSON: first its signature, then what the house knows of its number."""
    await limit_verification(request, house)
    _, content = await read_file(request, "file")
    found = await check_file(house, content) if content else None
    if found is None:
        said = ("warn", _CHOOSE, "")
    elif found.badge is None:
        said = OUTCOMES[found.outcome]
    else:
        return await _genuine(house, reader, content, found.badge)
    return private_page(reader, _TEMPLATE, status=422, checked=None, inside=None, number="", file=_words(said, reader))


async def _genuine(house: House, reader: Reader, content: bytes, badge: Badge) -> Response[str]:
    """What was signed is ours. Pages of a PDF that are not are no verdict: whoever made them may have attached it."""
    checked = await verifying.check(house, badge.credential_subject.license_number)
    if not is_pdf(content):
        return private_page(
            reader, _TEMPLATE, file=_words(OUTCOMES[Outcome.VALID], reader), **answered(checked, reader)
        )
    if checked.certificate is not None and await verifying.issued_so(house, content, checked.certificate):
        return private_page(reader, _TEMPLATE, file=_words(_UNCHANGED, reader), **answered(checked, reader))
    context = answered(checked, reader)
    if checked.answer is Answer.VALID:
        who = badge.credential_subject
        said = (who.identifier[0].identity_hash, who.achievement.name, checked.number)
        return private_page(
            reader, _TEMPLATE, file=_words(_OTHER_PAGES, reader), **context | {"checked": None, "inside": said}
        )
    return private_page(reader, _TEMPLATE, file=_words(_OTHER_PAGES, reader), **context)


def _words(said: tuple[str, str, str], reader: Reader) -> tuple[str, str, str]:
    tone, title, words = said
    return tone, reader.texts.gettext(title), reader.texts.gettext(words) if words else ""


def answered(checked: Checked, reader: Reader) -> dict[str, Any]:
    """What the page shows of it."""
    language, found = reader.language.code, checked.certificate
    look, title, words = ANSWERS[checked.answer]
    paper = found.snapshot if found else None
    sheet = _sheet(paper, reader) if paper else None
    return {
        "checked": checked,
        "inside": None,
        "number": checked.number,
        "look": (look, reader.texts.gettext(title), reader.texts.gettext(words) if words else ""),
        "paper": paper,
        "sheet": sheet,
        "dates": _dates(paper, sheet, language) if paper and sheet else "",
        "hours": _hours(paper, sheet, reader) if paper and sheet else "",
        "awarded_on": plain_day(paper.awarded_on, language) if paper else "",
        "ended_on": plain_day(checked.ended_on, language) if checked.ended_on else "",
    }


def _sheet(paper: Snapshot, reader: Reader) -> Sheet:
    """In the reader's language where the paper speaks it, else in English where it does, else in its first."""
    spoken = {translator(each.language).language.code: each for each in paper.sheets}
    return spoken.get(reader.language.code) or spoken.get("en") or paper.sheets[0]


def _dates(paper: Snapshot, sheet: Sheet, language: str) -> str:
    """As printed where the paper speaks the reader's language, else the same days in the reader's words."""
    if sheet.language == language or paper.first_day is None or paper.last_day is None:
        return sheet.dates
    return days(paper.first_day, paper.last_day, language)


def _hours(paper: Snapshot, sheet: Sheet, reader: Reader) -> str:
    """As `_dates`."""
    return sheet.hours if sheet.language == reader.language.code else hours_words(paper.minutes, reader.texts)


HANDLERS: tuple[Any, ...] = (form, answer, drop)
