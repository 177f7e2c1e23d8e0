"""What certificates are for, who took part, and how they are set up."""

from collections.abc import Iterable
from uuid import UUID

from services.training.domain.certificates.design import Design
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.occasion import Candidate, Listed, Logo, Occasion, Setup
from services.training.domain.certificates.rules import CertificateRules
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_cohort = sql.query("cohort_occasion", Occasion)
_event = sql.query("event_occasion", Occasion)
_every = sql.query("occasions", Listed)
_of_cohort = sql.query("cohort_candidates", Candidate)
_of_event = sql.query("event_candidates", Candidate)
_event_of_person = sql.scalar("event_of_person", str)
_setup = sql.query("setup", Setup)
_put_setup = sql.command("put_setup")
_lock = sql.command("lock_setup")
_set_threshold = sql.command("set_threshold")
_put_logo = sql.command("put_logo")
_logos = sql.query("logos", Logo)


async def find(tx: Tx, kind: Kind, id: UUID) -> Occasion | None:  # noqa: A002  # the row's id
    """None where there is none."""
    if kind is Kind.COHORT:
        return await _cohort.one(tx, id)
    return await _event.one(tx, f"{kind}:{id}")


async def by_key(tx: Tx, key: str) -> Occasion | None:
    """By "cohort:<uuid>" or "event:<uuid>"; None for anything else."""
    kind, _, id_ = key.partition(":")
    try:
        return await find(tx, Kind(kind), UUID(id_))
    except ValueError:
        return None


async def every(tx: Tx, search: str) -> list[Listed]:
    """Newest first; `search` in titles, "" for all."""
    return await _every.all(tx, search)


async def candidates(tx: Tx, occasion: Occasion, person_id: UUID | None = None) -> list[Candidate]:
    """By name; of one person alone where one is named."""
    if occasion.kind is Kind.COHORT:
        return await _of_cohort.all(tx, occasion.id, person_id)
    return await _of_event.all(tx, occasion.key, person_id)


async def event_of(tx: Tx, person_id: UUID) -> str | None:
    """The key of the event that a registration is for, while those who came are known."""
    return await _event_of_person.value(tx, person_id)


async def setup(tx: Tx, occasion: str) -> Setup:
    """As it stands before anybody says more, too."""
    return await _setup.one(tx, occasion) or Setup()


async def put_setup(tx: Tx, occasion: str, rules: CertificateRules, design: Design) -> None:
    await _put_setup.run(tx, occasion, rules, design, tx.now)


async def lock(tx: Tx, occasion: str) -> None:
    """Until the end of the transaction."""
    await _lock.run(tx, occasion)


async def set_threshold(tx: Tx, cohort_id: UUID, percent: int) -> None:
    """The cohort's own rule, which its record of attendance goes by too."""
    await _set_threshold.run(tx, cohort_id, percent, tx.now)


async def put_logo(tx: Tx, logo: Logo) -> None:
    """Once for each content."""
    await _put_logo.run(tx, logo.sha256, logo.media_type, logo.content, tx.now)


async def logos(tx: Tx, digests: Iterable[str]) -> list[Logo]:
    """By SHA-256 in hex, in the order asked for; those that are unknown are left out."""
    wanted = list(digests)
    if not wanted:
        return []
    found = {each.sha256.hex(): each for each in await _logos.all(tx, [bytes.fromhex(each) for each in wanted])}
    return [found[each] for each in wanted if each in found]
