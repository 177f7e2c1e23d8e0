"""People, trainers and groups on the desk; the personal page of a place; calendars that follow a timetable."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import httpx
import pytest
from ical.calendar_stream import IcsCalendarStream

from services.training.operations import tell, timetable
from services.training.operations.places import LINK
from services.training.store import participants, staffing
from shared.contracts.notify import CalendarFollow, CalendarInvite, CalendarWithdraw
from shared.contracts.registration import DeskPut
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.outbox import clear, jobs
from tests.support.smtp import MailServer
from tests.support.statements import counted
from tests.support.web import client_at
from tests.training.people import actor, body, jeju, official, participant, seoul, session, trainer
from tests.training.web.conftest import SignedIn

COHORT = "/organize/training/jeju-2027"
PEOPLE = f"{COHORT}/participants"
STAFFING = f"{COHORT}/staffing"


def words(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def form(number: int = 1, **changes: Any) -> dict[str, Any]:
    return official(number, language="en", timezone="Africa/Nairobi", **changes)


def titles(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return sorted(str(event.summary) for event in IcsCalendarStream.calendar_from_ics(answer.text).events)


def mails(smtp: MailServer) -> list[EmailMessage]:
    return smtp.to("official1@example.org")


async def place_link(house: House, cohort: Any, version: int = 0) -> str:
    async with house.db.reading() as tx:
        (who,) = await participants.of_cohort(tx, cohort, None)
    return f"/t/{house.links.token(LINK, who.id, version)}"


async def test_adding_changing_and_withdrawing_a_person(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await clear(training)
    bad = await desk.post(f"{PEOPLE}/new", data=form(name="", email="x"))
    assert bad.status_code == 422
    assert "Write the name as it should stand on the certificate" in bad.text
    done = await desk.post(f"{PEOPLE}/new", data=form(native_name="Ọlá", gender="female"))
    assert done.headers["location"] == f"{PEOPLE}?done=added"
    page = await desk.get(done.headers["location"])
    assert "Official 01 Ọlá Sample City Nairobi, Kenya" in words(page)
    (invite,) = await jobs(training, CalendarInvite)
    (follow,) = await jobs(training, CalendarFollow)
    assert (invite.key, invite.parts[0].message.template) == (f"cohort:{cohort}", "place.confirmed")
    assert follow.feeds == (f"sessions:{cohort}",)
    again = await desk.post(f"{PEOPLE}/new", data=form(email="OFFICIAL1@example.org"))
    assert again.status_code == 422
    assert "Somebody with this address is in the cohort already." in again.text
    own = re.search(rf'href="({PEOPLE}/[0-9a-f-]+)"', page.text)
    assert own
    filled = await desk.get(own[1])
    assert 'value="Ọlá"' in filled.text
    await clear(training)
    await desk.post(own[1], data=form(email="new@example.org"))
    (leaves,) = await jobs(training, CalendarWithdraw)
    (comes,) = await jobs(training, CalendarInvite)
    assert (leaves.parts[0].attendee.person.email, comes.parts[0].attendee.person.email) == (
        "official1@example.org", "new@example.org"
    )  # fmt: skip
    assert leaves.parts[0].attendee.manage_url == ""
    await clear(training)
    await desk.post(f"{own[1]}/withdraw")
    assert len(await jobs(training, CalendarWithdraw)) == 1
    assert [job.feeds for job in await jobs(training, CalendarFollow)] == [()]
    assert "Who gave up a place" in (await desk.get(PEOPLE)).text
    await desk.post(f"{own[1]}/take-back")
    assert "Who gave up a place" not in (await desk.get(PEOPLE)).text


async def test_a_place_stands_on_the_own_page_of_who_has_it(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)

    async def told() -> list[tuple[int, str, str]]:
        found = [(job.count, job.person, job.link) for job in await jobs(training, DeskPut) if job.kind == "place.own"]
        await clear(training)
        return found

    await told()
    await desk.post(f"{PEOPLE}/new", data=form())
    link = await place_link(training, cohort)
    assert await told() == [(1, "official1@example.org", link)]
    (own,) = set(re.findall(rf'href="({PEOPLE}/[0-9a-f-]+)"', (await desk.get(PEOPLE)).text))
    await desk.post(own, data=form(email="new@example.org"))
    moved = await place_link(training, cohort, 1)
    assert await told() == [(1, "new@example.org", moved)]
    await desk.post(f"{own}/withdraw")
    assert await told() == [(0, "", "")]
    await desk.post(f"{own}/take-back")
    assert await told() == [(1, "new@example.org", moved)]


async def test_the_most_seats_are_never_passed(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await seoul(training)
    for number in range(15):
        await participant(training, cohort, number + 1)
    path = "/organize/training/seoul-2027/participants/new"
    full = await desk.post(path, data=form(16))
    assert full.status_code == 422
    assert "All 15 seats are taken or offered." in full.text


async def test_a_download_holds_no_formula_and_is_in_the_trail(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await participant(training, cohort, organisation="=1+1")
    answer = await desk.get(f"{PEOPLE}.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="jeju-2027-participants.csv"'
    assert '"\'=1+1"' in answer.text


@pytest.mark.parametrize("number", [1, 3])
async def test_more_people_cost_no_more_statements(training: House, desk: httpx.AsyncClient, number: int) -> None:
    cohort = await jeju(training)
    for each in range(number):
        await participant(training, cohort, each)
        await trainer(training, cohort, f"Trainer {each}")
    for path, statements in ((PEOPLE, 7), (STAFFING, 8)):
        async with counted(training) as seen:
            assert (await desk.get(path)).status_code == 200
        assert len(seen) == statements


async def test_trainers_and_groups(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await desk.post(f"{STAFFING}/trainers/new", data={"name": "Prof Park", "native_name": "박", "email": ""})
    same = await desk.post(f"{STAFFING}/trainers/new", data={"name": "prof park"})
    assert "A trainer of this name is in the cohort already." in same.text
    await desk.post(f"{STAFFING}/groups", data={"group": "Group A"})
    assert (
        "A group of this name is there already"
        in (await desk.post(f"{STAFFING}/groups", data={"group": "group a"})).text
    )
    page = await desk.get(STAFFING)
    assert "Prof Park" in page.text
    async with training.db.reading() as tx:
        (park,) = await staffing.trainers(tx, cohort)
        (group,) = await staffing.groups(tx, cohort)
    assert (park.native_name_language, group.key) == ("ko", "group-a")
    await session(training, cohort, trainer_ids=(park.id,), groups=("group-a",))
    refused = await desk.post(f"{STAFFING}/trainers/{park.id}/remove")
    assert (refused.status_code, "Prof Park teaches sessions" in refused.text) == (409, True)
    assert (await desk.post(f"{STAFFING}/groups/remove", data={"key": "group-a"})).status_code == 409
    before = re.search(r"http://wego.test/trainer/[\w-]+", page.text)
    await desk.post(f"{STAFFING}/link")
    assert before
    assert before[0] not in (await desk.get(STAFFING)).text


async def test_a_viewer_looks_and_changes_nothing(training: House, signed_in: SignedIn) -> None:
    cohort = await jeju(training)
    who = await participant(training, cohort)
    client, _ = await signed_in("viewer")
    for path in (PEOPLE, STAFFING):
        page = await client.get(path)
        assert page.status_code == 200
        assert 'method="post" action="/organize' not in page.text
    for path in (f"{PEOPLE}/new", f"{PEOPLE}/{who.id}", f"{PEOPLE}/{who.id}/withdraw", f"{STAFFING}/link"):
        assert (await client.post(path, data=form())).status_code == 403
    assert (await client.get(f"{PEOPLE}.csv")).status_code == 403


async def test_a_place_has_a_page_in_both_zones(training: House, client: httpx.AsyncClient, clock: FakeClock) -> None:
    cohort = await jeju(training)
    await session(training, cohort, join_url="https://zoom.example/j/1")
    await participant(training, cohort, timezone="Africa/Nairobi")
    link = await place_link(training, cohort)
    page = await client.get(link)
    assert "The timetable is not published yet." in page.text
    assert "Data platforms" not in page.text
    assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("no-store", "no-referrer")
    await timetable.publish(training, actor(training), "jeju-2027", shown=True)
    page = await client.get(link)
    assert "What comes next Data platforms" in words(page)
    assert "09:00 to 11:00 Lecture 03:00 to 05:00 Nairobi" in words(page)
    assert "https://zoom.example/j/1" in page.text
    assert "/calendar/courses/" in page.text
    assert (await client.get(await place_link(training, cohort, 1))).status_code == 410
    assert (await client.get("/t/none")).status_code == 404


async def test_calendars_follow_from_the_invite_to_a_move(
    *,
    house: OpenHouse,
    training: House,
    deliver: Deliver,
    smtp: MailServer,
    clock: FakeClock,
    desk: httpx.AsyncClient,
) -> None:
    """The whole way, through both services."""
    cohort = await seoul(training)
    await desk.post("/organize/training/seoul-2027/participants/new", data=form())
    await deliver()
    (invite,) = mails(smtp)
    assert invite["Subject"] == "Your place: Smart City Course"
    calendar = next(part for part in invite.walk() if part.get_content_type() == "text/calendar").get_content()
    assert "DTSTART;VALUE=DATE:20270906" in calendar
    assert "DTEND;VALUE=DATE:20270925" in calendar
    assert "TRANSP:TRANSPARENT" in calendar
    await timetable.publish(training, actor(training), "seoul-2027", shown=True)
    await deliver()
    assert [mail["Subject"] for mail in mails(smtp)[1:]] == ["Timetable: Smart City Course"]
    path = (await desk.get(await place_link(training, cohort))).text.split('href="/calendar/courses/')[1].split('"')[0]
    async with client_at(await house("notify")) as calendars:
        address = f"/calendar/courses/{path}"
        assert len(titles(await calendars.get(address))) == 63
        assert len(titles(await calendars.get("/calendar/training/seoul-2027.ics"))) == 64
        table = await timetable.show(training, actor(training), "seoul-2027")
        moved = table.sessions[0]
        change = body(moved.title, "2027-09-07", begins="17:00", ends="18:00", place="Room B")
        await timetable.put_session(training, actor(training), "seoul-2027", moved.id, change, despite=False)
        await deliver()
        events = IcsCalendarStream.calendar_from_ics((await calendars.get(address)).text).events
        now = next(event for event in events if str(event.summary) == moved.title)
        assert now.dtstart == datetime(2027, 9, 7, 8, tzinfo=UTC)
        assert len(mails(smtp)) == 2
        clock.advance(seconds=training.settings.update_quiet)
        assert await tell.send_due(training) == 1
        await deliver()
        assert mails(smtp)[2]["Subject"] == "Timetable changed: Smart City Course"
        text = next(part for part in mails(smtp)[2].walk() if part.get_content_type() == "text/plain").get_content()
        assert "Until now: Monday 6 September 2027, 09:00 to 10:30 Seoul (03:00 to 04:30 Nairobi); Room A." in text
        assert "From now on: Tuesday 7 September 2027, 17:00 to 18:00 Seoul (11:00 to 12:00 Nairobi); Room B." in text
        assert "REQUEST" not in mails(smtp)[2].as_string()
