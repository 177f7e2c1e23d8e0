"""One thin function for each kind of job that comes in."""

from services.registration.operations import desk_items, interest, mail_failures, programme
from shared.contracts.registration import DeliveryFailed, DeskPut, ProgrammePut, WishEnded
from shared.db import Tx
from shared.house import House
from shared.inbox import Handlers


async def programme_put(house: House, tx: Tx, job: ProgrammePut) -> None:
    """A cohort in the year's programme."""
    await programme.put_entry(house, tx, job)


async def desk_put(_house: House, tx: Tx, job: DeskPut) -> None:
    """A task of the staff or of one person."""
    await desk_items.put(tx, job)


async def wish_ended(_house: House, tx: Tx, job: WishEnded) -> None:
    """Somebody who asked for a date wants no more of it."""
    await interest.end(tx, job)


async def delivery_failed(_house: House, tx: Tx, job: DeliveryFailed) -> None:
    """Mail about an event that did not arrive, or does again."""
    await mail_failures.note(tx, job)


HANDLERS: Handlers = {
    ProgrammePut: programme_put,
    DeskPut: desk_put,
    WishEnded: wish_ended,
    DeliveryFailed: delivery_failed,
}
