"""Certificates as they were issued, and the chains they make."""

from uuid import UUID

from services.training.domain.certificates.certificate import Award, Certificate, State, Whole
from services.training.domain.certificates.numbering import lookup_of
from services.training.domain.certificates.snapshot import Snapshot
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_of_occasion = sql.query("certificates_of_occasion", Certificate)
_of_person = sql.query("chain_of_person", Certificate)
_by_lookup = sql.query("chain_by_lookup", Whole)
_valid_of = sql.query("valid_of_occasion", Whole)
_occasion_of = sql.scalar("occasion_of_award", str)
_found = sql.query("found_certificates", Certificate)
_lock = sql.scalar("lock_award", UUID)
_award = sql.query("award_of", Award)
_serial = sql.scalar("next_serial", int)
_insert_award = sql.command("insert_award")
_insert = sql.command("insert_certificate")
_end = sql.command("end_certificate")


async def of_occasion(tx: Tx, occasion: str) -> dict[UUID, Certificate]:
    """The newest of each person."""
    return {each.person_id: each for each in await _of_occasion.all(tx, occasion)}


async def of_person(tx: Tx, occasion: str, person_id: UUID) -> list[Certificate]:
    """Every version, the newest first."""
    return await _of_person.all(tx, occasion, person_id)


async def chain(tx: Tx, text: str) -> list[Whole]:
    """Every version of the award that a number or its id names, the newest first; none where it is unknown."""
    try:
        award = UUID(text.strip())
    except ValueError:
        award = None
    lookup = lookup_of(text)
    return await _by_lookup.all(tx, lookup, award) if lookup else []


async def valid_of(tx: Tx, occasion: str) -> list[Whole]:
    """Those that are valid, in the order of their serials."""
    return await _valid_of.all(tx, occasion)


async def occasion_of(tx: Tx, person_id: UUID) -> str | None:
    """What somebody was given a certificate for."""
    return await _occasion_of.value(tx, person_id)


async def search(tx: Tx, text: str, limit: int) -> list[Certificate]:
    """By number, name or organisation."""
    return await _found.all(tx, lookup_of(text), text, limit)


async def lock(tx: Tx, occasion: str, person_id: UUID) -> Award | None:
    """Until the end of the transaction. None: this person has never had one."""
    if await _lock.value(tx, occasion, person_id) is None:
        return None
    return await _award.one(tx, occasion, person_id)


async def next_serial(tx: Tx, series: str) -> int:
    """From 1. Whoever comes next waits until this transaction has ended, and takes the same where it failed."""
    serial = await _serial.value(tx, series)
    assert serial is not None, "the statement inserts or updates"
    return serial


async def insert_award(tx: Tx, occasion: str, person_id: UUID, award: Award) -> None:
    """Raises asyncpg.UniqueViolationError (awards_one_each) for somebody who has one."""
    own = (award.id, occasion, person_id, award.series, award.serial, award.awarded_on)
    await _insert_award.run(tx, *own, tx.now)


async def insert(
    tx: Tx,
    *,
    id: UUID,  # noqa: A002  # the row's id
    award_id: UUID,
    version: int,
    snapshot: Snapshot,
    credential: str | None,
    pdf_sha256: bytes,
    email: str,
    by: str,
) -> None:
    """Raises asyncpg.UniqueViolationError (certificates_one_valid) where one is valid already."""
    own = (id, award_id, version, snapshot.number, lookup_of(snapshot.number), snapshot, credential)
    await _insert.run(tx, *own, pdf_sha256, email, tx.now, by)


async def end(
    tx: Tx,
    id: UUID,  # noqa: A002  # the row's id
    state: State,
    *,
    by: str,
    public: str,
    internal: str,
) -> bool:
    """False where it was not valid any more."""
    return await _end.run(tx, id, State.VALID, state, tx.now, by, public, internal) == 1
