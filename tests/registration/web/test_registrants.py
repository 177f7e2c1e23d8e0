"""Registrants for staff: the table, and what is done with several at once."""

import re
from uuid import UUID

import httpx

from shared.contracts.notify import CalendarInvite, CalendarWithdraw, MessageSend
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from tests.registration.desk import trail
from tests.registration.events import TODAY, counts, load_event, sent
from tests.registration.web.registering import TABLE, client, come, home
from tests.support.clock import FakeClock

__all__ = ["client", "home"]


async def _sign_in(home: House, client: httpx.AsyncClient, role: str) -> None:
    email = f"{role}@office.example"
    await add_staff(home.db, email=email, role=role, name=role.title())
    secret = await redeem(home.db, (await sign_in_link(home.db, email)).partition("link=")[2])
    client.cookies.set(cookie_name(secure=False), secret)


async def _do(client: httpx.AsyncClient, what: str, *ids: UUID, **more: str) -> httpx.Response:
    return await client.post(TABLE, data={"do": what, "id": [str(one) for one in ids], **more})


async def _statuses(home: House) -> list[str]:
    async with home.db.reading() as tx:
        return [row["status"] for row in await tx.conn.fetch("SELECT status FROM registrations ORDER BY arrival")]


async def _names(client: httpx.AsyncClient, query: str) -> list[str]:
    """The people of the table in their order."""
    text = (await client.get(f"{TABLE}?{query}")).text
    return re.findall(r'scope="row"><a [^>]+><bdi>(.*?)</bdi>', text)


async def test_only_staff_see_it_and_who_may_look_may_not_act(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "approval = true")
    (one,) = await come(home, 1)
    await _sign_in(home, client, "viewer")
    assert (await client.get(TABLE)).status_code == 200
    assert (await _do(client, "approve", one)).status_code == 403
    assert (await _do(client, "came", one)).status_code == 403
    assert (await client.get(TABLE + ".csv")).status_code == 403
    client.cookies.clear()
    assert (await client.get(TABLE)).status_code == 303
    assert await _statuses(home) == ["pending"]


