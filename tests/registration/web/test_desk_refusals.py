"""What the desk says of an event that stays as it is: at once, with the way back; and of one whose date is past."""

import httpx
import pytest

from shared.house import House
from tests.registration.events import SLUG, TODAY, counts, load_event, sent
from tests.registration.web.registering import TABLE, client, come, home

__all__ = ["client", "home"]

DESK = f"/organize/events/{SLUG}"
DATE = {"first": "2027-09-07", "last": "2027-09-09", "timezone": "Asia/Seoul"}


async def _close(home: House) -> None:
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET closed_at = $2, activity_revision = 1 WHERE slug = $1", SLUG, tx.now)


async def _cancel(client: httpx.AsyncClient) -> None:
    assert (await client.post(f"{DESK}/cancel", data={"at_once": "true"})).status_code == 303


def _refused(answer: httpx.Response, why: str, back: str) -> tuple[int, bool, bool, bool]:
    text = answer.text
    return (
        answer.status_code,
        why in text,
        f'<a class="button primary" href="{back}">' in text,
        f'method="post" action="{DESK}' in text,
    )


@pytest.mark.parametrize("page", ["date", "edit", "publish", "withdraw"])
async def test_a_cancelled_event_is_refused_before_anybody_types(
    home: House, client: httpx.AsyncClient, page: str
) -> None:
    await load_event(home)
    assert (await client.get(f"{DESK}/{page}")).status_code == 200
    await _cancel(client)
    answer = await client.get(f"{DESK}/{page}")
    assert _refused(answer, "This event was cancelled;", DESK) == (409, True, True, False)


@pytest.mark.parametrize("page", ["date", "edit", "cancel"])
async def test_a_closed_event_is_refused_in_the_same_way(home: House, client: httpx.AsyncClient, page: str) -> None:
    await load_event(home)
    await _close(home)
    answer = await client.get(f"{DESK}/{page}")
    assert _refused(answer, "This event is closed. Open it again first", DESK) == (409, True, True, False)


async def test_what_was_typed_before_the_cancellation_is_not_asked_about(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home)
    await come(home, 1, 2, 3)
    assert "Tell 3 people who take part of the new date?" in (await client.post(f"{DESK}/date", data=DATE)).text
    await _cancel(client)
    await sent(home)
    for path, body in (
        ("date", DATE),
        ("date", {"first": ""}),
        ("date", {**DATE, "confirmed": "true"}),
        ("edit", {"title": "X"}),
    ):
        answer = await client.post(f"{DESK}/{path}", data=body)
        assert _refused(answer, "This event was cancelled;", DESK) == (409, True, True, False), path
    assert await sent(home) == []


async def test_registrations_of_a_cancelled_event_are_not_cancelled(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, when=TODAY)
    (one,) = await come(home, 1)
    buttons = [f'name="do" value="{what}"' for what in ("approve", "came", "cancel")]
    assert [each in (await client.get(TABLE)).text for each in buttons] == [True, True, True]
    await _cancel(client)
    assert [each in (await client.get(TABLE)).text for each in buttons] == [False, True, False]
    for more in ({}, {"confirmed": "true"}):
        answer = await client.post(TABLE, data={"do": "cancel", "id": str(one), "back": "q=person", **more})
        assert _refused(answer, "This event is over or cancelled", f"{TABLE}?q=person") == (409, True, True, False)
    assert (await counts(home))["confirmed"] == (1, 1)


@pytest.mark.parametrize(
    ("more", "when", "said"),
    [
        ("", "", "and people can register. No message goes out."),
        (
            "",
            '{ precision = "day", first = 2019-03-05, last = 2019-03-06 }',
            "Its date is past, so nobody can register.",
        ),
        ("registration_closes = 2020-01-01T00:00:00", "", "Registration has closed already, so nobody can register."),
        ("registration_opens = 2027-12-01T00:00:00", "", "Registration opens later, as the event says."),
    ],
)
async def test_publishing_says_whether_anybody_can_register(
    home: House, client: httpx.AsyncClient, more: str, when: str, said: str
) -> None:
    await load_event(home, more, when)
    await client.post(f"{DESK}/withdraw")
    text = (await client.get(f"{DESK}/publish")).text
    assert said in text
    assert ("people can register" in text) is (more == when == "")
