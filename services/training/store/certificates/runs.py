"""Acts of issuing, and the people whom they still have to serve."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.certificates.issue import Order, Run
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7

sql = sql_files.load(__file__)
_insert = sql.command("insert_run")
_orders = sql.scalar("insert_orders", UUID)
_set_total = sql.command("set_total")
_claim = sql.query("claim_run", Run)
_waiting = sql.query("waiting_orders", Order)
_finish = sql.command("finish_order")
_fail = sql.command("fail_order")
_count = sql.command("count_run")
_of_occasion = sql.query("runs_of_occasion", Run)
_orders_of = sql.query("orders_of_occasion", Order)
_oldest = sql.scalar("oldest_run", datetime)
_hold = sql.command("hold_run")


class Hands(msgspec.Struct, frozen=True):
    """Whether a worker is at one run at this moment, and at any."""

    held: bool
    busy: bool


_hands = sql.query("hands_on_runs", Hands)


async def insert(tx: Tx, occasion: str, actor: str, people: Sequence[UUID]) -> tuple[UUID, int]:
    """Whoever waits in another run already is not counted twice. Returns the run and how many it has to serve."""
    run = uuid7()
    await _insert.run(tx, run, occasion, actor, len(people), tx.now)
    taken = await _orders.values(tx, occasion, run, list(people))
    if len(taken) != len(people):
        await _set_total.run(tx, run, len(taken), tx.now)
    return run, len(taken)


async def claim(tx: Tx) -> Run | None:
    """The oldest that is not done, held until the end of the transaction."""
    return await _claim.one(tx)


async def hold(tx: Tx, run: UUID) -> None:
    """Until the end of the transaction others see that somebody is at it."""
    await _hold.run(tx, run)


async def hands(tx: Tx, run: UUID) -> Hands:
    """Where a process was killed, the database knows at once that nobody is at it any more."""
    return await _hands.one(tx, run) or Hands(held=False, busy=False)


async def waiting(tx: Tx, run: UUID, limit: int) -> list[Order]:
    """The next of it, in their order."""
    return await _waiting.all(tx, run, limit)


async def finish(tx: Tx, order: Order) -> None:
    await _finish.run(tx, order.occasion, order.person_id, order.run_id)


async def fail(tx: Tx, order: Order, problem: str) -> None:
    await _fail.run(tx, order.occasion, order.person_id, order.run_id, problem)


async def count(tx: Tx, run: UUID, *, done: int, failed: int, finished: bool) -> None:
    await _count.run(tx, run, done, failed, tx.now, finished)


async def of_occasion(tx: Tx, occasion: str) -> list[Run]:
    """The last ten, the newest first."""
    return await _of_occasion.all(tx, occasion)


async def orders(tx: Tx, occasion: str) -> dict[UUID, Order]:
    """Who waits, or could not be served and why."""
    return {each.person_id: each for each in await _orders_of.all(tx, occasion)}


async def oldest(tx: Tx) -> datetime | None:
    """When the oldest that is not done was begun."""
    return await _oldest.value(tx)
