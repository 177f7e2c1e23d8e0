"""What is said of people towards their certificates."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.names import Names, Wish
from services.training.domain.certificates.occasion import Occasion
from services.training.domain.certificates.person import Said, Unanswered
from services.training.domain.certificates.rules import Assessment, Exception_
from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_said = sql.query("said_of_people", Said)
_assessment = sql.command("set_assessment")
_exception = sql.command("set_exception")
_confirm = sql.command("confirm_names")
_ask = sql.command("ask_correction")
_settle = sql.command("settle_correction")
_asking = sql.scalar("asking", int)
_invited = sql.scalar("claim_invitations", UUID)
_renew_link = sql.scalar("renew_link", int)
_surveyed = sql.scalar("surveyed", bool)
_unanswered = sql.query("unanswered", Unanswered)


async def said(tx: Tx, occasion: str) -> dict[UUID, Said]:
    """By person; whoever nothing is said of is not among them."""
    return {each.person_id: each for each in await _said.all(tx, occasion, None)}


async def said_of(tx: Tx, occasion: str, person_id: UUID) -> Said:
    return await _said.one(tx, occasion, person_id) or Said(person_id=person_id)


async def set_assessment(tx: Tx, occasion: str, person_id: UUID, assessment: Assessment) -> None:
    await _assessment.run(tx, occasion, person_id, assessment)


async def set_exception(tx: Tx, occasion: str, person_id: UUID, exception: Exception_, reason: str) -> None:
    await _exception.run(tx, occasion, person_id, exception, reason)


async def confirm(tx: Tx, occasion: str, person_id: UUID, names: Names) -> None:
    await _confirm.run(tx, occasion, person_id, names, tx.now)


async def ask(tx: Tx, occasion: str, person_id: UUID, wish: Wish) -> None:
    await _ask.run(tx, occasion, person_id, wish, tx.now)


async def settle(tx: Tx, occasion: str, person_id: UUID) -> bool:
    """False where none waits."""
    return await _settle.run(tx, occasion, person_id) == 1


async def asking(tx: Tx, occasion: str) -> int:
    """How many corrections wait."""
    return await _asking.value(tx, occasion) or 0


async def invite(tx: Tx, occasion: str, ids: Sequence[UUID], asked_before: datetime) -> set[UUID]:
    """Who is asked now: whoever was asked after that is left in peace."""
    return set(await _invited.values(tx, occasion, list(ids), tx.now, asked_before))


async def renew_link(tx: Tx, occasion: str, person_id: UUID) -> int:
    """The version of the link that is good from now on."""
    version = await _renew_link.value(tx, occasion, person_id)
    assert version is not None, "the statement inserts or updates"
    return version


async def is_surveyed(tx: Tx, occasion: Occasion) -> bool:
    """Whether there is a survey about all of it that was opened."""
    return bool(await _surveyed.value(tx, *_asked_in(occasion)))


async def unanswered(tx: Tx, occasion: Occasion) -> dict[UUID, bool]:
    """Who was asked in a survey about all of it and has not answered: whether it is too late."""
    return {each.person_id: each.lost for each in await _unanswered.all(tx, *_asked_in(occasion))}


def _asked_in(occasion: Occasion) -> tuple[UUID | None, str | None]:
    return (occasion.id, None) if occasion.kind is Kind.COHORT else (None, occasion.key)
