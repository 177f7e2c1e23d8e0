"""Somebody whose certificate was revoked is issued a new one from their page: without a confirmed name only if staff
say so.
"""

import httpx

from services.training.operations.certificates import issuing
from tests.training.certificates.given import Held, issue_all, valid

BOX = 'name="unconfirmed" value="true" required'


async def _revoked(room: Held, desk: httpx.AsyncClient, number: int) -> str:
    """Their page."""
    page = f"{room.desk}/people/{room.people[number].id}"
    assert (await desk.post(f"{page}/revoke", data={"revoke_internal": "By mistake"})).status_code == 303
    return page


async def test_a_name_that_nobody_confirmed_is_printed_only_where_staff_say_so(
    room: Held, desk: httpx.AsyncClient
) -> None:
    await issue_all(room.house, room.key)
    old = (await valid(room.house, room.key))["Official 01"]
    page = (await desk.get(await _revoked(room, desk, 0))).text
    assert ("Issue a new certificate" in page, page.count(BOX)) == (True, 1)
    again = {"to": "ticked", "people": str(room.people[0].id)}
    answer = await desk.post(f"{room.desk}/issue", data=again)
    assert (answer.status_code, "have not confirmed yet how their name is written" in answer.text) == (409, True)
    answer = await desk.post(f"{room.desk}/issue", data=again | {"unconfirmed": "true"})
    assert answer.headers["location"] == f"{room.desk}?done=issuing&count=1"
    assert await issuing.issue_waiting(room.house) == 1
    new = (await valid(room.house, room.key))["Official 01"]
    assert (new != old, new.rpartition("-")[0]) == (True, old.rpartition("-")[0])


async def test_a_confirmed_name_needs_no_word_of_staff(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    assert (await client.post(room.own(1), data={"name": "Kim Gyeonbon"})).status_code == 303
    await issue_all(room.house, room.key)
    page = (await desk.get(await _revoked(room, desk, 1))).text
    assert ("Issue a new certificate" in page, BOX in page) == (True, False)
    answer = await desk.post(f"{room.desk}/issue", data={"to": "ticked", "people": str(room.people[1].id)})
    assert answer.headers["location"] == f"{room.desk}?done=issuing&count=1"
