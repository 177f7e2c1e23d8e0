"""A cohort on the desk: edited, moved with its sessions, published; the next one made from the last."""

import re
from datetime import date, datetime

import httpx

from services.notify.operations import updates
from services.training.domain.cohort_form import body_of
from services.training.domain.desk import DeskCohort
from services.training.operations import desk_cohorts, my_offer, tell, timetable
from services.training.operations.load_programmes import load_programmes
from shared.contracts.notify import CalendarPut
from shared.contracts.registration import ProgrammePut
from shared.house import House
from tests.support.clock import FakeClock
from tests.support.delivery import Deliver
from tests.support.house import OpenHouse
from tests.support.outbox import clear, jobs
from tests.support.smtp import MailServer, part_of
from tests.training.chosen import nominated, published, reviewed
from tests.training.files import CHENGDU, JEJU, programme
from tests.training.people import actor, jeju, official, seoul, session, trainer
from tests.training.web.conftest import SignedIn

COHORT = "/organize/training/jeju-2027"


async def cohort_of(house: House, slug: str = "jeju-2027") -> DeskCohort:
    return await desk_cohorts.show(house, actor(house), slug)


async def form(house: House, slug: str = "jeju-2027", **changes: str) -> dict[str, str]:
    return {**body_of(await cohort_of(house, slug)), **changes}


async def test_what_is_edited_is_told_and_what_is_the_programmes_stays_its(
    training: House, desk: httpx.AsyncClient
) -> None:
    await jeju(training)
    await clear(training)
    same = await desk.post(f"{COHORT}/edit", data=await form(training))
    assert same.headers["location"] == f"{COHORT}?done=changed"
    assert await jobs(training, ProgrammePut) == []
    await desk.post(f"{COHORT}/edit", data=await form(training, seats_from="30", seats_to="40", threshold="90"))
    (entry,) = await jobs(training, ProgrammePut)
    assert (entry.seats_from, entry.seats_to, entry.revision) == (30, 40, 2)
    assert await jobs(training, CalendarPut) == []
    await load_programmes(training, programme(JEJU.replace("Jeju", "Busan")))
    now = await cohort_of(training)
    assert (now.host_city, now.seats_to, now.rules.threshold) == ("Busan", 40, 90)


async def test_seats_are_not_lowered_below_those_taken_and_offered(training: House, desk: httpx.AsyncClient) -> None:
    chosen = await nominated(training, CHENGDU, "chengdu-2027", people=6, cities=6, quotas=())
    await reviewed(chosen, 1)
    await published(chosen)
    await my_offer.accept(training, chosen.token(1))
    path = "/organize/training/chengdu-2027/edit"
    fewer = await desk.post(path, data=await form(training, "chengdu-2027", seats_to="5"))
    assert fewer.status_code == 422
    assert fewer.text.count("6 seats are held: 1 taken and 5 offered. Write 6 or more") == 2
    assert 'value="5"' in fewer.text
    assert (await cohort_of(training, "chengdu-2027")).seats_to == 6
    for number in (2, 3, 4, 5, 6):
        await my_offer.decline(training, chosen.token(number), {})
    done = await desk.post(path, data=await form(training, "chengdu-2027", seats_from="1", seats_to="1"))
    assert done.status_code == 303


