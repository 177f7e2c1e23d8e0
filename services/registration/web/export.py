"""Registrations as rows of a file for spreadsheets."""

from collections.abc import AsyncIterator

from services.registration.domain.categories import CATEGORIES
from services.registration.domain.guest import badge_code
from services.registration.domain.region import REGIONS, region_of
from services.registration.domain.registrants import Registrant
from services.registration.domain.registration import Participant
from services.registration.web.form_choices import ORGANISATION_TYPES
from shared.i18n import Translator, mark
from shared.i18n.names import country_name
from shared.spreadsheet import Batches, Cell

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
    mark("Place in the waiting list"), mark("Code on the badge"),
)  # fmt: skip


def headings(texts: Translator) -> list[str]:
    """The first line of registrations."""
    return [texts.gettext(column) for column in COLUMNS]


async def rows_of(batches: AsyncIterator[list[Registrant]], texts: Translator) -> Batches:
    """Registrations as rows, their words in the reader's language."""
    async for batch in batches:
        yield [cells(line, texts) for line in batch]


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
        line.place or "", badge_code(line.id),
    ]  # fmt: skip
