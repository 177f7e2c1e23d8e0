"""The directory for staff: the table, one organisation, membership."""

import httpx
import pytest

from services.registration.operations.register import register
from shared.house import House
from tests.registration.directory import PATH, add, seoul, sign_in, told, trail
from tests.registration.events import SLUG, load_event, person
from tests.registration.web.directories import client, home
from tests.support.statements import counted

__all__ = ["client", "home"]


async def _names(client: httpx.AsyncClient, query: str = "") -> list[str]:
    text = (await client.get(f"{PATH}?{query}")).text
    return [part.partition("</bdi>")[0].rpartition("<bdi>")[2] for part in text.split('scope="row"')[1:]]


async def test_an_organisation_is_added_changed_and_let_go(home: House, client: httpx.AsyncClient) -> None:
    assert "The directory is empty" in (await client.get(PATH)).text
    answer = await client.post(f"{PATH}/new", data=seoul(website="www.seoul.example", aliases="SMG\nSeoul City"))
    page = answer.headers["location"].partition("?")[0]
    shown = (await client.get(answer.headers["location"])).text
    assert ("The organisation is in the directory" in shown, 'value="서울특별시"' in shown) == (True, True)
    (job,) = await told(home)
    assert (job.revision, job.name, job.native_name_language, job.region) == (
        1, "Seoul Metropolitan Government", "ko", "east_asia"
    )  # fmt: skip

    await client.post(page, data=seoul(name="Seoul", networks=["CJK", "NEASCN"], aliases="SMG"))
    (job,) = await told(home)
    assert (job.revision, job.name, job.networks, job.active) == (2, "Seoul", ("CJK", "NEASCN"), True)
    assert (await client.post(page, data={"do": "leave"})).headers["location"] == f"{page}?done=leave"
    await client.post(page, data={"do": "leave"})
    (job,) = await told(home)
    assert (job.revision, job.active) == (3, False)
    assert [line[0] for line in await trail(home)] == ["organisation.added", *["organisation.changed"] * 2]
    assert (await trail(home))[1:] == [
        (
            "organisation.changed",
            {
                "name": "Seoul Metropolitan Government", "aliases": "SMG | Seoul City", "networks": "NEASCN",
            },
            {"name": "Seoul", "aliases": "SMG", "networks": "CJK NEASCN"},
        ),
        ("organisation.changed", {"active": "yes"}, {"active": "no"}),
    ]  # fmt: skip


