"""What notify puts on the desk of the staff and on people's own pages: mail that did not arrive."""

from collections.abc import Sequence

from services.notify.store import desk
from shared import outbox
from shared.contracts.registration import DeskPut
from shared.db import Tx
from shared.house import House
from shared.identity.people import person_id

OWNER = "notify"
FAILED = "failed-mail"


async def tell_failed(house: House) -> None:
    """Tell the desk how many mails failed, if the number is another than it knows.

    Periodic work does this, and not the transaction in which a mail dies: thousands may die in one minute, and all of
    them would wait for the one row that says how many there are. So they touch nothing in common, and the number is
    counted at most once in a few seconds, from an index that holds nothing but what failed. The row that is written
    here is committed with its job, so no number is lost; a number that two workers counted at once is put right by the
    next look.
    """
    async with house.db.transaction() as tx:
        told = await desk.tell_count(tx, FAILED)
        if told is not None:
            await outbox.put(tx, _failed(told.revision, told.count), to="registration")


async def next_revision(tx: Tx) -> int:
    """Greater than every one before that went to registration."""
    return await desk.next_revision(tx)


async def tell_bounced(tx: Tx, addresses: Sequence[str], *, bounced: bool) -> None:
    """That nothing arrives at these addresses, or does again, for the people's own pages: a key for each of them."""
    if addresses:
        revision = await next_revision(tx)
        jobs = [_bounced(address, revision, bounced=bounced) for address in addresses]
        await outbox.put_many(tx, jobs, to="registration")


def _failed(revision: int, count: int) -> DeskPut:
    return DeskPut(
        owner=OWNER,
        key=FAILED,
        revision=revision,
        kind="mail.failed",
        title="Mail that did not arrive",
        count=count,
        link="/organize/messages?group=failed",
    )


def _bounced(address: str, revision: int, *, bounced: bool) -> DeskPut:
    return DeskPut(
        owner=OWNER,
        key=f"bounced:{person_id(address)}",
        revision=revision,
        kind="mail.bounced",
        title="Mail to this address does not arrive",
        count=int(bounced),
        link="",
        person=address if bounced else "",
    )
