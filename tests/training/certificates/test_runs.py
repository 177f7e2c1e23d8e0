"""Runs of issuing: somebody who cannot be served holds up nobody, and workers side by side leave no number out."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

from services.training.domain.certificates.rules import Chance, Why
from services.training.operations.certificates import issuing, progress, setting
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training import people
from tests.training.certificates.given import AFTER, FORUM, Held, forum, held, valid


async def _run(house: House, key: str) -> tuple[int, int, int, bool]:
    found = await progress.progress(house, people.actor(house), key)
    assert found is not None
    return found.run.total, found.run.done, found.run.failed, found.pace is None


async def test_who_is_gone_meanwhile_fails_alone_and_no_number_with_them(training: House, clock: FakeClock) -> None:
    clock.move_to(AFTER)
    await forum(training, "Abebe Bikila", "Ben Gone", "Chidinma Okafor")
    await issuing.begin(training, people.actor(training), FORUM, unconfirmed=True)
    guests = await forum(training, "Abebe Bikila", revision=2)
    assert await issuing.issue_waiting(training) == 1
    assert await _run(training, FORUM) == (3, 1, 2, True)
    assert [number[:13] for number in (await valid(training, FORUM)).values()] == ["WG-2027-0001-"]
    await forum(training, "Abebe Bikila", "Ben Gone", "Chidinma Okafor", revision=3)
    roll = await setting.show(training, people.actor(training), FORUM)
    assert [line.order.problem if line.order else "" for line in roll.lines] == [
        "",
        "this person is not known any more",
        "this person is not known any more",
    ]
    assert guests == [UUID(int=1000)]
    assert await issuing.begin(training, people.actor(training), FORUM, unconfirmed=True) == 2
    assert await issuing.issue_waiting(training) == 2
    assert [number[:13] for number in (await valid(training, FORUM)).values()] == [
        "WG-2027-0001-", "WG-2027-0002-", "WG-2027-0003-",
    ]  # fmt: skip


async def test_workers_side_by_side_number_without_a_gap(committed_house: OpenHouse, clock: FakeClock) -> None:
    house = await committed_house("training")
    room = await held(house, clock, 30)
    await forum(house, *(f"Guest {number}" for number in range(30)))
    for key in (room.key, FORUM):
        await issuing.begin(house, people.actor(house), key, unconfirmed=True)
    made = await asyncio.gather(*(issuing.issue_waiting(house) for _ in range(3)))
    assert sum(made) == 60
    numbers = [*(await valid(house, room.key)).values(), *(await valid(house, FORUM)).values()]
    assert sorted(int(number.split("-")[2]) for number in numbers) == list(range(1, 61))
    assert len(set(numbers)) == 60


async def test_clicked_twice_at_once_each_gets_one(committed_house: OpenHouse, clock: FakeClock) -> None:
    house = await committed_house("training")
    room = await held(house, clock, 5)
    clicks = (issuing.begin(house, people.actor(house), room.key, unconfirmed=True) for _ in range(2))
    counts = await asyncio.gather(*clicks, return_exceptions=True)
    assert [count for count in counts if isinstance(count, int)] == [5]
    await asyncio.gather(*(issuing.issue_waiting(house) for _ in range(2)))
    assert len(await valid(house, room.key)) == 5


async def _survey(house: House, cohort: UUID, **answered: bool) -> None:
    """One about the whole course, open; who was asked, by id, and whether they answered."""
    async with house.db.transaction() as tx:
        survey = uuid4()
        await tx.conn.execute(
            "INSERT INTO surveys (id, cohort_id, template, title, intro, languages, items, anonymous, minimum, "
            "schedule, state, opens_at, closes_at, created_at) "
            "VALUES ($1, $2, 't', '{}', '{}', '{en}', '[]', true, 5, '{}', 'open', $3, $3::timestamptz + '1 day', $3)",
            survey,
            cohort,
            tx.now,
        )
        for person, done in answered.items():
            await tx.conn.execute(
                "INSERT INTO survey_invitations (id, survey_id, person_id, answered) VALUES ($1, $2, $3, $4)",
                uuid4(),
                survey,
                UUID(person),
                done,
            )


async def test_a_survey_counts_only_by_whether_it_was_answered(training: House, clock: FakeClock) -> None:
    room = await held(training, clock, 3)
    answered, silent, never_asked = (str(each.id) for each in room.people)
    await _survey(training, room.cohort, **{answered: True, silent: False})
    await setting.set_rules(training, people.actor(training), room.key, {"share": "80", "survey": "true"})
    eligible: tuple[Chance, list[Why]] = (Chance.ELIGIBLE, [])
    assert await _stands(room) == {
        answered: eligible,
        silent: (Chance.NOT_YET, [Why.SURVEY]),
        never_asked: eligible,
    }
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE surveys SET state = 'closed'")
    assert await _stands(room) == {
        answered: eligible,
        silent: (Chance.NEVER, [Why.SURVEY_LOST]),
        never_asked: eligible,
    }


async def _stands(room: Held) -> dict[str, tuple[Chance, list[Why]]]:
    lines: Any = (await setting.show(room.house, people.actor(room.house), room.key)).lines
    return {str(line.who.id): (line.judgement.chance, [r.why for r in line.judgement.reasons]) for line in lines}
