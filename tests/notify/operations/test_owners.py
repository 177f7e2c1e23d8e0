"""Registration hears to whom mail about its events does not arrive, and that it does again."""

import msgspec

from services.notify.domain.deliveries import Outcome
from services.notify.operations import deliver, messages
from shared.contracts.registration import DeliveryFailed, RegistrationJob
from shared.house import House
from shared.identity.accounts import add_staff
from tests.notify.jobs import ASHA, KEY, MINSU, apply, cancelled, confirmed, letter, put, written
from tests.support.house import OpenHouse


async def told(home: House) -> list[tuple[str, bool, str]]:
    """Address, whether it failed and the reply, of what registration was told since the last call."""
    async with home.db.transaction() as tx:
        rows = await tx.conn.fetch("DELETE FROM outbox WHERE receiver = 'registration' RETURNING id, payload")
    jobs = [msgspec.msgpack.decode(row["payload"], type=RegistrationJob) for row in sorted(rows, key=lambda r: r["id"])]
    found = [job for job in jobs if isinstance(job, DeliveryFailed)]
    assert {job.key for job in found} <= {KEY}
    assert [job.revision for job in found] == sorted(job.revision for job in found)
    return [(job.email, job.failed, job.reply) for job in found]


async def end(home: House, outcome: Outcome, reply: str = "550 no", limit: int = 10) -> None:
    """Every mail that is due ends so."""
    for mail in await deliver.claim(home, limit):
        await deliver.begin(home, mail)
        await deliver.settle(home, mail, outcome, reply)


async def test_a_refused_mail_is_told_and_the_next_that_arrives_takes_it_back(house: OpenHouse) -> None:
    home = await house("notify")
    await apply(home, put(), confirmed(), confirmed(ASHA))
    await end(home, Outcome.REFUSED)
    assert sorted(await told(home)) == [("asha@example.org", True, "550 no"), ("minsu@example.org", True, "550 no")]
    await apply(home, letter(template="registration.link"))
    await end(home, Outcome.ACCEPTED, "250 ok")
    assert await told(home) == [("minsu@example.org", False, "")]
    await apply(home, letter(template="registration.link", key="another"))
    await end(home, Outcome.ACCEPTED, "250 ok")
    assert await told(home) == [], "told once"


async def test_what_is_tried_again_or_arrives_is_told_nobody(house: OpenHouse) -> None:
    home = await house("notify")
    await apply(home, put(), confirmed())
    await end(home, Outcome.DEFERRED)
    assert await told(home) == []
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE deliveries SET next_at = $1", tx.now)
    await end(home, Outcome.ACCEPTED)
    assert await told(home) == []


async def test_an_address_without_a_mailbox_is_told_once_for_all_that_waits_and_later_mail_too(
    house: OpenHouse,
) -> None:
    home = await house("notify")
    await apply(home, put(), confirmed(), letter(key="waits"))
    await end(home, Outcome.NO_MAILBOX, "550 5.1.1", limit=1)
    assert {line[:2] for line in await told(home)} == {("minsu@example.org", True)}
    await apply(home, letter(key="later"))
    assert await told(home) == [("minsu@example.org", True, "550 5.1.1")], "what the server said stays known"


async def test_sent_again_it_is_told_when_it_arrives(house: OpenHouse) -> None:
    home = await house("notify")
    ada = await add_staff(home.db, email="ada@office.example", role="organizer")
    await apply(home, put(), confirmed())
    await end(home, Outcome.REFUSED)
    (message,) = (await messages.overview(home, ada, group="failed")).messages
    await told(home)
    await messages.send_again(home, ada, message.id)
    await end(home, Outcome.REFUSED)
    assert await told(home) == [], "it is known to fail"
    await messages.send_again(home, ada, message.id)
    await end(home, Outcome.ACCEPTED)
    assert await told(home) == [("minsu@example.org", False, "")]


async def test_of_what_another_service_owns_registration_hears_nothing(house: OpenHouse) -> None:
    home = await house("notify")
    theirs = msgspec.structs.replace(confirmed(), owner="training")
    await apply(home, msgspec.structs.replace(put(), owner="training"), theirs)
    await end(home, Outcome.REFUSED)
    assert await told(home) == []
    assert MINSU.email == "minsu@example.org"


async def test_a_quiet_end_writes_to_nobody_and_what_failed_waits_for_nobody(house: OpenHouse) -> None:
    home = await house("notify")
    ada = await add_staff(home.db, email="ada@office.example", role="organizer")
    await apply(home, put(), confirmed(), confirmed(ASHA))
    await end(home, Outcome.REFUSED)
    await apply(home, msgspec.structs.replace(cancelled(), quiet=True))
    assert [(row.recipient, row.state) for row in await written(home)] == [
        ("minsu@example.org", "dead"), ("asha@example.org", "dead"), ("minsu@example.org", "withheld"),
    ]  # fmt: skip
    assert (await messages.overview(home, ada)).unseen == 1, "of the other"
    await apply(home, cancelled(revision=3))
    assert len(await written(home)) == 4, "an end that is not quiet is told"
