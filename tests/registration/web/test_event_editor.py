"""Organizers make, change, publish, withdraw and duplicate events in a browser."""

import httpx
import pytest

from services.notify.operations import updates
from services.registration.operations.register import register
from shared.contracts.notify import CalendarInvite, CalendarPut
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.sessions import sign_in_link
from tests.registration.events import SLUG, counts, load_event, person, sent
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.smtp import MailServer
from tests.support.statements import counted
from tests.support.web import client_at

Form = dict[str, str | list[str]]
NEW: Form = {
    "title": "Smart Water Webinar", "kind": "webinar", "precision": "fixed", "first": "2027-06-23", "begins": "15:00",
    "ends": "16:30", "format": "online", "platform": "Zoom", "audience": "members\r\npartners", "capacity": "2",
    "registration_opens": "2027-03-01T09:00", "reminders": ["day", "hours"], "join_url": "https://zoom.example/1",
}  # fmt: skip
PAGE = "/organize/events/smart-water-webinar-2027"


async def edit(client: httpx.AsyncClient, path: str, **changes: str | list[str]) -> httpx.Response:
    """The form as it stands, with these changes, sent."""
    return await client.post(f"{path}/edit", data=await shown(client, path) | changes)


async def shown(client: httpx.AsyncClient, path: str) -> Form:
    """What the form holds."""
    page = (await client.get(f"{path}/edit")).text
    edition = page.partition('name="edition" value="')[2].partition('"')[0]
    return {**NEW, "edition": edition}


async def test_a_draft_is_made_published_and_withdrawn(desk: httpx.AsyncClient, desk_house: House) -> None:
    assert "No events yet" in (await desk.get("/organize/events")).text
    made = await desk.post("/organize/events/new", data=NEW)
    assert made.headers["location"] == f"{PAGE}?done=created"
    page = (await desk.get(made.headers["location"])).text
    assert "This is a draft" in page
    assert "Ada Sample created the event" in page
    public = PAGE.removeprefix("/organize")
    assert (await desk.get(public)).status_code == 404
    assert (await desk.get(f"/api/v1{public}")).status_code == 404
    assert "Smart Water Webinar" not in (await desk.get("/?year=2027")).text
    assert "Only staff see this page" in (await desk.get(f"{PAGE}/preview")).text
    assert await sent(desk_house) == []

    assert "Publish the event?" in (await desk.get(f"{PAGE}/publish")).text
    assert (await desk.post(f"{PAGE}/publish")).headers["location"] == f"{PAGE}?done=published"
    [item] = await sent(desk_house)
    assert isinstance(item, CalendarPut)
    assert (item.title, item.revision, item.withdrawn, item.reminders) == (NEW["title"], 1, False, ("day", "hours"))
    assert (await desk.get(public)).status_code == 200

    assert "Nobody is registered" in (await desk.get(f"{PAGE}/withdraw")).text
    await desk.post(f"{PAGE}/withdraw")
    [item] = await sent(desk_house)
    assert isinstance(item, CalendarPut)
    assert (item.revision, item.withdrawn) == (2, True)
    assert (await desk.get(public)).status_code == 404


async def test_every_problem_at_once_and_nothing_typed_is_lost(desk: httpx.AsyncClient) -> None:
    bad = NEW | {"title": "", "first": "soon", "capacity": "0", "join_url": "zoom", "kind": "party", "city": "Busan"}
    answer = await desk.post("/organize/events/new", data=bad)
    assert answer.status_code == 422
    for field in ("title", "first", "capacity", "join_url", "kind"):
        assert f'id="error-{field}"' in answer.text, field
    assert 'value="Busan"' in answer.text
    assert "members\r\npartners" in answer.text


