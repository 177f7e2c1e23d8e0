"""Certificates of an occasion as files: one archive, a list as CSV or workbook."""

from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from litestar import Request, Response, get
from litestar.response import Stream

from services.training.given import TheOccasion
from services.training.operations.certificates import for_print, handing_out, setting, transcripts
from services.training.operations.certificates.lines import Roll
from services.training.web.certificates.occasion_view import picked, refused
from services.training.web.certificates.paths import OCCASION
from services.training.web.certificates.words import chance, issued, why
from shared.errors import Conflict
from shared.files.archive import MEDIA_TYPE as ZIP
from shared.files.archive import archive_of
from shared.i18n import Translator
from shared.i18n.mark import mark
from shared.i18n.names import country_name
from shared.spreadsheet import Batches, Cell, csv_of
from shared.web.attachment import disposition
from shared.web.forms import Form
from shared.web.given import FromPath, TheHouse, TheReader, TheStaff
from shared.web.security import PRIVATE
from shared.workbook import MEDIA_TYPE as XLSX
from shared.workbook import workbook_of

_PDF = "application/pdf"
COLUMNS = (
    mark("Name"), mark("Name in your own script"), mark("Organisation"), mark("Country"), mark("Name confirmed"),
    mark("Stands"), mark("Reason"), mark("Certificate"), mark("Certificate number"), mark("Awarded on"),
    mark("Issued on"),    mark("Attended minutes"),
)  # fmt: skip


@get(OCCASION + "/certificates.zip")
async def archive(house: TheHouse, staff: TheStaff, occasion: TheOccasion) -> Stream:
    """Every valid one as PDF."""
    found = await handing_out.export(house, staff, occasion)
    headers = _attached(f"{found.occasion.slug}-certificates.zip")
    return Stream(archive_of(handing_out.pdfs(house, found), house.clock()), media_type=ZIP, headers=headers)


@get(OCCASION + "/certificates.pdf")
async def to_print(
    *, request: Request[Any, Any, Any], house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion
) -> Response[Any]:
    """One file for the printer: `people` who are ticked, or all of them, `part` by part."""
    form = Form()
    for name, value in parse_qsl(request.scope["query_string"].decode("latin-1")):
        form.setdefault(name, []).append(value)
    only, part = picked(form), form.one("part") or "1"
    try:
        number = int(part) if part.isdecimal() and len(part) < 6 else 0
        found = await for_print.one_file(house, staff, occasion, only, part=number)
    except Conflict as error:
        if only is None:
            raise
        return await refused(house, reader, staff, occasion, form=form, error=error)
    return Response(found.content, media_type=_PDF, headers=_attached(found.name))


@get(OCCASION + "/list.csv")
async def table(house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion) -> Stream:
    """A line a person."""
    roll = await setting.export(house, staff, occasion)
    file = csv_of(_headings(reader.texts), _rows(roll, reader.texts))
    return Stream(file, media_type="text/csv", headers=_attached(f"{roll.occasion.slug}-certificates.csv"))


@get(OCCASION + "/list.xlsx")
async def workbook(house: TheHouse, reader: TheReader, staff: TheStaff, occasion: TheOccasion) -> Stream:
    """The same as a workbook."""
    roll = await setting.export(house, staff, occasion)
    file = workbook_of(_headings(reader.texts), _rows(roll, reader.texts))
    return Stream(file, media_type=XLSX, headers=_attached(f"{roll.occasion.slug}-certificates.xlsx"))


@get(OCCASION + "/transcripts.zip")
async def all_transcripts(house: TheHouse, staff: TheStaff, occasion: TheOccasion) -> Stream:
    """Of everybody in a cohort."""
    found = await transcripts.read(house, staff, occasion)
    headers = _attached(f"{found.occasion.slug}-transcripts.zip")
    return Stream(archive_of(transcripts.every(found), house.clock()), media_type=ZIP, headers=headers)


@get(OCCASION + "/people/{person:uuid}/transcript.pdf")
async def transcript(
    *, house: TheHouse, staff: TheStaff, occasion: TheOccasion, person: FromPath[UUID]
) -> Response[bytes]:
    """Of one person in a cohort."""
    name, content = await transcripts.one(house, staff, occasion, person)
    return Response(content, media_type=_PDF, headers=_attached(name))


def _headings(texts: Translator) -> list[str]:
    return [texts.gettext(column) for column in COLUMNS]


async def _rows(roll: Roll, texts: Translator) -> Batches:
    found: list[list[Cell]] = []
    for line in roll.lines:
        who, names, paper = line.who, line.names, line.certificate
        certificate = issued(line, texts)
        found.append(
            [
                names.name, names.native_name, who.organisation,
                country_name(who.country, texts.language.code) if who.country else "",
                texts.gettext("Yes") if line.said.names else texts.gettext("No"),
                chance(line.judgement, texts)[1], why(line.judgement, texts), certificate[1] if certificate else "",
                paper.number if paper else "", paper.awarded_on.isoformat() if paper else "",
                paper.snapshot.issued_on.isoformat() if paper else "", line.minutes if line.planned else "",
            ]
        )  # fmt: skip
    yield found


def _attached(name: str) -> dict[str, str]:
    return {**PRIVATE, "Content-Disposition": disposition(name)}


HANDLERS: tuple[Any, ...] = (archive, to_print, table, workbook, all_transcripts, transcript)
