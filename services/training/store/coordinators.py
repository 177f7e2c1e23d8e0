"""Who nominates for which organisation."""

from datetime import datetime
from uuid import UUID

from services.training.domain.coordinator import Asking, Coordinator, CoordinatorState
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7

sql = sql_files.load(__file__)
_of_person = sql.query("coordinators_of_person", Coordinator)
_list = sql.query("coordinator_list", Coordinator)
_by_id = sql.query("coordinator_by_id", Coordinator)
_of_organisation = sql.query("coordinators_of_organisation", Coordinator)
_waiting = sql.scalar("waiting_coordinators", int)
_next_count = sql.scalar("next_count", int)
_ask = sql.command("ask_for_organisation")
_tie = sql.scalar("tie_coordinator", UUID)
_set_state = sql.command("set_coordinator_state")
_take_back = sql.scalar("take_back_asking", UUID)
_forget = sql.command("forget_coordinators")


async def of_person(tx: Tx, email: str) -> list[Coordinator]:
    """Every tie of an address (in lower case), whatever its state, by organisation."""
    return await _of_person.all(tx, email)


async def listed(tx: Tx, state: CoordinatorState | None = None) -> list[Coordinator]:
    """Those who wait first, then by organisation."""
    return await _list.all(tx, state)


async def by_id(tx: Tx, id: UUID) -> Coordinator | None:  # noqa: A002  # the row's id
    return await _by_id.one(tx, id)


async def of_organisation(tx: Tx, organisation_id: UUID) -> list[Coordinator]:
    """Those who may nominate for it now."""
    return await _of_organisation.all(tx, organisation_id)


async def waiting(tx: Tx) -> int:
    """How many ask and have no answer."""
    return await _waiting.value(tx) or 0


async def next_count(tx: Tx) -> int:
    """The revision of a count that is taken after this, in this transaction."""
    revision = await _next_count.value(tx)
    assert revision is not None
    return revision


async def ask(tx: Tx, asking: Asking) -> bool:
    """False where the address is tied to this organisation or waits for it.

    Raises asyncpg.UniqueViolationError (coordinators_ask_once) while it waits for another one.
    """
    return await _ask.run(tx, uuid7(), *_person(asking), asking.organisation_id, asking.name_of_organisation,
                          asking.country, asking.cohort_id, tx.now) == 1  # fmt: skip


async def tie(tx: Tx, asking: Asking) -> UUID | None:
    """Approved at once; None where it is tied already. Raises asyncpg.ForeignKeyViolationError."""
    return await _tie.value(tx, uuid7(), *_person(asking), asking.organisation_id, tx.now)


async def set_state(
    tx: Tx, before: Coordinator, state: CoordinatorState, *, organisation_id: UUID | None = None
) -> bool:
    """False where another was quicker. Raises asyncpg.UniqueViolationError (coordinators_once)."""
    return await _set_state.run(tx, before.id, before.state, state, organisation_id, tx.now) == 1


async def take_back(tx: Tx, id: UUID, email: str) -> bool:  # noqa: A002  # the row's id
    """Whoever asked asks no more. False where nothing of this address waits under that id."""
    return await _take_back.value(tx, id, email, tx.now) is not None


async def forget(tx: Tx, before: datetime) -> int:
    """Delete those without any tie since before this instant; returns how many."""
    return await _forget.run(tx, before)


def _person(asking: Asking) -> tuple[str, str, str, str]:
    return asking.email, asking.name, asking.language, asking.timezone