async def test_the_table_searches_filters_and_sorts(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await come(home, 1, name="Zoe Alpha", country="KE", organisation="100% City", category="mayor")
    await come(home, 2, name="Bo Beta", country="KR", native_name="김베타", organisation_type="city")
    await come(home, 3, name="Ana Gamma", country="KE", organisation="Other_City")
    assert await _names(client, "") == ["Ana Gamma", "Bo Beta", "Zoe Alpha"]
    assert await _names(client, "sort=name") == ["Ana Gamma", "Bo Beta", "Zoe Alpha"]
    assert await _names(client, "sort=-name") == ["Zoe Alpha", "Bo Beta", "Ana Gamma"]
    assert await _names(client, "sort=country") == ["Zoe Alpha", "Ana Gamma", "Bo Beta"]
    assert await _names(client, "q=beta+person2") == ["Bo Beta"]
    assert await _names(client, "q=%EA%B9%80%EB%B2%A0%ED%83%80") == ["Bo Beta"]
    assert await _names(client, "q=100%25") == ["Zoe Alpha"], "% is a sign like any other"
    assert await _names(client, "q=r_c") == ["Ana Gamma"]
    assert await _names(client, "country=KE&category=mayor") == ["Zoe Alpha"]
    assert await _names(client, "organisation_type=city") == ["Bo Beta"]
    assert await _names(client, "status=cancelled") == []
    assert await _names(client, "sort=nonsense&page=x&status=x") == ["Ana Gamma", "Bo Beta", "Zoe Alpha"]


async def test_the_search_minds_no_accents_and_takes_every_script_as_typed(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home)
    await come(home, 1, name="José Müller", organisation="São Paulo")
    await come(home, 2, name="Kim Minsu", native_name="김민수", organisation="서울특별시")
    for query in ("jose", "JOSÉ", "muller", "sao+jose", "jos%C3%A9"):
        assert await _names(client, f"q={query}") == ["José Müller"], query
    for query in ("김민", "서울", "minsu"):
        assert await _names(client, f"q={query}") == ["Kim Minsu"], query
    assert await _names(client, "q=李") == []


async def test_long_lists_have_pages(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await come(home, *range(1, 53))
    first, second = await _names(client, "sort=registered"), await _names(client, "sort=registered&page=2")
    assert (len(first), first[0], second) == (50, "Person 1", ["Person 51", "Person 52"])
    assert "51 to 52 of 52" in (await client.get(TABLE + "?page=2")).text


async def test_approving_gives_seats_in_the_order_of_arrival_and_then_the_queue(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home, "approval = true\ncapacity = 2")
    one, two, three, four = await come(home, 1, 2, 3, 4)
    answer = await _do(client, "approve", four, three, one, back="status=pending")
    assert answer.headers["location"] == f"{TABLE}?status=pending&done=approve.3.1"
    assert await _statuses(home) == ["confirmed", "pending", "confirmed", "waitlisted"]
    jobs = await sent(home)
    assert [type(job) for job in jobs] == [CalendarInvite, CalendarInvite, MessageSend]
    last = jobs[-1]
    assert isinstance(last, MessageSend)
    assert (last.message.template, last.message.facts) == ("registration.waitlisted", {"place": "1"})
    assert await trail(home, "reg") == [
        ("registration.approved", {"status": "pending"}, {"status": "confirmed"}),
        ("registration.approved", {"status": "pending"}, {"status": "confirmed"}),
        ("registration.approved", {"status": "pending"}, {"status": "waitlisted"}),
    ]
    await _do(client, "approve", one, two)
    assert await _statuses(home) == ["confirmed", "waitlisted", "confirmed", "waitlisted"]
    assert len(await sent(home)) == 1, "who was approved before is not approved again"
    assert all(counted == found for counted, found in (await counts(home)).values())


async def test_cancelling_asks_first_then_tells_each_and_lets_the_queue_in(
    home: House, client: httpx.AsyncClient
) -> None:
    await load_event(home, "capacity = 2")
    one, _, three, _ = await come(home, 1, 2, 3, 4)
    asked = await _do(client, "cancel", one, three)
    assert (asked.status_code, "Cancel 2 registrations?" in asked.text) == (200, True)
    assert await _statuses(home) == ["confirmed", "confirmed", "waitlisted", "waitlisted"]

    await _do(client, "cancel", one, three, confirmed="true")
    assert await _statuses(home) == ["cancelled", "confirmed", "cancelled", "confirmed"]
    jobs = await sent(home)
    assert [type(job) for job in jobs] == [CalendarWithdraw, MessageSend, CalendarInvite]
    assert all(counted == found for counted, found in (await counts(home)).values())
    await _do(client, "cancel", one, confirmed="true")
    assert await sent(home) == []
    assert [line[0] for line in await trail(home, "reg")] == ["registration.cancelled"] * 2
    assert await _statuses(home) == ["cancelled", "confirmed", "cancelled", "confirmed"]


async def test_who_came_is_noted_of_the_confirmed_only(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home, "capacity = 1", when=TODAY)
    one, two = await come(home, 1, 2)
    await _sign_in(home, client, "checkin")
    assert (await _do(client, "came", one, two)).headers["location"].endswith("done=came.1.1")
    assert (await _do(client, "came", one)).headers["location"].endswith("done=came.0.0")
    await _do(client, "absent", one)
    assert "Did not come" in (await client.get(TABLE)).text
    assert await trail(home, "reg") == [
        ("registration.came", None, {"came": "yes"}),
        ("registration.came", {"came": "yes"}, {"came": "no"}),
    ]
    assert await sent(home) == []


async def test_people_of_another_event_are_left_alone(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    await load_event(home, slug="other")
    (one,) = await come(home, 1)
    other = "/organize/events/other/registrations"
    await client.post(other, data={"do": "cancel", "id": str(one), "confirmed": "true"})
    await client.post(other, data={"do": "came", "id": str(one)})
    assert (await _statuses(home), await trail(home, "reg")) == (["confirmed"], [])


async def test_after_the_event_only_who_came_is_noted(home: House, client: httpx.AsyncClient, clock: FakeClock) -> None:
    await load_event(home, when=TODAY)
    (one,) = await come(home, 1)
    await client.get(TABLE)
    async with home.db.transaction() as tx:
        await tx.conn.execute("UPDATE events SET over_at = $1", tx.now)
    assert (await _do(client, "cancel", one, confirmed="true")).status_code == 409
    assert (await _do(client, "came", one)).status_code == 303
    assert await _statuses(home) == ["confirmed"]


async def test_nobody_ticked_and_ids_that_are_none(home: House, client: httpx.AsyncClient) -> None:
    await load_event(home)
    answer = await client.post(TABLE, data={"do": "approve"})
    assert answer.headers["location"].endswith("done=nobody")
    assert (await client.post(TABLE, data={"do": "approve", "id": "x"})).status_code == 400
    assert (await client.get("/organize/events/nowhere/registrations")).status_code == 404