async def test_a_form_with_mistakes_keeps_what_was_typed(home: House, client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{PATH}/new", data=seoul(name="", country="XX", website="nowhere"))
    assert answer.status_code == 422
    assert answer.text.count('class="error"') == 3
    assert 'value="서울특별시"' in answer.text
    assert await told(home) == []


async def test_accents_stand_in_nobodys_way(home: House, client: httpx.AsyncClient) -> None:
    await add(home, name="Município de São Paulo", country="BR", city="São Paulo", aliases=("Prefeitura",))
    assert await _names(client, "q=sao+municipio") == ["Município de São Paulo"]
    assert await _names(client, "q=PREFEITURA+brazil") == ["Município de São Paulo"]
    for query in ("sao p", "municipio", "prefeit"):
        offered = (await client.get("/organisations.json", params={"q": query})).json()["items"]
        assert [item["name"] for item in offered] == ["Município de São Paulo"], query


async def test_no_two_of_a_country_go_by_one_name(home: House, client: httpx.AsyncClient) -> None:
    await add(home, aliases="SMG")
    again = await client.post(f"{PATH}/new", data=seoul(name="ｓｍｇ", native_name=""))
    assert (again.status_code, "goes by that name" in again.text) == (422, True)
    elsewhere = await client.post(f"{PATH}/new", data=seoul(name="SMG", native_name="", country="KE"))
    assert elsewhere.status_code == 303


async def test_the_table_searches_filters_and_sorts(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await add(home)
    await add(home, name="Nairobi City", native_name="", country="KE", networks=[], city="100%")
    await add(home, name="Acme", native_name="", country="KE", type="corporation", networks=["CJK"], active="no")
    await register(home, SLUG, person(1, organisation="acme", country="KE"), language="en", timezone="Asia/Seoul")
    smg = "Seoul Metropolitan Government"
    assert await _names(client) == ["Acme", "Nairobi City", smg]
    assert await _names(client, "q=%EC%84%9C%EC%9A%B8") == [smg]
    assert await _names(client, "q=kenya+city") == ["Nairobi City"]
    assert await _names(client, "q=100%25") == ["Nairobi City"]
    assert await _names(client, "q=a_i") == []
    assert await _names(client, "type=corporation") == ["Acme"]
    assert await _names(client, "country=KE") == ["Acme", "Nairobi City"]
    assert await _names(client, "region=east_asia") == [smg]
    assert await _names(client, "network=CJK") == ["Acme"]
    assert await _names(client, "active=no") == ["Acme"]
    assert await _names(client, "active=yes") == ["Nairobi City", smg]
    assert await _names(client, "sort=-name") == [smg, "Nairobi City", "Acme"]
    assert await _names(client, "sort=country") == ["Acme", "Nairobi City", smg]
    assert await _names(client, "sort=-registered") == ["Acme", "Nairobi City", smg]
    assert await _names(client, "sort=x&page=x&type=x&active=x") == ["Acme", "Nairobi City", smg]


async def test_a_viewer_looks_and_changes_nothing(home: House, client: httpx.AsyncClient) -> None:
    one = await add(home)
    await told(home)
    await sign_in(home, client, "viewer")
    for path in ("", ".csv", f"/{one.id}"):
        assert (await client.get(PATH + path)).status_code == 200
    assert '<form class="form"' not in (await client.get(f"{PATH}/{one.id}")).text
    for path in ("/new", f"/{one.id}", "/import"):
        assert (await client.post(PATH + path, data=seoul(), files={"file": b"x"})).status_code == 403
    await sign_in(home, client, "checkin")
    assert [(await client.get(PATH + path)).status_code for path in ("", ".csv", ".xlsx", f"/{one.id}")] == [403] * 4
    client.cookies.clear()
    assert (await client.get(PATH)).status_code == 303
    assert await told(home) == []


async def test_what_people_wrote_is_added_or_linked(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    one = await add(home, name="Seoul")
    for number, name in enumerate(["S. Metropolitan", "S. Metropolitan", "Busan"]):
        await register(home, SLUG, person(number, organisation=name), language="en", timezone="Asia/Seoul")
    text = (await client.get(f"{PATH}/unmatched")).text
    assert [part.partition("<")[0] for part in text.split('scope="row"><bdi>')[1:]] == ["S. Metropolitan", "Busan"]
    link = "name=S.+Metropolitan&amp;country=KR"
    assert f"{PATH}/link?{link}" in text
    assert f'value="{one.id}"' in (await client.get(f"{PATH}/link?name=S.+Metropolitan&country=KR")).text
    data = {"name": "S. Metropolitan", "country": "KR"}
    assert (await client.post(f"{PATH}/link", data=data)).status_code == 422
    answer = await client.post(f"{PATH}/link", data=data | {"organisation": str(one.id)})
    assert answer.headers["location"] == f"{PATH}/unmatched?done=linked"
    assert "2 registrations" in (await client.get(f"{PATH}/{one.id}")).text
    assert 'value="Busan"' in (await client.get(f"{PATH}/new?name=Busan&country=KR")).text


async def test_the_registration_form_offers_members(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await add(home, name="Seoul")
    client.cookies.clear()
    form = (await client.get(f"/events/{SLUG}/register")).text
    assert 'list="offered-organisation" data-suggests="/organisations.json"' in form
    assert (await client.get("/organisations.json?q=seo")).json() == {
        "items": [
            {
                "name": "Seoul",
                "native_name": "서울특별시",
                "native_name_language": "ko",
                "type": "city",
                "country": "KR",
            }
        ]
    }
    assert (await client.get("/organisations.json")).json() == {"items": []}


@pytest.mark.parametrize(
    "path", [PATH, f"{PATH}?q=city&sort=registered", f"{PATH}/unmatched", "/organisations.json?q=ci"]
)
async def test_as_many_statements_for_three_rows_as_for_one(home: House, client: httpx.AsyncClient, path: str) -> None:
    await load_event(home)
    numbers = []
    for rows in (range(1), range(1, 3)):
        for row in rows:
            await add(home, name=f"City {row}", native_name="")
            body = person(row, organisation=f"Town {row}")
            await register(home, SLUG, body, language="en", timezone="Asia/Seoul")
        async with counted(home) as sent:
            assert (await client.get(path)).status_code == 200
        numbers.append(len(sent))
    assert numbers[0] == numbers[1] <= 7