async def test_a_change_that_calendars_show_asks_first(desk: httpx.AsyncClient, desk_house: House) -> None:
    await desk.post("/organize/events/new", data=NEW)
    await desk.post(f"{PAGE}/publish")
    for number in (1, 2, 3):
        await register(desk_house, PAGE.rpartition("/")[2], person(number), language="en", timezone="Asia/Seoul")
    await sent(desk_house)
    asked = await edit(desk, PAGE, title="Smart Water Day", capacity="3")
    assert asked.status_code == 200
    assert "Tell 3 people of the change?" in asked.text
    assert "<del>Smart Water Webinar</del> <ins>Smart Water Day</ins>" in asked.text
    assert await sent(desk_house) == []
    done = await edit(desk, PAGE, title="Smart Water Day", capacity="3", confirmed="true", at_once="true")
    assert done.headers["location"] == f"{PAGE}?done=changed"
    item, invite = await sent(desk_house)
    assert isinstance(item, CalendarPut)
    assert (item.title, item.at_once) == ("Smart Water Day", True)
    assert isinstance(invite, CalendarInvite)
    assert [part.attendee.person.email for part in invite.parts] == ["person3@example.org"]
    assert (await counts(desk_house, PAGE.rpartition("/")[2]))["confirmed"] == (3, 3)
    page = (await desk.get(PAGE)).text
    assert "<del>2</del> <ins>3</ins>" in page
    lowering = (await edit(desk, PAGE, title="Smart Water Day", capacity="1")).text
    assert "3 confirmed people keep their seats; nobody is moved up until" in lowering
    lowered = await edit(desk, PAGE, title="Smart Water Day", capacity="1", confirmed="true")
    assert lowered.headers["location"] == f"{PAGE}?done=changed"
    assert "More people are confirmed than there are seats" in (await desk.get(PAGE)).text
    assert (await counts(desk_house, PAGE.rpartition("/")[2]))["confirmed"] == (3, 3)


async def test_a_stale_form_is_told_so_and_loses_nothing(desk: httpx.AsyncClient) -> None:
    await desk.post("/organize/events/new", data=NEW)
    typed = await shown(desk, PAGE) | {"city": "Busan"}
    await edit(desk, PAGE, title="Smart Water Day")
    answer = await desk.post(f"{PAGE}/edit", data=typed)
    assert answer.status_code == 409
    assert "Somebody changed this event while you wrote" in answer.text
    assert "Title: Smart Water Day" in answer.text
    assert 'value="Busan"' in answer.text
    edition = answer.text.partition('name="edition" value="')[2].partition('"')[0]
    again = await desk.post(f"{PAGE}/edit", data=typed | {"edition": edition})
    assert again.headers["location"] == f"{PAGE}?done=changed"


async def test_last_years_becomes_next_years(desk: httpx.AsyncClient, desk_house: House) -> None:
    session = '[[events.sessions]]\ntitle = "Opening"\nagenda = ["Welcome"]\nspeakers = [{ name = "Abiodun" }]\n'
    await load_event(desk_house, "capacity = 40\nregistration_opens = 2027-10-01T09:00:00\n" + session)
    form = (await desk.get(f"/organize/events/{SLUG}/duplicate")).text
    assert 'value="2028-10-01T09:00"' in form
    assert '<option value="12" selected>' in form
    made = await desk.post(
        "/organize/events/new",
        data={"title": "CIO Forum", "kind": "forum", "precision": "month", "month": "12", "year": "2028",
              "copy_of": SLUG, "copy_sessions": "true"},
    )  # fmt: skip
    assert made.headers["location"] == "/organize/events/cio-forum-2028?done=created"
    preview = (await desk.get("/organize/events/cio-forum-2028/preview")).text
    assert "Opening" in preview
    assert "Abiodun" in preview


async def test_who_is_registered_keeps_the_event_public(desk: httpx.AsyncClient, desk_house: House) -> None:
    await load_event(desk_house)
    await register(desk_house, SLUG, person(), language="en", timezone="Asia/Seoul")
    assert "Cancel it instead" in (await desk.get(f"/organize/events/{SLUG}/withdraw")).text
    answer = await desk.post(f"/organize/events/{SLUG}/withdraw")
    assert answer.headers["location"] == f"/organize/events/{SLUG}/withdraw"
    assert (await desk.get(f"/events/{SLUG}")).status_code == 200


async def test_the_feed_follows_publishing_and_withdrawing(
    desk: httpx.AsyncClient, house: OpenHouse, deliver: Deliver
) -> None:
    """Through the real queue into notify: nothing of a draft, one entry once it is public, none again after."""
    notify = await house("notify")
    await desk.post("/organize/events/new", data=NEW)
    async with client_at(notify) as public:
        found = []
        for what in ("", "publish", "withdraw", "publish"):
            if what:
                await desk.post(f"{PAGE}/{what}")
            await deliver()
            feed = (await public.get("/calendar/programme.ics")).text
            found.append((feed.count("SUMMARY:Smart Water Webinar"), feed.count("SEQUENCE:0")))
        assert found == [(0, 0), (1, 1), (0, 0), (1, 1)]