async def test_rules_that_the_form_does_not_ask_stay(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    await desk.post("/organize/training/jeju-2027/attendance", data={"grace": "10", "excused_counts": "true"})
    await desk.post(f"{COHORT}/edit", data=await form(training, threshold="90"))
    rules = (await cohort_of(training)).rules
    assert (rules.threshold, rules.grace, rules.excused_counts) == (90, 10, True)


async def test_every_bad_field_is_named(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    bad = await desk.post(
        f"{COHORT}/edit", data=await form(training, first="x", seats_from="9", seats_to="3", country="", threshold="0")
    )
    assert bad.status_code == 422
    assert set(re.findall(r'href="#field-(\w+)"', bad.text)) == {"first", "seats_to", "host_city", "threshold"}


async def test_a_date_moves_with_its_sessions(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await session(training, cohort, day=1)
    await timetable.publish(training, actor(training), "jeju-2027", shown=True)
    await clear(training)
    change = await form(training, first="2027-10-12", last="2027-10-15", move_sessions="true")
    moved = await desk.post(f"{COHORT}/edit", data=change)
    assert moved.headers["location"] == f"{COHORT}?done=changed"
    table = await timetable.show(training, actor(training), "jeju-2027")
    assert [each.starts for each in table.sessions] == [datetime(2027, 10, 13, 9)]
    items = await jobs(training, CalendarPut)
    assert [job.when.first_day for job in items] == [date(2027, 10, 12), date(2027, 10, 13)]


async def test_who_will_be_told_of_another_date_is_asked_first(
    *,
    training: House,
    desk: httpx.AsyncClient,
    deliver: Deliver,
    smtp: MailServer,
    house: OpenHouse,
    clock: FakeClock,
) -> None:
    cohort = await jeju(training)
    park = await trainer(training, cohort, email="park@example.org")
    await trainer(training, cohort, "Dr Idle", email="idle@example.org")
    await session(training, cohort, day=1, trainer_ids=(park.id,))
    for number in (1, 2):
        await desk.post(f"{COHORT}/participants/new", data=official(number, language="en", timezone="Africa/Nairobi"))
    await timetable.publish(training, actor(training), "jeju-2027", shown=True)
    await deliver()
    before = len(smtp.to("official1@example.org"))
    change = await form(training, first="2027-10-12", last="2027-10-15", move_sessions="true")
    asked = await desk.post(f"{COHORT}/edit", data=change)
    assert asked.status_code == 200
    assert "Tell 2 people and 1 trainer of the change?" in asked.text
    assert (await cohort_of(training)).when.first_day == date(2027, 10, 4)
    again = await desk.post(f"{COHORT}/edit", data=change | {"again": "true"})
    assert 'value="2027-10-12"' in again.text
    await desk.post(f"{COHORT}/edit", data=change | {"confirmed": "true", "at_once": "true"})
    await deliver()
    assert await updates.send_due(await house("notify")) == 3
    await deliver()
    assert [str(mail["Subject"]) for mail in smtp.to("official1@example.org")[before:]] == ["Changed: Joint Workshop"]
    (letter,) = smtp.to("park@example.org")
    assert letter["Subject"] == "Changed: Joint Workshop"
    assert "When: Tuesday 12 to Friday 15 October 2027" in part_of(letter, "text/plain")
    assert smtp.to("idle@example.org") == []
    clock.advance(seconds=training.settings.update_quiet)
    assert await tell.send_due(training) == 0


async def test_next_years_cohort_is_a_draft_with_the_timetable(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await seoul(training)
    park = await trainer(training, cohort)
    async with training.db.transaction() as tx:
        await tx.conn.execute(
            "INSERT INTO session_trainers SELECT id, $1 FROM sessions WHERE cohort_id = $2", park.id, cohort
        )
    await clear(training)
    shown = await desk.get("/organize/training/seoul-2027/next")
    assert 'value="2028-09-06"' in shown.text
    values = await form(training, "seoul-2027", first="2028-09-04", last="2028-09-22", timetable="true")
    made = await desk.post("/organize/training/seoul-2027/next", data=values)
    assert made.headers["location"] == "/organize/training/seoul-2028?done=made"
    assert await jobs(training, ProgrammePut) == []
    old = await timetable.show(training, actor(training), "seoul-2027")
    new = await timetable.show(training, actor(training), "seoul-2028")
    assert (new.cohort.published, len(new.sessions), new.outside) == (False, 63, ())
    assert [(each.title, each.starts.weekday(), each.starts.time(), each.mandatory) for each in new.sessions] == [
        (each.title, each.starts.weekday(), each.starts.time(), each.mandatory) for each in old.sessions
    ]
    (teacher,) = new.trainers
    assert teacher.id != park.id
    assert {each.trainer_ids for each in new.sessions} == {(teacher.id,)}
    await desk.post("/organize/training/seoul-2028/publish", data={"published": "true"})
    (entry,) = await jobs(training, ProgrammePut)
    assert (entry.slug, entry.withdrawn) == ("seoul-2028", False)


async def test_a_draft_with_an_open_date_has_no_public_page(
    training: House, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await jeju(training)
    values = await form(training, precision="quarter", year="2028", quarter="4", timetable="true")
    await desk.post(f"{COHORT}/next", data=values)
    assert (await cohort_of(training, "jeju-2028")).when.quarter == 4
    assert (await client.get("/training/jeju-2028")).status_code == 404
    await desk.post("/organize/training/jeju-2028/publish", data={"published": "true"})
    assert "4th quarter 2028" in (await client.get("/training/jeju-2028")).text


async def test_only_organizers_change_a_cohort(training: House, signed_in: SignedIn) -> None:
    await jeju(training)
    client, _ = await signed_in("viewer")
    page = await client.get(COHORT)
    assert f'action="{COHORT}/publish"' not in page.text
    for path in ("edit", "next", "publish"):
        assert (await client.post(f"{COHORT}/{path}", data=await form(training))).status_code == 403
