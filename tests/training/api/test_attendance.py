"""Marks in batches: added once, refused alone, in conflict until decided; for whom the door is open."""

import asyncio
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from services.training.domain.attendance import standings
from services.training.store import attendance, sessions, staffing
from shared.house import House
from shared.identity.accounts import create_token
from tests.support.house import OpenHouse
from tests.support.statements import counted
from tests.support.web import client_at
from tests.training import people
from tests.training.classroom import Classroom, classroom, mark, said, send


@pytest.fixture
async def room(training: House) -> Classroom:
    return await classroom(training)


def results(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [each["result"] for each in answer.json()["marks"]]


async def state(client: httpx.AsyncClient, room: Classroom) -> dict[str, Any]:
    return (await client.get(room.path(), headers=room.bearer)).json()  # type: ignore[no-any-return]


async def test_marks_are_kept_and_the_state_is_answered(client: httpx.AsyncClient, room: Classroom) -> None:
    one, two, three = room.people
    marks = [
        mark(one, "present"),
        mark(two, "late", late_minutes=12, left_minutes=5),
        mark(three, "left_early", left_minutes=9),
    ]
    answer = await send(client, room, *marks, device={"id": str(uuid4()), "name": "Prof Park", "kind": "Firefox"})
    assert results(answer) == ["kept"] * 3
    body = answer.json()["state"]
    assert [(p["name"], p["state"], p["late_minutes"], p["left_minutes"]) for p in body["people"]] == [
        ("Official 01", "present", 0, 0), ("Official 02", "late", 12, 5), ("Official 03", "left_early", 0, 9),
    ]  # fmt: skip
    assert body["people"][0]["heads"][0]["by"] == "Prof Park"
    assert body["people"][0]["heads"][0]["client_id"] == marks[0]["client_id"]
    assert (body["starts_at"], body["now"]) == ("2027-10-04T00:00:00Z", "2027-10-03T23:00:00Z")


async def test_a_batch_that_comes_again_adds_nothing(client: httpx.AsyncClient, room: Classroom) -> None:
    batch = [mark(person, "present") for person in room.people]
    first = await send(client, room, *batch, batch[0])
    assert results(first) == ["kept", "kept", "kept", "known"]
    again = await send(client, room, *batch)
    assert results(again) == ["known"] * 3
    assert again.json()["state"] == first.json()["state"]
    assert again.headers["etag"] == first.headers["etag"]


async def test_two_marks_that_replace_the_same_are_a_conflict_until_decided(
    client: httpx.AsyncClient, room: Classroom
) -> None:
    person = room.people[0]
    first = mark(person, "present")
    one, two = (mark(person, each, first["client_id"]) for each in ("absent", "excused"))
    seen = []
    for order in permutations([first, one, two]):
        for each in order:
            await send(client, room, each)
        seen.append(await state(client, room))
    assert all(said(each)["Official 01"] == ("unmarked", True) for each in seen)
    assert len({each["now"] for each in seen}) == 1
    assert all(each == seen[0] for each in seen)
    answer = await send(client, room, mark(person, "excused", one["client_id"], two["client_id"]))
    assert said(answer.json()["state"])["Official 01"] == ("excused", False)


async def test_a_cancelled_session_refuses_new_marks_and_knows_those_it_took(
    client: httpx.AsyncClient, room: Classroom
) -> None:
    one, two, _ = room.people
    taken = mark(one, "present")
    await send(client, room, taken)
    async with room.house.db.transaction() as tx:
        await sessions.cancel(tx, room.session.id)
    answer = await send(client, room, taken, mark(two, "present"))
    assert results(answer) == ["known", "refused"]
    assert answer.json()["marks"][1]["errors"][0]["message"].startswith("This session was cancelled")
    assert answer.json()["state"]["cancelled"] is True
    assert said(answer.json()["state"])["Official 02"] == ("unmarked", False)


async def test_an_excuse_has_a_reason(client: httpx.AsyncClient, room: Classroom) -> None:
    one, two, _ = room.people
    answer = await send(client, room, mark(one, "excused", why=" "), mark(two, "excused", why="Flight moved"))
    assert results(answer) == ["refused", "kept"]
    assert [each["field"] for each in answer.json()["marks"][0]["errors"]] == ["why"]
    heads = [head["why"] for each in answer.json()["state"]["people"] for head in each["heads"]]
    assert heads == ["Flight moved"]


async def test_a_bad_mark_is_refused_alone_with_all_that_is_wrong(client: httpx.AsyncClient, room: Classroom) -> None:
    one, two, three = room.people
    other = await people.jeju_like(room.house)
    stranger = await people.participant(room.house, other, 9)
    good = mark(one, "present")
    answer = await send(
        client,
        room,
        good,
        {"client_id": "x", "state": "here", "replaces": ["y"], "at": "yesterday", "why": "x" * 301},
        mark(two, "late"),
        mark(three, "present", late_minutes=3),
        mark(stranger, "present"),
        {**good, "state": "absent"},
        "no object",  # type: ignore[arg-type]  # what a broken device sends
    )
    assert results(answer) == ["kept"] + ["refused"] * 6
    fields = [[error["field"] for error in each["errors"]] for each in answer.json()["marks"]]
    assert fields == [
        [], ["client_id", "participant", "state", "replaces", "at", "why"], ["late_minutes"], ["late_minutes"],
        ["participant"], ["client_id"], ["marks"],
    ]  # fmt: skip
    assert said(answer.json()["state"]) == {
        "Official 01": ("present", False), "Official 02": ("unmarked", False), "Official 03": ("unmarked", False),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "field"),
    [({}, "marks"), ({"marks": [{}] * 501}, "marks"), ({"marks": [], "device": {"id": "x"}}, "device.id")],
)
async def test_a_batch_that_is_none(
    client: httpx.AsyncClient, room: Classroom, body: dict[str, Any], field: str
) -> None:
    answer = await client.put(room.path(), json=body, headers=room.bearer)
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, [field])


