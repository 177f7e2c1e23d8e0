"""The desk's events as JSON: how they are listed, and who may look and who may write."""

import httpx

from services.registration.operations.load_programme import load_programme
from shared.house import House
from shared.identity.accounts import add_staff, create_token
from shared.identity.sessions import sign_in_link
from tests.registration.api.organizing import EVENTS, NEW, ONE, client, home, made
from tests.registration.programme.files import EXPO, programme
from tests.support.statements import counted
from tests.support.web import client_at

__all__ = ["client", "home"]


async def acting_as(home: House, role: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {await create_token(home.db, name=role, role=role)}"}


async def test_the_list_goes_on_where_it_ended_and_narrows(client: httpx.AsyncClient, home: House) -> None:
    await load_programme(home, programme(EXPO))
    await made(client)
    await made(client, title="Air Day", precision="year", year=2029)
    found = []
    cursor = ""
    for _ in range(3):
        body = (await client.get(f"{EVENTS}?limit=1{cursor}")).json()
        found += [item["slug"] for item in body["items"]]
        cursor = f"&cursor={body['next']}"
    assert (found, body["next"]) == (["expo", "water-day-2027", "air-day-2029"], None)
    for query, slugs in (
        ("state=draft", found[1:]), ("state=fixed", ["expo"]), ("year=2029", ["air-day-2029"]),
        ("q=day+water", found[1:2]),
    ):  # fmt: skip
        assert [item["slug"] for item in (await client.get(f"{EVENTS}?{query}")).json()["items"]] == slugs
    bad = await client.get(f"{EVENTS}?state=lost&year=x")
    assert (bad.status_code, {error["field"] for error in bad.json()["errors"]}) == (422, {"state", "year"})


async def test_one_row_and_three_cost_the_same(client: httpx.AsyncClient, home: House) -> None:
    costs = []
    for number in (1, 2, 3):
        await made(client, title=f"Day {number}")
        if number != 2:
            async with counted(home) as seen:
                assert len((await client.get(EVENTS)).json()["items"]) == number
            costs.append(len(seen))
    assert costs[0] == costs[1] <= 3


async def test_who_may_look_and_who_may_write(client: httpx.AsyncClient, home: House) -> None:
    await made(client)
    viewer, trainer = await acting_as(home, "viewer"), await acting_as(home, "trainer")
    assert [(await client.get(path, headers=viewer)).status_code for path in (EVENTS, ONE)] == [200, 200]
    assert [(await client.get(path, headers=trainer)).status_code for path in (EVENTS, ONE)] == [403, 403]
    nobody = {"Authorization": ""}
    assert [(await client.get(path, headers=nobody)).status_code for path in (EVENTS, ONE)] == [401, 401]
    for headers, status in ((viewer, 403), (trainer, 403), (nobody, 401)):
        answers = [
            await client.post(EVENTS, json=NEW, headers=headers),
            await client.patch(ONE, json={"city": "Busan"}, headers=headers),
            await client.post(f"{ONE}/date", json={"first": "2027-09-07", "timezone": "Asia/Seoul"}, headers=headers),
            *[
                await client.post(f"{ONE}/{what}", json={}, headers=headers)
                for what in ("duplicate", "publish", "withdraw", "cancel")
            ],
        ]
        assert [answer.status_code for answer in answers] == [status] * 7
    assert (await client.get(ONE)).json()["state"] == "draft"


async def test_a_cookie_alone_writes_nothing_from_another_site(home: House) -> None:
    await add_staff(home.db, email="ada@office.example", role="organizer", name="Ada")
    link = await sign_in_link(home.db, "ada@office.example")
    async with client_at(home) as client:
        await client.post("/sign-in", data={"link": link.partition("link=")[2]})
        foreign = {"Origin": "https://evil.example"}
        assert (await client.post(EVENTS, json=NEW, headers=foreign)).status_code == 403
        plain = {"Content-Type": "text/plain"}
        assert (await client.post(EVENTS, content=b'{"title": "x"}', headers=plain)).status_code == 400
        assert (await client.post(EVENTS, json=NEW, headers={"Sec-Fetch-Site": "same-origin"})).status_code == 201
        assert (await client.post(f"{ONE}/publish", headers=foreign)).status_code == 403


async def test_the_document_names_it_all(client: httpx.AsyncClient) -> None:
    document = (await client.get("/api/docs/openapi.json")).json()
    schema = document["paths"][EVENTS]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["required"]) == {"title", "kind", "precision"}
    paths = {path.removeprefix(EVENTS) for path in document["paths"] if path.startswith(EVENTS)}
    assert {
        "",
        "/{slug}",
        "/{slug}/publish",
        "/{slug}/withdraw",
        "/{slug}/duplicate",
        "/{slug}/date",
        "/{slug}/cancel",
    } <= paths
