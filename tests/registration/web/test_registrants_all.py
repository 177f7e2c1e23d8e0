"""What is done with all that match, over every page: the number is asked first, and holds."""

import re

import httpx

from shared.house import House
from tests.registration.desk import signed_in, trail
from tests.registration.events import TODAY, counts, load_event, sent
from tests.registration.web.registering import TABLE, client, come, home
from tests.support.database import RolledBack

__all__ = ["client", "home"]


async def _ask(client: httpx.AsyncClient, do: str, back: str = "", **more: str) -> httpx.Response:
    """As the form of a table sends it whose first line is ticked, and "All that match"."""
    return await client.post(TABLE, data={"do": do, "all": "1", "back": back, **more})


async def _do(client: httpx.AsyncClient, do: str, back: str = "") -> httpx.Response:
    """Ask, then send what the page that asks holds."""
    asked = (await _ask(client, do, back)).text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked))
    return await client.post(TABLE, data={name: value.replace("&amp;", "&") for name, value in hidden.items()})


async def _statuses(home: House) -> str:
    """The first letters, in the order in which they came."""
    async with home.db.reading() as tx:
        rows = await tx.conn.fetch("SELECT status FROM registrations ORDER BY arrival")
    return "".join(row["status"][0] for row in rows)


async def test_the_table_offers_all_where_there_are_more_pages_than_this(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home)
    await come(home, *range(1, 51))
    assert 'name="all"' not in (await client.get(TABLE)).text
    await come(home, 51)
    assert "All 51 that match, on every page" in (await client.get(TABLE)).text


async def test_all_that_match_are_approved_after_the_page_that_says_how_many(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home, "approval = true\ncapacity = 40")
    await come(home, *range(1, 54), country="KE")
    await come(home, 60, 61)
    asked = (await _ask(client, "approve", "country=KE&sort=name")).text
    assert "Approve 53 registrations?" in asked
    assert await _statuses(home) == "p" * 55
    done = await _do(client, "approve", "country=KE&sort=name")
    assert done.headers["location"].endswith("country=KE&sort=name&done=approve.53.13")
    assert await _statuses(home) == "c" * 40 + "w" * 13 + "pp"
    assert await counts(home) == {"confirmed": (40, 40), "waitlisted": (13, 13), "pending": (2, 2)}
    assert len(await sent(home)) == 53
    assert len(await trail(home, "registration.approved")) == 53


async def test_another_number_by_then_changes_nothing(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true")
    await come(home, 1, 2)
    confirmed = {"confirmed": "true", "count": "2"}
    await come(home, 3)
    refused = await _ask(client, "approve", **confirmed)
    assert refused.status_code == 409
    assert "This would change 3 registrations by now, not 2." in refused.text
    assert await _statuses(home) == "ppp"
    assert (await _ask(client, "approve", confirmed="true")).status_code == 409


async def test_cancelling_all_lets_nobody_in_who_is_cancelled_with_them(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 2")
    await come(home, 1, 2, 3, 4)
    await come(home, 5, country="KE")
    assert "Cancel 4 registrations?" in (await _ask(client, "cancel", "country=KR")).text
    await _do(client, "cancel", "country=KR")
    assert await _statuses(home) == "ccccc"
    assert (await counts(home))["confirmed"] == (1, 1)
    told = [type(job).__name__ for job in await sent(home)]
    assert told == ["CalendarWithdraw", "CalendarWithdraw", "MessageSend", "MessageSend", "CalendarInvite"]


async def test_who_came_is_noted_of_the_confirmed_alone(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 2", when=TODAY)
    await come(home, 1, 2, 3)
    assert "Note that 2 people came?" in (await _ask(client, "came")).text
    assert (await _do(client, "came")).headers["location"].endswith("done=came.2.0")
    async with signed_in(home, "checkin") as browser:
        assert (await _ask(browser, "absent")).status_code == 200
        assert (await _ask(browser, "cancel")).status_code == 403
    nobody = (await _ask(client, "approve")).text
    assert "nobody would be changed" in nobody
    assert (await _ask(client, "erase")).status_code == 400


async def test_badges_of_all_that_match(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    (one, *_) = await come(home, 1, 2, country="KE")
    await come(home, 3)
    page = await client.get(
        "/organize/events/cio-forum/badges", params={"all": "1", "back": "country=KE", "id": str(one)}
    )
    assert "For 2 chosen people with a seat." in page.text
    assert '<input type="hidden" name="back" value="country=KE">' in page.text
    chosen = {"all": "1", "back": "country=KE&q=nobody", "language": "en", "kind": "badges"}
    assert (await client.get("/organize/events/cio-forum/badges.pdf", params=chosen)).status_code == 409


async def test_as_many_statements_for_many_as_for_one(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true\ncapacity = 22")
    assert isinstance(home.db, RolledBack)
    counted: list[tuple[int, int]] = []
    for first, last in ((1, 2), (2, 22)):
        ids = await come(home, *range(first, last))
        for do in ("approve", "came", "cancel"):
            with home.db.counting() as statements:
                await _ask(client, do, confirmed="true", count=str(len(ids)))
            counted.append((len(statements), len(ids)))
    assert counted[:3] == [(number, 1) for number, _ in counted[3:]]
    assert await _statuses(home) == "c" * 21
    assert (await counts(home))["confirmed"] == (0, 0)