async def test_nothing_changed_is_not_sent_again(client: httpx.AsyncClient, room: Classroom) -> None:
    first = await client.get(room.path(), headers=room.bearer)
    again = await client.get(room.path(), headers={**room.bearer, "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await send(client, room, mark(room.people[0], "present"))
    changed = await client.get(room.path(), headers={**room.bearer, "If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200


async def test_the_link_opens_its_own_cohort_until_it_is_replaced(client: httpx.AsyncClient, room: Classroom) -> None:
    assert (await client.get(room.path())).status_code == 401
    assert (await client.get(room.path(), headers={"Authorization": "Bearer nonsense"})).status_code == 401
    other = room.house.links.token("trainer", UUID(int=1))
    assert (await client.get(room.path(), headers={"Authorization": f"Bearer {other}"})).status_code == 401
    newer = room.house.links.token("trainer", room.cohort, 1)
    answer = await client.get(room.path(), headers={"Authorization": f"Bearer {newer}"})
    assert (answer.status_code, answer.json()["type"]) == (410, "urn:wego:problem:link-replaced")


async def test_programs_by_their_role(client: httpx.AsyncClient, room: Classroom) -> None:
    seen: dict[str, int] = {}
    for role in ("organizer", "viewer", "trainer"):
        secret = await create_token(room.house.db, name=role, role=role)
        seen[role] = (await client.get(room.path(), headers={"Authorization": f"Bearer {secret}"})).status_code
    assert seen == {"organizer": 200, "viewer": 403, "trainer": 403}


async def test_a_session_of_another_cohort_is_none_of_this(client: httpx.AsyncClient, room: Classroom) -> None:
    other = await people.session(room.house, await people.jeju_like(room.house))
    assert (await client.get(room.path(other), headers=room.bearer)).status_code == 404
    assert (await client.get(room.path().replace(str(room.session.id), "x"), headers=room.bearer)).status_code == 404


async def test_who_is_expected(client: httpx.AsyncClient, training: House) -> None:
    cohort = await people.jeju(training)
    async with training.db.transaction() as tx:
        for key in ("a", "b"):
            await staffing.put_group(tx, people.group(cohort, key))
    for number, key in enumerate(("a", "b", ""), 1):
        await people.participant(training, cohort, number, group_key=key)
    session = await people.session(training, cohort, groups=("a",))
    room = Classroom(training, cohort, session, [])
    assert list(said(await state(client, room))) == ["Official 01"]


async def test_the_ledger_cannot_be_changed(client: httpx.AsyncClient, room: Classroom) -> None:
    await send(client, room, mark(room.people[0], "present", why="x"))
    for statement in (
        "UPDATE marks SET state = 'absent'",
        "UPDATE marks SET by = 'x'",
        "DELETE FROM marks",
        "TRUNCATE marks",
    ):
        with pytest.raises(asyncpg.IntegrityConstraintViolationError):
            async with room.house.db.transaction() as tx:
                await tx.conn.execute(statement)


async def test_as_many_statements_for_forty_as_for_one(client: httpx.AsyncClient, room: Classroom) -> None:
    async with counted(room.house) as one:
        await send(client, room, mark(room.people[0], "present"))
    for number in range(4, 41):
        room.people.append(await people.participant(room.house, room.cohort, number))
    async with counted(room.house) as forty:
        assert results(await send(client, room, *(mark(each, "absent") for each in room.people))) == ["kept"] * 40
    assert len(one) == len(forty) <= 7


async def test_batches_of_many_devices_at_once_end_in_one_record(committed_house: OpenHouse) -> None:
    """Real commits, one after the other and at the same time, each sent twice: every mark once, one standing."""
    house = await committed_house("training")
    room = await classroom(house)
    first = [mark(each, "present") for each in room.people]
    batches = [
        [mark(person, each, before["client_id"]) for person, before in zip(room.people, first, strict=True)]
        for each in ("absent", "absent", "excused")
    ] + [first]
    async with client_at(house) as client:
        answers = await asyncio.gather(*(send(client, room, *batch) for batch in batches * 2))
        sent = {each["client_id"] for batch in batches for each in batch}
        kept = [each["client_id"] for answer in answers for each in answer.json()["marks"] if each["result"] == "kept"]
        assert sorted(kept) == sorted(sent)
        body = await state(client, room)
    assert set(said(body).values()) == {("unmarked", True)}
    async with house.db.reading() as tx:
        ledger = await attendance.of_session(tx, room.session.id)
    assert {str(each.client_id) for each in ledger} == sent
    assert {len(each.heads) for each in standings(ledger).values()} == {3}
