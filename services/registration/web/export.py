"""Registrations as a file for a spreadsheet: CSV (RFC 4180), UTF-8 with a byte order mark, written as it is read."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import datetime

from services.registration.domain.registrants import Registrant
from services.registration.domain.registration import Participant
from services.registration.web.form_choices import CATEGORIES, ORGANISATION_TYPES
from shared.i18n import Translator, mark
from shared.i18n.names import country_name

_BOM = b"\xef\xbb\xbf"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
STATUSES = {
    "confirmed": mark("Confirmed"),
    "waitlisted": mark("Waiting list"),
    "pending": mark("Waits for approval"),
    "cancelled": mark("Cancelled"),
}
COLUMNS = (
    mark("Name"), mark("Name in your own script"), mark("Form of address"), mark("E-mail address"), mark("Job title"),
    mark("Organisation"), mark("Kind of organisation"), mark("Country"), mark("Category"), mark("Status"), mark("Came"),
    mark("Registered (UTC)"), mark("Language of our mail"), mark("Parts"),
)  # fmt: skip


async def csv_of(batches: AsyncIterator[list[Registrant]], texts: Translator) -> AsyncIterator[bytes]:
    """The file in pieces, its words in the reader's language; times as ISO 8601, which spreadsheets take for times."""
    yield _BOM + _lines([[texts.gettext(column) for column in COLUMNS]])
    async for batch in batches:
        yield _lines([[_text(cell) for cell in cells(line, texts)] for line in batch])


def safe(cell: str) -> str:
    """As a spreadsheet takes it for text: an apostrophe before a sign that begins a formula (OWASP, CSV injection)."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _lines(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _text(cell: str | datetime) -> str:
    return safe(cell) if isinstance(cell, str) else f"{cell:%Y-%m-%d %H:%M:%S}"


def cells(line: Registrant, texts: Translator) -> list[str | datetime]:
    """One row, in the order of COLUMNS; times are UTC."""
    who: Participant = line.participant
    kind = texts.gettext(ORGANISATION_TYPES[who.organisation_type][0]) if who.organisation_type else ""
    came = "" if line.came is None else texts.gettext("Yes") if line.came else texts.gettext("No")
    return [
        who.name, who.native_name, who.honorific, who.email, who.job_title, who.organisation, kind,
        country_name(who.country, texts.language.code), texts.gettext(CATEGORIES[who.category]),
        texts.gettext(STATUSES[line.status.value]), came, line.created_at, who.language,
        ", ".join(who.sessions),
    ]  # fmt: skip
