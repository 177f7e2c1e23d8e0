"""Wording, design, pictures and refused corrections by programs."""

from typing import Any

import httpx
import pytest

from services.training.operations.certificates import issuing
from shared.contracts.notify import MessageSend
from shared.identity.accounts import create_token
from tests.support import outbox
from tests.training import people
from tests.training.certificates.given import Held, issue_all

INK = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><path d="M0 5h40v2h-40z"/></svg>'


@pytest.fixture
async def program(room: Held, client: httpx.AsyncClient) -> httpx.AsyncClient:
    """With the token of an organizer's program."""
    token = await create_token(room.house.db, name="Reports", role="organizer")
    client.headers["authorization"] = f"Bearer {token}"
    return client


async def test_what_is_left_out_stays(room: Held, program: httpx.AsyncClient) -> None:
    path = f"/api/v1{room.desk}/design"
    first = {"second_language": "ko", "title_ko": "수료증", "hours": False, "signatory1_name": "Ada Sample"}
    assert (await program.patch(path, json=first)).status_code == 200
    answer = await program.patch(path, json={"pattern": "JJ-{serial}-{tail}", "signatory1_second": "사무총장"})
    assert answer.json() == (await program.get(path)).json()
    assert answer.json() == {
        "fields": {
            "design": "lines", "language": "en", "second_language": "ko", "pattern": "JJ-{serial}-{tail}",
            "awarded_on": "", "hours": False, "organisation": True,
            "title_ko": "수료증", "awarded_ko": "", "done_ko": "", "programme_ko": "",
            "signatory1_name": "Ada Sample", "signatory1_title": "", "signatory1_second": "사무총장",
        },
        "logos": [],
        "signatures": [False],
        "pictures": [""],
    }  # fmt: skip
    assert (await program.patch(path, json=answer.json()["fields"])).json() == answer.json()
    wrong = await program.patch(path, json={"pattern": "x", "design": "round", "awarded_on": "2030-01-01"})
    assert (wrong.status_code, [each["field"] for each in wrong.json()["errors"]]) == (422, ["pattern", "design"])
    assert (await program.patch(path, content=b"pattern=x")).status_code == 400


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("design", {"hours": "maybe", "organisation": []}, ["hours", "organisation"]),
        ("design", {"awarded_on": ["2027-10-07"]}, ["awarded_on"]),
        ("rules", {"survey": "maybe", "assessment": 2, "mandatory": {}}, ["survey", "assessment", "mandatory"]),
        ("rules", {"share": 80.5}, ["share"]),
        ("rules", {"share": [80]}, ["share"]),
        ("rules", {"share": True}, ["share"]),
    ],
)
async def test_what_is_neither_yes_nor_no_nor_a_whole_number_is_refused(
    *, room: Held, program: httpx.AsyncClient, path: str, body: dict[str, Any], fields: list[str]
) -> None:
    before = (await program.get(f"/api/v1{room.desk}/design")).json()
    send = program.patch if path == "design" else program.post
    answer = await send(f"/api/v1{room.desk}/{path}", json=body)
    assert (answer.status_code, [each["field"] for each in answer.json()["errors"]]) == (422, fields)
    assert (await program.get(f"/api/v1{room.desk}/design")).json() == before


async def test_pictures_come_as_they_are(room: Held, program: httpx.AsyncClient) -> None:
    path, svg = f"/api/v1{room.desk}", {"content-type": "image/svg+xml"}
    await program.patch(f"{path}/design", json={"signatory1_name": "Ada Sample"})
    added = await program.post(f"{path}/logos", content=INK, headers=svg)
    assert (added.status_code, len(added.json()["logos"])) == (201, 1)
    again = await program.post(f"{path}/logos", content=INK, headers=svg)
    assert again.json() == added.json()
    signed = await program.put(f"{path}/signatures/1", content=INK, headers=svg)
    assert (signed.status_code, signed.json()["signatures"]) == (200, [True])
    assert (await program.put(f"{path}/signatures/2", content=INK, headers=svg)).status_code == 404
    assert (await program.post(f"{path}/logos", content=b"x", headers=svg)).status_code == 422
    assert (await program.post(f"{path}/logos", content=INK, headers={"content-type": "text/plain"})).status_code == 400
    (digest,) = added.json()["logos"]
    answers = [await program.delete(f"{path}/{what}") for what in (f"logos/{digest}", "signatures/1")]
    assert [answer.status_code for answer in answers] == [204, 204]
    stands = (await program.get(f"{path}/design")).json()
    assert (stands["logos"], stands["signatures"]) == ([], [False])


async def test_a_correction_is_refused_once(room: Held, program: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    await program.post(room.own(0), data={"name": "Official One"})
    path = f"/api/v1{room.desk}/people/{room.people[0].id}/refuse"
    answers = [await program.post(path, json={"public_reason": "As in the passport"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 409]
    told = [job.message for job in await outbox.jobs(room.house, MessageSend)][-1]
    assert (told.template, told.facts["reason"]) == ("certificate.kept", "As in the passport")


@pytest.mark.parametrize("role", ["viewer", "trainer", "checkin"])
async def test_only_organizers_change(room: Held, client: httpx.AsyncClient, role: str) -> None:
    client.headers["authorization"] = f"Bearer {await create_token(room.house.db, name=role, role=role)}"
    path, svg = f"/api/v1{room.desk}", {"content-type": "image/svg+xml"}
    person = f"{path}/people/{room.people[0].id}"
    answers = [
        await client.patch(f"{path}/design", json={"design": "plain"}),
        await client.post(f"{path}/logos", content=INK, headers=svg),
        await client.delete(f"{path}/logos/{'0' * 64}"),
        await client.put(f"{path}/signatures/1", content=INK, headers=svg),
        await client.delete(f"{path}/signatures/1"),
        await client.post(f"{person}/refuse", json={}),
        await client.post(f"{person}/link"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 7


async def test_a_day_of_award_that_holds_no_more_is_told_when_issuing(room: Held, desk: httpx.AsyncClient) -> None:
    design = {"language": "en", "organisation": "true", "awarded_on": "2027-10-07"}
    assert (await desk.post(f"{room.desk}/design", data=design)).status_code == 303
    actor = people.actor(room.house)
    await issuing.begin(room.house, actor, room.key, {room.people[0].id}, unconfirmed=True)
    await _ends(room, "2027-10-08")
    assert await issuing.issue_waiting(room.house) == 0
    said = "Could not be issued: the day of award is not between the last day and today"
    assert (await desk.get(room.desk)).text.count(said) == 1
    answer = await desk.post(f"{room.desk}/issue", data={"unconfirmed": "true"})
    assert (answer.status_code, "the day of award does not hold" in answer.text) == (409, True)
    await _ends(room, "2027-10-07")
    assert await issue_all(room.house, room.key) == 2


async def _ends(room: Held, day: str) -> None:
    when: Any = {"precision": "day", "first": "2027-10-04", "last": day}
    async with room.house.db.transaction() as tx:
        await tx.conn.execute('UPDATE cohorts SET "when" = $1', when)
