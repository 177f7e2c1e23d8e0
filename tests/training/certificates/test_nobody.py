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
_REVOKED = "Whoever is eligible and has none had theirs revoked: select them to issue a new one."
WORDS = (_ELIGIBLE, _SELECTED, _UNDER_WAY, _UNCONFIRMED, _ISSUED, _REVOKED)


async def said(desk: httpx.AsyncClient, room: Held, **form: object) -> list[str]:
    """By the page that answers a form of issuing, and not by the page itself; nothing where it is issued."""
    answer = await desk.post(f"{room.desk}/issue", data={"to": "all", **form})
    assert not [words for words in WORDS if words in (await desk.get(room.desk)).text]
    found = [words for words in WORDS if words in answer.text]
    assert answer.status_code == (409 if found else 303)
    return found


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


async def test_that_what_they_had_was_revoked(room: Held, desk: httpx.AsyncClient) -> None:
    await issue_all(room.house, room.key)
    people = [f"{room.desk}/people/{who.id}" for who in room.people]
    await desk.post(f"{people[0]}/revoke", data={"revoke_internal": "By mistake"})
    assert await said(desk, room, unconfirmed="true") == [_REVOKED]
    await desk.post(f"{people[1]}/revoke", data={"revoke_internal": "By mistake"})
    assert 'Eligible, none issued <span class="count">2</span>' in (await desk.get(room.desk)).text
    assert await said(desk, room, unconfirmed="true") == [_REVOKED]
    assert await said(desk, room, to="ticked", people=str(room.people[0].id), unconfirmed="true") == []


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


async def test_who_was_selected_still_is(room: Held, desk: httpx.AsyncClient) -> None:
    first, second = (str(who.id) for who in room.people)
    answer = await desk.post(f"{room.desk}/issue", data={"to": "ticked", "people": first, "show": "eligible"})
    assert (answer.status_code, _UNCONFIRMED in answer.text) == (409, True)
    assert [f'value="{id_}" checked' in answer.text for id_ in (first, second)] == [True, False]
    assert 'name="show" value="eligible"' in answer.text
    assert 'name="unconfirmed" value="true" checked' not in answer.text
    await desk.post(f"{room.desk}/rules", data={"share": "80", "assessment": "true"})
    sent = {"to": "ticked", "people": second, "unconfirmed": "true"}
    answer = await desk.post(f"{room.desk}/issue", data=sent)
    assert (answer.status_code, _SELECTED in answer.text) == (409, True)
    assert [f'value="{id_}" checked' in answer.text for id_ in (first, second)] == [False, True]
    assert 'name="unconfirmed" value="true" checked' in answer.text
