"""The transcript of one person in a cohort: every session planned for them, and what they attended of it."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.attendance import NOTHING, State
from services.training.domain.certificates.certificate import Certificate
from services.training.domain.certificates.certificate import State as CertificateState
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.names import Names
from services.training.domain.certificates.occasion import Occasion
from services.training.domain.certificates.person import Said
from services.training.domain.participant import Participant
from services.training.domain.record import Cell
from services.training.operations.certificates.setting import occasion_of
from services.training.operations.certificates.writing import fixed_days, hours_words
from services.training.operations.record import Record, record_of
from services.training.store import desk
from services.training.store.certificates import certificates, people
from shared.db import Tx
from shared.documents.press import press
from shared.documents.qr import drawn
from shared.errors import NotFound
from shared.files.kinds import FileType
from shared.files.names import made_name
from shared.house import House
from shared.i18n import Translator, translator
from shared.i18n.formats import days, plain_day
from shared.i18n.mark import mark
from shared.identity.accounts import record as note
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.programme.words import city_and_country

_NOT_HERE = mark("There is no transcript: of events no minutes are kept.")
_NOBODY = mark("This person is not in this cohort. Load the page again.")


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A cohort with its record, the newest certificate of each person, and what was said of them: by person."""

    occasion: Occasion
    record: Record
    certificates: dict[UUID, Certificate]
    said: dict[UUID, Said]

    def standing(self, person: Participant) -> Certificate | None:
        """Their certificate, where it is valid."""
        held = self.certificates.get(person.id)
        return held if held is not None and held.state is CertificateState.VALID else None

    def names(self, person: Participant) -> Names:
        """As on the certificate that stands, else as they confirmed them, else as they were registered."""
        standing, said, official = self.standing(person), self.said.get(person.id), person.official
        if standing is not None:
            return standing.snapshot.names
        if said is not None and said.names is not None:
            return said.names
        return Names(
            name=official.name,
            native_name=official.native_name,
            native_name_language=official.native_name_language,
        )


async def read(house: House, actor: Staff, key: str) -> Course:
    """Who takes people's data out is in the audit trail. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        found = await _course(tx, key)
        await note(tx, actor.trail, "certificates.transcripts", key)
        return found


async def one(house: House, actor: Staff, key: str, person_id: UUID) -> tuple[str, bytes]:
    """Its name and the PDF. Raises Forbidden, NotFound."""
    found = await read(house, actor, key)
    person = next((each for each in found.record.people if each.id == person_id), None)
    if person is None:
        raise NotFound(_NOBODY)
    return await _printed(found, person)


async def every(found: Course) -> AsyncIterator[tuple[str, bytes]]:
    """Of everybody, one after the other."""
    for person in found.record.people:
        yield await _printed(found, person)


async def _course(tx: Tx, key: str) -> Course:
    occasion = await occasion_of(tx, key)
    cohort = await desk.by_id(tx, occasion.id) if occasion.kind is Kind.COHORT else None
    if cohort is None:
        raise NotFound(_NOT_HERE)
    return Course(
        occasion=occasion,
        record=await record_of(tx, cohort),
        certificates=await certificates.of_occasion(tx, key),
        said=await people.said(tx, key),
    )


async def _printed(found: Course, person: Participant) -> tuple[str, bytes]:
    name = made_name(f"{found.occasion.slug} {found.names(person).name}.pdf", FileType.PDF)
    return name, await press().print("transcript", sheet_of(found, person), created=found.record.now)


def sheet_of(found: Course, person: Participant) -> dict[str, Any]:
    """What the template reads, in the language of the course."""
    occasion, texts = found.occasion, translator(found.occasion.language)
    first, last = fixed_days(occasion.when)
    code, line, own = texts.language.code, found.record.lines[person.id], found.record.of(person.id)
    facts = [
        (texts.gettext("Course"), occasion.title),
        (texts.gettext("Dates"), days(first, last, code) if first and last else ""),
        (texts.gettext("Place"), city_and_country(occasion.city, occasion.country, occasion.timezone, texts)),
        (texts.gettext("Organisation"), person.organisation),
    ]
    valid, names = found.standing(person), found.names(person)
    if valid is not None:
        facts.append((texts.gettext("Certificate"), valid.number))
    sheet: dict[str, Any] = {
        "lang": code,
        "name": names.name,
        "native": names.native_name,
        "native_lang": names.native_name_language,
        "words": {"title": texts.gettext("Transcript"), "of": texts.gettext("Transcript of")},
        "facts": [list(fact) for fact in facts if fact[1]],
        "sections": [{"heading": texts.gettext("Sessions"), "table": _table(own, texts)}],
        "totals": [
            [texts.gettext("Planned"), hours_words(line.totals.planned, texts)],
            [texts.gettext("Attended"), hours_words(line.totals.attended, texts)],
        ],
        "footer": plain_day(occasion.day_of(found.record.now), code),
    }
    if valid is not None:
        address = valid.snapshot.address
        sheet |= {"verify": address.partition("://")[2], "qr": drawn(address)}
    return sheet


def _table(own: Sequence[Cell], texts: Translator) -> dict[str, Any]:
    columns = [
        texts.gettext("Day"),
        texts.gettext("Session"),
        texts.gettext("Planned minutes"),
        texts.gettext("Attended minutes"),
    ]
    rows = [
        [
            plain_day(cell.lesson.day, texts.language.code),
            cell.lesson.title,
            str(cell.lesson.minutes),
            _attended(cell, texts),
        ]
        for cell in own
    ]
    return {"columns": columns, "rows": rows}


def _attended(cell: Cell, texts: Translator) -> str:
    says = cell.standing.says
    if says == NOTHING:
        return "–"
    return texts.gettext("Excused") if says.state is State.EXCUSED else str(cell.totals.attended)
