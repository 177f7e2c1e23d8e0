"""Jobs at the same instant, on real connections: nothing is lost, doubled or numbered twice."""

import asyncio
from uuid import UUID

import msgspec

from services.notify.jobs import by_person
from services.notify.operations import guests
from shared.contracts.common import Person
from shared.contracts.notify import CalendarInvite, CalendarPut, Message, MessageSend, NotifyJob
from shared.db import Tx
from shared.house import House
from shared.ids import uuid7
from shared.inbox import Receiver
from shared.queue import Batch, Queue
from tests.notify.jobs import MINSU, apply, calendar_parts, cancelled, confirmed, mark_sent, put, written
from tests.support.house import OpenHouse


def person(number: int) -> Person:
    return msgspec.structs.replace(MINSU, email=f"person{number}@example.org")


FACTS = {"survey": "How was the visit?", "about": "Water networks", "until": "20 September 2027", "names": "no"}


def letter(template: str, to: Person, key: str) -> MessageSend:
    message = Message(template=template, key=key, facts=FACTS)
    return MessageSend(owner="training", to=to, message=message, manage_url="http://wego.test/s/token")


async def test_an_item_and_what_waits_for_it_always_find_each_other(committed_house: OpenHouse) -> None:
    notify = await committed_house("notify")
    jobs: list[CalendarPut | CalendarInvite] = []
    for number in range(30):
        key = f"event:{number}"
        jobs += [msgspec.structs.replace(confirmed(person(number)), key=key), put(key=key)]
    await asyncio.gather(*(apply(notify, job) for job in jobs))
    assert sorted(row.recipient for row in await written(notify)) == sorted(person(n).email for n in range(30))
    async with notify.db.reading() as tx:
        assert await tx.conn.fetchval("SELECT count(*) FROM held") == 0


async def test_the_same_job_many_times_at_once_is_one_mail(committed_house: OpenHouse) -> None:
    notify = await committed_house("notify")
    await apply(notify, put())
    await asyncio.gather(*(apply(notify, confirmed()) for _ in range(10)))
    assert await calendar_parts(notify) == [("REQUEST", 0, "queued")]


async def test_every_cancellation_has_a_number_of_its_own(committed_house: OpenHouse) -> None:
    notify = await committed_house("notify")
    await apply(notify, put(), *(confirmed(person(number)) for number in range(12)))
    await mark_sent(notify)
    await asyncio.gather(*(apply(notify, cancelled(person(number))) for number in range(12)))
    cancels = [row.sequence for row in await written(notify) if row.method == "CANCEL"]
    assert sorted(cancels) == list(range(1, 13))  # type: ignore[type-var]  # a CANCEL has a number


async def test_one_comes_back_while_another_registration_of_theirs_ends(committed_house: OpenHouse) -> None:
    """Whichever is first: at the end the person holds exactly one entry, with the highest number."""
    notify = await committed_house("notify")
    await apply(notify, put(), *(confirmed(person(number)) for number in range(10)))
    await mark_sent(notify)
    again = [confirmed(person(number), id=UUID(int=number + 1)) for number in range(10)]
    await asyncio.gather(
        *(apply(notify, job) for number in range(10) for job in (cancelled(person(number)), again[number]))
    )
    rows = await written(notify)
    for number in range(10):
        parts = [(row.method, row.sequence) for row in rows if row.recipient == person(number).email and row.method]
        assert parts[-1][0] == "REQUEST"
        assert [sequence for _, sequence in parts] == sorted(sequence for _, sequence in parts if sequence is not None)


async def test_two_batches_of_messages_for_the_same_people_do_not_lock_crosswise(committed_house: OpenHouse) -> None:
    """Surveys that open at one hour invite the same people, each in an order of its own."""
    notify = await committed_house("notify")
    began: list[str] = []

    async def slowly(house: House, tx: Tx, job: MessageSend) -> None:
        began.append(job.message.key)
        await guests.send(house, tx, job)
        await asyncio.sleep(0.05)

    def batch(survey: int, numbers: list[int]) -> Batch:
        letters = [letter("survey.invitation", person(number), f"{survey}:{number}") for number in numbers]
        return Batch("training", [(uuid7(), msgspec.msgpack.encode(each)) for each in letters])

    queue = Queue(notify.settings.redis_url)
    receiver = Receiver(notify, queue, NotifyJob, {MessageSend: slowly}, by_person)
    people = list(range(15))
    try:
        await asyncio.gather(*(receiver.receive(batch(n, each)) for n, each in enumerate((people, people[::-1]))))
    finally:
        await queue.close()
    assert sorted(began) == sorted(f"{survey}:{number}" for survey in (0, 1) for number in people)
    assert len(await written(notify)) == 30
