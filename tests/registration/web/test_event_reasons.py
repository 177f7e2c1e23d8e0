"""Why an event is moved or cancelled: asked where it is confirmed, told to the people, kept in the trail."""

from datetime import UTC, datetime

import httpx

from services.notify.operations import updates
from services.registration.operations.register import register
from shared.contracts.notify import CalendarPut
from shared.house import House
from tests.registration.desk import signed_in, trail
from tests.registration.events import SLUG, load_event, person, sent
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer

PAGE = f"/organize/events/{SLUG}"
MOVED = {"first": "2027-12-10", "timezone": "Asia/Seoul"}
WHY = "The hall <is> taken.\r\nWe found\ta better one."
KEPT = "The hall <is> taken. We found a better one."


async def taking_part(home: House) -> None:
    await load_event(home)
    await register(home, SLUG, person(), language="en", timezone="Asia/Seoul")
    await sent(home)


async def put(home: House) -> CalendarPut:
    [item] = [job for job in await sent(home) if isinstance(job, CalendarPut)]
    return item


async def test_a_move_asks_why_where_it_is_confirmed(desk: httpx.AsyncClient, desk_house: House) -> None:
    await taking_part(desk_house)
    asked = (await desk.post(f"{PAGE}/date", data=MOVED)).text
    assert '<textarea id="field-reason" name="reason"' in asked
    assert "It stands in the message to them, in your words, and in the history of the event." in asked
    done = await desk.post(f"{PAGE}/date", data=MOVED | {"confirmed": "true", "reason": WHY})
    assert done.headers["location"] == f"{PAGE}?done=date"
    assert (await put(desk_house)).reason == KEPT
    [(_, _, new)] = await trail(desk_house, "event.date")
    assert new["reason"] == KEPT
    assert "Reason: <ins>The hall &lt;is&gt; taken. We found a better one.</ins>" in (await desk.get(PAGE)).text


async def test_one_that_is_too_long_is_said_there_and_nothing_typed_is_lost(
    desk: httpx.AsyncClient, desk_house: House
) -> None:
    await taking_part(desk_house)
    for path, more in (("date", MOVED | {"confirmed": "true"}), ("cancel", {})):
        answer = await desk.post(f"{PAGE}/{path}", data={**more, "reason": "x" * 501})
        assert answer.status_code == 422
        assert 'id="error-reason"' in answer.text
        assert "x" * 501 in answer.text
        assert all(f'name="{name}" value="{value}"' in answer.text for name, value in more.items()), (
            "the date goes along"
        )
    assert await sent(desk_house) == []


async def test_it_outlives_a_form_that_somebody_overtook(desk: httpx.AsyncClient, desk_house: House) -> None:
    await taking_part(desk_house)
    stale = await desk.post(f"{PAGE}/date", data=MOVED | {"confirmed": "true", "reason": WHY, "edition": "old"})
    assert stale.status_code == 409
    assert '<input type="hidden" name="reason" value="The hall &lt;is&gt; taken.' in stale.text
    asked = await desk.post(f"{PAGE}/date", data=MOVED | {"reason": "We know why."})
    assert "We know why.</textarea>" in asked.text


async def test_a_cancellation_asks_why_and_says_so(desk: httpx.AsyncClient, desk_house: House) -> None:
    await taking_part(desk_house)
    assert '<textarea id="field-reason" name="reason"' in (await desk.get(f"{PAGE}/cancel")).text
    await desk.post(f"{PAGE}/cancel", data={"reason": WHY})
    item = await put(desk_house)
    assert (item.cancelled, item.reason) == (True, KEPT)
    assert await trail(desk_house, "event.cancelled") == [("event.cancelled", None, {"reason": KEPT})]


async def test_of_a_date_that_is_past_no_mail_is_promised(
    desk_house: House, deliver: Deliver, house: OpenHouse, smtp: MailServer, clock: FakeClock
) -> None:
    await load_event(desk_house, tell=True)
    await register(desk_house, SLUG, person(), language="en", timezone="Asia/Seoul")
    await deliver()
    async with signed_in(desk_house) as client:
        assert "1 person who is registered or waits is told" in (await client.get(f"{PAGE}/cancel")).text
    clock.move_to(datetime(2027, 12, 10, tzinfo=UTC))
    async with signed_in(desk_house) as client:
        page = (await client.get(f"{PAGE}/cancel")).text
        assert "Its date is past, so nobody is written to." in page
        assert "It stands in the history of the event." in page
        assert not any(words in page for words in ("is told", "Send now", "in the message to them"))
        done = await client.post(f"{PAGE}/cancel", data={"reason": ""})
        assert "Its date is past, so nobody is written to." in (await client.get(done.headers["location"])).text
    before = len(smtp.mails)
    clock.advance(hours=1)
    await updates.send_due(await house("notify"))
    await deliver()
    assert len(smtp.mails) == before == 1, "as the pages say"


async def test_programs_give_it_too_and_it_may_be_left_out(desk: httpx.AsyncClient, desk_house: House) -> None:
    await taking_part(desk_house)
    api = f"/api/v1{PAGE}"
    assert (await desk.post(f"{api}/date", json=MOVED | {"reason": "A clash."})).status_code == 200
    assert (await put(desk_house)).reason == "A clash."
    refused = await desk.post(f"{api}/cancel", json={"reason": 7})
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == ["reason"]
    assert (await desk.post(f"{api}/cancel", json={})).status_code == 200
    assert (await put(desk_house)).reason == ""
    assert await trail(desk_house, "event.cancelled") == [("event.cancelled", None, None)]