async def test_another_link_reaches_everybody_by_mail(
    desk: httpx.AsyncClient, desk_house: House, house: OpenHouse, deliver: Deliver, smtp: MailServer
) -> None:
    await load_event(desk_house, 'join_url = "https://zoom.example/1"', tell=True)
    for number in (1, 2):
        await register(desk_house, SLUG, person(number), language="en", timezone="Asia/Seoul")
    await deliver()
    page = (await desk.get(f"/organize/events/{SLUG}/edit")).text
    edition = page.partition('name="edition" value="')[2].partition('"')[0]
    form = {
        "title": "CIO Forum", "kind": "forum", "format": "in_person", "city": "Seoul", "country": "KR",
        "reminders": ["week", "day", "hours"], "join_url": "https://zoom.example/2", "edition": edition,
    }  # fmt: skip
    asked = await desk.post(f"/organize/events/{SLUG}/edit", data=form)
    assert "Tell 2 people of the change?" in asked.text
    await desk.post(f"/organize/events/{SLUG}/edit", data=form | {"confirmed": "true", "at_once": "true"})
    await deliver()
    assert await updates.send_due(await house("notify")) == 2
    await deliver()
    for number in (1, 2):
        mail = smtp.to(f"person{number}@example.org")[-1]
        assert mail["subject"] == "Changed: CIO Forum"
        assert "https://zoom.example/2" in str(mail.get_body(("plain",)))


async def test_pages_cost_the_same_for_one_row_and_three(desk: httpx.AsyncClient, desk_house: House) -> None:
    costs = []
    for number in (1, 2, 3):
        await desk.post("/organize/events/new", data=NEW | {"title": f"Day {number}"})
        await desk.post("/organize/events/day-1-2027/publish")
        if number == 2:
            continue
        async with counted(desk_house) as seen:
            assert (await desk.get("/organize/events")).text.count('<tr role="row">') == number + 1
            assert (await desk.get("/organize/events/day-1-2027")).status_code == 200
        costs.append(len(seen))
        await desk.post("/organize/events/day-1-2027/withdraw")
    assert costs[0] == costs[1] <= 10


async def test_the_preview_of_a_draft_asks_nobody_for_an_address(desk: httpx.AsyncClient) -> None:
    open_date = NEW | {"precision": "quarter", "year": "2027", "quarter": "3"}
    await desk.post("/organize/events/new", data=open_date)
    assert "/interest" not in (await desk.get(f"{PAGE}/preview")).text
    await desk.post(f"{PAGE}/publish")
    assert "/interest" in (await desk.get(PAGE.removeprefix("/organize"))).text


@pytest.mark.parametrize(
    ("role", "looks", "writes"), [("viewer", 200, 403), ("trainer", 403, 403), ("admin", 200, 303)]
)
async def test_what_each_role_may(desk_house: House, role: str, looks: int, writes: int) -> None:
    await load_event(desk_house)
    await add_staff(desk_house.db, email=f"{role}@office.example", role=role)
    link = await sign_in_link(desk_house.db, f"{role}@office.example")
    async with client_at(desk_house) as client:
        await client.post("/sign-in", data={"link": link.partition("link=")[2]})
        seen = [await client.get(f"/organize/events{path}") for path in ("", f"/{SLUG}", f"/{SLUG}/preview")]
        assert [page.status_code for page in seen] == [looks] * 3
        made = await client.post("/organize/events/new", data=NEW)
        assert made.status_code == writes
        assert (await client.post(f"/organize/events/{SLUG}/withdraw")).status_code == writes


async def test_the_list_is_searched_narrowed_and_paged(desk: httpx.AsyncClient, desk_house: House) -> None:
    for number in range(27):
        await load_event(desk_house, slug=f"event-{number:02}")
    await desk.post("/organize/events/new", data=NEW)
    first = (await desk.get("/organize/events")).text
    assert "1 to 25 of 28" in first
    assert "26 to 28 of 28" in (await desk.get("/organize/events?page=2")).text
    drafts = (await desk.get("/organize/events?state=draft&year=2027&q=water")).text
    assert "1 to 1 of 1" in drafts
    assert "No event fits" in (await desk.get("/organize/events?q=water&state=fixed")).text
