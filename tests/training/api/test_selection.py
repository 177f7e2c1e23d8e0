"""The selection as JSON: the same operations as the pages."""

import httpx
import pytest

from services.training.operations import my_offer
from shared.house import House
from shared.identity.accounts import create_token
from tests.training.chosen import ONE_A_CITY, Chosen, nominated, reviewed
from tests.training.files import CHENGDU

ROOT = "/api/v1/organize/training/chengdu-2027"


@pytest.fixture
async def chengdu(training: House) -> Chosen:
    made = await nominated(training, CHENGDU, "chengdu-2027", people=8, cities=8, quotas=(ONE_A_CITY,))
    await reviewed(made, 1)
    return made


@pytest.fixture
async def api(training: House, client: httpx.AsyncClient) -> httpx.AsyncClient:
    token = await create_token(training.db, name="Board", role="organizer")
    client.headers["Authorization"] = f"Bearer {token}"
    return client


async def test_a_selection_from_draft_to_offers(chengdu: Chosen, api: httpx.AsyncClient) -> None:
    ids = [str(each.id) for each in chengdu.people]
    shown = (await api.get(f"{ROOT}/selection")).json()
    assert [each["id"] for each in shown["candidates"]] == ids
    assert (shown["candidates"][0]["score"], shown["revision"], shown["seats_from"], shown["seats_to"]) == (
        "100.0", 0, 4, 6,
    )  # fmt: skip
    kept = await api.put(f"{ROOT}/selection", json={"revision": 0, "chosen": ids[:4], "reserve": [ids[5], ids[4]]})
    assert (kept.status_code, kept.json()["chosen"], kept.json()["reserve"]) == (200, ids[:4], [ids[5], ids[4]])
    assert {(each["by"], each["filled"]) for each in kept.json()["quotas"]} == {("city", 0), ("city", 1)}
    stale = await api.put(f"{ROOT}/selection", json={"revision": 0, "chosen": ids[:4]})
    assert (stale.status_code, stale.json()["type"]) == (409, "urn:wego:problem:changed-meanwhile")
    sent = await api.post(f"{ROOT}/selection/publication", json={"revision": 1})
    assert (sent.status_code, [each["state"] for each in sent.json()["items"]]) == (200, ["offered"] * 4)
    again = await api.post(f"{ROOT}/selection/publication", json={"revision": 2})
    assert again.status_code == 409
    assert sent.json()["reserve"] == [ids[5], ids[4]]
    order = {"revision": sent.json()["revision"], "reserve": [ids[4], ids[5]]}
    assert (await api.put(f"{ROOT}/offers/reserve", json=order)).json()["reserve"] == [ids[4], ids[5]]
    await my_offer.decline(chengdu.house, chengdu.token(1), {})
    offers = (await api.get(f"{ROOT}/offers")).json()
    assert {each["nomination"]: each["outcome"] for each in offers["items"]} == {
        ids[0]: "declined", ids[1]: None, ids[2]: None, ids[3]: None, ids[4]: None,
    }  # fmt: skip
    moved = await api.post(f"{ROOT}/offers/{ids[5]}")
    assert (moved.status_code, len(moved.json()["items"]), moved.json()["reserve"]) == (200, 6, [])
    later = await api.put(f"{ROOT}/offers/{ids[5]}", json={"accept_by": "2027-04-01"})
    assert later.json()["items"][-1]["accept_by"] == "2027-04-01"
    back = await api.post(f"{ROOT}/offers/{ids[5]}/withdrawal")
    assert back.json()["items"][-1]["outcome"] == "withdrawn"


@pytest.mark.parametrize(
    "body", [{}, {"revision": "x"}, {"revision": 0, "chosen": [1]}, {"revision": 0, "chosen": "no"}]
)
async def test_odd_bodies_are_refused(chengdu: Chosen, api: httpx.AsyncClient, body: dict[str, object]) -> None:
    answer = await api.put(f"{ROOT}/selection", json={**body})
    assert answer.status_code in (200, 422)
    assert (await api.post(f"{ROOT}/selection/publication", json=body)).status_code == 422
    assert (await api.put(f"{ROOT}/offers/nonsense", json=body)).status_code in (404, 409)


async def test_viewers_look_and_change_nothing(chengdu: Chosen, training: House, client: httpx.AsyncClient) -> None:
    token = await create_token(training.db, name="Wall", role="viewer")
    client.headers["Authorization"] = f"Bearer {token}"
    assert (await client.get(f"{ROOT}/selection")).status_code == 200
    assert (await client.put(f"{ROOT}/selection", json={"revision": 0, "chosen": []})).status_code == 403
    assert (await client.post(f"{ROOT}/selection/publication", json={"revision": 0})).status_code == 403
