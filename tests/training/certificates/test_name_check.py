"""Nobody is issued a certificate under a name that they have not confirmed, unless staff say so."""

import re

import httpx

from tests.training.certificates.given import Held


def _main(page: str) -> str:
    """The buttons that are filled, by their words."""
    return ", ".join(re.findall(r'<button class="button primary">([^<]*)</button>', page))


async def _confirmed(room: Held, client: httpx.AsyncClient, number: int) -> None:
    answer = await client.post(room.own(number), data={"name": "Wanjiru Kamau"})
    assert answer.headers["location"].endswith("?done=confirmed")


async def test_while_none_is_confirmed_the_page_leads_to_asking(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    page = (await desk.get(room.desk)).text
    assert _main(page) == "Ask 2 people how their name is written"
    assert ("ask them first" in page, "checked" in page.split(' id="rules"')[0]) == (True, False)
    answer = await desk.post(f"{room.desk}/issue", data={"to": "all"})
    assert (answer.status_code, "have not confirmed yet how their name is written" in answer.text) == (409, True)
    await _confirmed(room, client, 0)
    page = (await desk.get(room.desk)).text
    assert (_main(page), "ask them first" in page) == ("Issue 1 certificate", False)
    assert "Also to 1 who has not confirmed the name" in page
    answer = await desk.post(f"{room.desk}/issue", data={"to": "all"})
    assert answer.headers["location"] == f"{room.desk}?done=issuing&count=1"


async def test_a_selection_takes_those_who_have_not_confirmed_only_where_it_is_said(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await _confirmed(room, client, 0)
    form = (await desk.get(room.desk)).text.split('value="ticked">', 1)[1].split("</form>", 1)[0]
    assert re.findall(r'<input[^>]*name="unconfirmed"[^>]*>', form) == [
        '<input type="checkbox" name="unconfirmed" value="true">'
    ]
    ticked = {"to": "ticked", "people": [str(each.id) for each in room.people]}
    answer = await desk.post(f"{room.desk}/issue", data=ticked)
    assert answer.headers["location"] == f"{room.desk}?done=issuing&count=1&left=1"
    answer = await desk.post(f"{room.desk}/issue", data={**ticked, "unconfirmed": "true"})
    assert answer.headers["location"] == f"{room.desk}?done=issuing&count=1&left=1"
