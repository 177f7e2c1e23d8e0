"""What the pages that ask before cancelling promise is what happens."""

from uuid import UUID

import httpx

from shared.house import House
from tests.registration.events import load_event
from tests.registration.web.registering import TABLE, client, come, home

__all__ = ["client", "home"]
_ENTRY = "The entry leaves their calendar."
_FIRST = "The first of the waiting list gets a seat at once."
_NONE = "No seat becomes free by this."
_OVERFULL = "Nobody moves up from the waiting list"


async def _one(client: httpx.AsyncClient, id_: UUID) -> str:
    return (await client.post(f"{TABLE}/{id_}", data={"do": "cancel"})).text


async def _several(client: httpx.AsyncClient, *ids: UUID) -> str:
    return (await client.post(TABLE, data={"do": "cancel", "id": [str(each) for each in ids]})).text


def _said(text: str) -> tuple[bool, bool, bool, bool]:
    return _ENTRY in text, _FIRST in text, _NONE in text, _OVERFULL in text


async def test_of_one_person(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1")
    (seated,) = await come(home, 1)
    assert _said(await _one(client, seated)) == (True, False, False, False), "nobody waits"
    waiting, _ = await come(home, 2, 3)
    assert _said(await _one(client, seated)) == (True, True, False, False)
    assert _said(await _one(client, waiting)) == (False, False, True, False)
    await client.post(f"{TABLE}/{waiting}", data={"do": "seat", "confirmed": "true"})
    assert _said(await _one(client, seated)) == (True, False, False, True)


async def test_of_who_has_no_entry_for_the_date_is_open(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when='{ precision = "month", year = 2027, month = 12 }')
    (one,) = await come(home, 1)
    assert _said(await _one(client, one)) == (False, False, False, False)
    assert "They get a message." in await _one(client, one)


async def test_of_several(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 2")
    one, two, three, four, five = await come(home, 1, 2, 3, 4, 5)
    both = await _several(client, one, two)
    assert "Each of them gets a message. The entry leaves their calendar." in both
    assert "The first 2 of the waiting list get seats at once." in both
    mixed = await _several(client, one, three)
    assert "The entry leaves the calendar of those who have a seat. The first of the waiting" in mixed
    assert _said(await _several(client, three, four)) == (False, False, True, False)
    assert _said(await _several(client, one, three, four, five)) == (False, False, False, False)
    await client.post(TABLE, data={"do": "cancel", "id": [str(three)], "confirmed": "true"})
    assert "Cancel 1 registration?" in await _several(client, two, three), "who is cancelled is counted no more"
    assert "All of those ticked were cancelled before." in await _several(client, three)
    matching = await client.post(TABLE, data={"do": "cancel", "all": "1", "back": "status=waitlisted"})
    assert ("Cancel 2 registrations?" in matching.text, _NONE in matching.text) == (True, True)
