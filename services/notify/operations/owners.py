"""What owners are told of their mail: that it did not arrive, and that something about the same item did later."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from services.notify.domain.deliveries import FAILED, State
from services.notify.operations.desk import next_revision
from services.notify.store import failures
from services.notify.store.failures import Failure
from shared import outbox
from shared.contracts.registration import DeliveryFailed
from shared.db import Tx

_LISTENS: Final = "registration"


async def tell_failed_mail(tx: Tx, ids: Sequence[UUID]) -> None:
    """Nothing more is tried of these mails; in the transaction that settles them. Each is told once."""
    await _tell(tx, await failures.note_failed(tx, ids, _LISTENS), failed=True)


async def tell_arrived(tx: Tx, id_: UUID) -> None:
    """This mail arrived where an older one about the same item had not."""
    await _tell(tx, await failures.note_arrived(tx, id_, _LISTENS), failed=False)


def is_final(state: State, *, tried_again: bool) -> bool:
    """Whether a mail in this state has failed, and nothing more is tried."""
    return state in FAILED and not tried_again


async def _tell(tx: Tx, found: Sequence[Failure], *, failed: bool) -> None:
    """Once for each person and item, however many mails."""
    once = {(each.key, each.email): each for each in found}.values()
    if once:
        revision = await next_revision(tx)
        jobs = [
            DeliveryFailed(
                key=each.key, email=each.email, revision=revision, failed=failed, reply=each.reply, at=tx.now
            )
            for each in once
        ]
        await outbox.put_many(tx, jobs, to=_LISTENS)
