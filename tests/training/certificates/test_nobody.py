"""Where nobody can be issued a certificate, the page and programs say why, as it is."""

import httpx

from services.training.operations.certificates import issuing
from shared.identity.accounts import create_token
from tests.training.certificates.given import Held, issue_all

_ELIGIBLE = "Nobody is eligible now: the list says why."
_SELECTED = "None of those who were selected is eligible: the list says why."
_UNDER_WAY = "Issuing was under way already: nobody gets two."
_UNCONFIRMED = "Those who are eligible have not confirmed yet how their name is written."
_ISSUED = "Whoever is eligible was issued one already; of the others the list says why not."
WORDS = (_ELIGIBLE, _SELECTED, _UNDER_WAY, _UNCONFIRMED, _ISSUED)


async def said(desk: httpx.AsyncClient, room: Held, **form: object) -> list[str]:
    """By the page that a form of issuing leads to, and not by the page itself."""
    answer = await desk.post(f"{room.desk}/issue", data={"to": "all", **form})
    page = (await desk.get(answer.headers["location"])).text
    assert not [words for words in WORDS if words in (await desk.get(room.desk)).text]
    return [words for words in WORDS if words in page]


async def test_that_nobody_is_eligible(room: Held, desk: httpx.AsyncClient) -> None:
    await desk.post(f"{room.desk}/rules", data={"share": "80", "assessment": "true"})
    assert await said(desk, room) == [_ELIGIBLE]
    first = room.people[0].id
    await desk.post(f"{room.desk}/people/{first}/say", data={"exception": "granted", "reason": "Was ill"})
    assert await said(desk, room, to="ticked", people=str(room.people[1].id)) == [_SELECTED]


async def test_that_names_are_not_confirmed_or_that_all_have_one(room: Held, desk: httpx.AsyncClient) -> None:
    assert await said(desk, room) == [_UNCONFIRMED]
    await issue_all(room.house, room.key)
    assert await said(desk, room, unconfirmed="true") == [_ISSUED]


async def test_that_it_is_under_way(room: Held, desk: httpx.AsyncClient) -> None:
    assert await said(desk, room, unconfirmed="true") == []
    assert await said(desk, room, unconfirmed="true") == [_UNDER_WAY]
    selected = {"to": "ticked", "people": str(room.people[1].id), "unconfirmed": "true"}
    assert await said(desk, room, **selected) == [_UNDER_WAY]
    await issuing.issue_waiting(room.house)
    assert await said(desk, room, unconfirmed="true") == [_ISSUED]


async def test_programs_are_told_too(room: Held, desk: httpx.AsyncClient) -> None:
    token = await create_token(room.house.db, name="Reports", role="organizer")
    headers = {"authorization": f"Bearer {token}"}
    problem = (await desk.post(f"/api/v1{room.desk}/issue", json={}, headers=headers)).json()
    assert (problem["type"], problem["detail"]) == ("urn:wego:problem:unconfirmed", _UNCONFIRMED)


async def test_issuing_to_those_without_confirmed_names_is_offered_in_whole_words(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    page = (await desk.get(room.desk)).text
    assert ("Issue to 2 who have not confirmed their names" in page, "Also to" in page) == (True, False)
    await client.post(room.own(0), data={"name": "Official One", "native_name": ""})
    page = (await desk.get(room.desk)).text
    assert ("Issue 1 certificate<" in page, "Also to 1 who has not confirmed the name" in page) == (True, True)
