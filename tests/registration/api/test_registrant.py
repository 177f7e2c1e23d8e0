"""One registration as JSON for staff: read, corrected, entered at the desk; and who may be a member of the staff."""

from typing import Any

import pytest

from services.registration.operations.register import register
from shared.contracts.notify import MessageSend
from shared.errors import Invalid
from shared.house import House
from tests.registration.desk import token, trail
from tests.registration.events import SLUG, person, sent
from tests.support.web import client_at

API = f"/api/v1/organize/events/{SLUG}/registrations"


@pytest.fixture
async def one(home: House) -> str:
    done = await register(home, SLUG, person(1), language="en", timezone="Asia/Seoul")
    await sent(home)
    return str(done.answer.id)


async def _ask(home: House, method: str, path: str, body: Any = None, role: str = "organizer", **more: str) -> Any:
    async with client_at(home) as client:
        return await client.request(method, path, json=body, headers={**await token(home, role), **more})


async def test_it_is_read_with_its_history_and_corrected_with_old_and_new(home: House, one: str) -> None:
    answer = await _ask(home, "PATCH", f"{API}/{one}", {"name": "José Person"})
    assert (answer.status_code, answer.json()["name"]) == (200, "José Person")
    body = (await _ask(home, "GET", f"{API}/{one}")).json()
    assert (body["id"], body["badge_code"].replace(" ", "").lower()) == (one, one[-8:])
    happened = [(line["what"], line["actor"], line["old"], line["new"]) for line in body["history"]]
    corrected = ("registration.changed", "Sample program", {"name": "Person 1"}, {"name": "José Person"})
    assert sorted(happened) == [("registered", "", None, None), corrected]
    assert (await _ask(home, "GET", f"{API}/{one}", role="viewer")).status_code == 200
    assert (await _ask(home, "PATCH", f"{API}/{one}", {"name": "X"}, role="viewer")).status_code == 403
    wrong = await _ask(home, "PATCH", f"{API}/{one}", {"nome": "X"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "nome")


async def test_the_link_is_mailed_again(home: House, one: str) -> None:
    assert (await _ask(home, "POST", f"{API}/{one}/link")).status_code == 202
    (letter,) = await sent(home)
    assert isinstance(letter, MessageSend)
    assert (letter.message.template, letter.message.facts) == ("registration.link", {"by": "organizer"})


async def test_somebody_is_entered_once_for_a_key(home: House) -> None:
    body = person(2, category="staff")
    keyed = [await _ask(home, "POST", f"{API}/add", body, **{"Idempotency-Key": "k"}) for _ in range(2)]
    assert [answer.status_code for answer in keyed] == [201, 201]
    assert keyed[0].json() == keyed[1].json()
    assert keyed[0].json()["status"] == "confirmed"
    assert len(await sent(home)) == 1
    again = await _ask(home, "POST", f"{API}/add", body)
    assert (again.status_code, again.json()["type"].rpartition(":")[2]) == (409, "already-registered")
    other = await _ask(home, "POST", f"{API}/add", person(3), **{"Idempotency-Key": "k"})
    assert other.status_code == 422
    assert [line[0] for line in await trail(home, "registration")] == ["registration.added"]


async def test_nobody_makes_themselves_staff(home: House, one: str) -> None:
    with pytest.raises(Invalid) as refused:
        await register(home, SLUG, person(2, category="staff"), language="en", timezone="Asia/Seoul")
    assert [problem.field for problem in refused.value.problems] == ["category"]
    async with client_at(home) as client:
        posted = await client.post(f"/api/v1/events/{SLUG}/registrations", json=person(2, category="staff"))
        assert (posted.status_code, [e["field"] for e in posted.json()["errors"]]) == (422, ["category"])
        assert 'value="staff"' not in (await client.get(f"/events/{SLUG}/register")).text
        mine = (await client.post(f"/api/v1/events/{SLUG}/registrations", json=person(2))).json()
        own = f"/api/v1/registrations/{mine['token']}"
        assert (await client.patch(own, json={"category": "staff"})).status_code == 422
        assert 'value="staff"' not in (await client.get(f"/r/{mine['token']}/change")).text
        assert (await _ask(home, "PATCH", f"{API}/{mine['id']}", {"category": "staff"})).status_code == 200
        changed = await client.patch(own, json={"job_title": "Usher"})
        assert (changed.status_code, changed.json()["category"]) == (200, "staff")
        assert 'value="staff" selected' in (await client.get(f"/r/{mine['token']}/change")).text
    assert one
