"""Arrivals and needs on the desk: a table for organizers, as a file too, and one button to ask who is silent."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.response import File, Stream

from services.training.operations import arrivals as operation
from services.training.operations.arrivals import Arrivals
from services.training.web.arrivals_file import headings, rows
from services.training.web.files import handed_out
from services.training.web.participants import PATH as PARTICIPANTS
from services.training.web.stay_words import person_context
from shared.i18n.moments import moment_words
from shared.spreadsheet import csv_of
from shared.web.attachment import disposition
from shared.web.given import FromPath, FromQuery, TheHouse, TheReader, TheStaff
from shared.web.pages import go, private_page
from shared.web.reader import Reader
from shared.web.security import PRIVATE
from shared.workbook import MEDIA_TYPE, workbook_of

PATH = "/organize/training/{slug:str}/arrivals"


@get(PATH)
async def page(
    house: TheHouse, reader: TheReader, *, staff: TheStaff, slug: FromPath[str], asked: FromQuery[str] = ""
) -> Response[str]:
    """Who has told nothing first, then everybody."""
    found = await operation.show(house, staff, slug)
    return private_page(reader, "organize_arrivals.html", **_context(found, reader), asked_now=_number(asked))


@post(PATH + "/ask")
async def ask(house: TheHouse, staff: TheStaff, slug: FromPath[str]) -> Response[Any]:
    """One mail to each who is silent and was not asked these days."""
    count = await operation.ask(house, staff, slug)
    return go(f"{PATH.replace('{slug:str}', slug)}?asked={count}")


@get(PATH + ".csv")
async def download(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Stream:
    """A line a person."""
    found = await operation.export(house, staff, slug)
    file = csv_of(headings(reader.texts), rows(found, reader))
    return Stream(file, media_type="text/csv", headers=_attached(found, "csv"))


@get(PATH + ".xlsx")
async def workbook(house: TheHouse, reader: TheReader, staff: TheStaff, slug: FromPath[str]) -> Stream:
    """The same as a workbook; days are days there."""
    found = await operation.export(house, staff, slug)
    file = workbook_of(headings(reader.texts), rows(found, reader))
    return Stream(file, media_type=MEDIA_TYPE, headers=_attached(found, "xlsx"))


@get(PARTICIPANTS + "/{person:uuid}/files/{kind:str}")
async def file(
    house: TheHouse, staff: TheStaff, slug: FromPath[str], person: FromPath[UUID], kind: FromPath[str]
) -> File:
    """What a participant sent."""
    return handed_out(await operation.open_file(house, staff, slug, person, kind))


def _context(found: Arrivals, reader: Reader) -> dict[str, Any]:
    slug, zone = found.cohort.slug, reader.timezone or found.cohort.timezone
    last = max((found.asked[each.id] for each in found.silent if each.id in found.asked), default=None)
    return {
        "found": found,
        "cohort": found.cohort,
        "path": PATH.replace("{slug:str}", slug),
        "people_path": PARTICIPANTS.replace("{slug:str}", slug),
        "people": [(each, person_context(found, each.id, reader)) for each in found.people],
        "last_asked": moment_words(last, zone, reader.language.code) if last else "",
        "open": found.cohort.state(found.now) == "ahead",
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def _attached(found: Arrivals, form: str) -> dict[str, str]:
    return {**PRIVATE, "Content-Disposition": disposition(f"{found.cohort.slug}-arrivals.{form}")}


HANDLERS: tuple[Any, ...] = (page, ask, download, workbook, file)
