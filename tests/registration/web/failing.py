"""What notify tells of mail that does not arrive, for tests of the desk."""

from typing import Any

from services.registration import jobs
from shared.contracts.registration import DeliveryFailed, DeskPut
from shared.house import House
from tests.registration.events import SLUG

_REPLY = "550 5.1.1 <no such user>"


async def fail(home: House, email: str, revision: int = 1, **changes: Any) -> None:
    """Mail about the event did not arrive there, or what `changes` say."""
    async with home.db.transaction() as tx:
        event = await tx.conn.fetchval("SELECT id FROM events WHERE slug = $1", SLUG)
        job = DeliveryFailed(key=f"event:{event}", email=email, revision=revision, at=tx.now, reply=_REPLY)
        job = DeliveryFailed(**{**{f: getattr(job, f) for f in job.__struct_fields__}, **changes})
        await jobs.HANDLERS[DeliveryFailed](home, tx, job)


async def bounce(home: House, email: str, revision: int = 1, count: int = 1) -> None:
    """There is no such mailbox; with `count` 0 there is again."""
    job = DeskPut(
        owner="notify", key=f"bounced:{email.lower()}", revision=revision, kind="mail.bounced", title="", count=count,
        link="", person=email,
    )  # fmt: skip
    async with home.db.transaction() as tx:
        await jobs.HANDLERS[DeskPut](home, tx, job)
