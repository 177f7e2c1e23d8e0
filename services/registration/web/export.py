"""Tables as files for a spreadsheet: CSV (RFC 4180), UTF-8 with a byte order mark, written as it is read."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from services.registration.domain.region import REGIONS, region_of
from services.registration.domain.registrants import Registrant
from services.registration.domain.registration import Participant
from services.registration.web.form_choices import CATEGORIES, ORGANISATION_TYPES
from shared.i18n import Translator, mark
from shared.i18n.names import country_name
from shared.spreadsheet import BOM, lines, safe

Cell = str | datetime
Batches = AsyncIterator[list[list[Cell]]]
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
    mark("Organisation in the directory"), mark("Region"),
)  # fmt: skip


async def csv_of(columns: Sequence[str], batches: Batches) -> AsyncIterator[bytes]:
    """The file in pieces; times as ISO 8601, which spreadsheets take for times."""
    yield BOM + lines([columns])
    async for batch in batches:
        yield lines([[_text(cell) for cell in row] for row in batch])


def headings(texts: Translator) -> list[str]:
    """The first line of registrations."""
    return [texts.gettext(column) for column in COLUMNS]


async def rows_of(batches: AsyncIterator[list[Registrant]], texts: Translator) -> Batches:
    """Registrations as rows, their words in the reader's language."""
    async for batch in batches:
        yield [cells(line, texts) for line in batch]


def _text(cell: Cell) -> str:
    return safe(cell) if isinstance(cell, str) else f"{cell:%Y-%m-%d %H:%M:%S}"


def cells(line: Registrant, texts: Translator) -> list[Cell]:
    """One row, in the order of COLUMNS; times are UTC."""
    who: Participant = line.participant
    kind = texts.gettext(ORGANISATION_TYPES[who.organisation_type][0]) if who.organisation_type else ""
    came = "" if line.came is None else texts.gettext("Yes") if line.came else texts.gettext("No")
    return [
        who.name, who.native_name, who.honorific, who.email, who.job_title, who.organisation, kind,
        country_name(who.country, texts.language.code), texts.gettext(CATEGORIES[who.category]),
        texts.gettext(STATUSES[line.status.value]), came, line.created_at, who.language,
        ", ".join(who.sessions), line.member, texts.gettext(REGIONS[line.region or region_of(who.country)]),
    ]  # fmt: skip
