"""The timetable's pages: the week on the desk and in public, forms that keep what was typed, clashes told first."""

import re
from typing import Any

import httpx
import pytest

from services.training.domain.session import Kind
from services.training.operations import tell, timetable
from services.training.store import staffing
from shared.contracts.notify import MessageSend
from shared.house import House
from tests.support.outbox import clear, jobs
from tests.support.statements import counted
from tests.training.people import actor, body, jeju, participant, seoul, session, trainer
from tests.training.web.conftest import SignedIn

PATH = "/organize/training/jeju-2027/timetable"
SEOUL = "/organize/training/seoul-2027/timetable"


def words(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def form(**changes: Any) -> dict[str, Any]:
    return {**body(), "timezone": "Asia/Seoul", **changes}


async def test_three_weeks_one_at_a_time_or_all(training: House, desk: httpx.AsyncClient) -> None:
    await seoul(training)
    first = await desk.get(SEOUL)
    assert first.status_code == 200
    assert "Week 1: Monday 6 to Friday 10 September 2027" in words(first)
    assert "Week 2, day 1, part 1" not in first.text
    assert 'data-kind="visit"' in first.text
    assert (await desk.get(f"{SEOUL}?week=2")).text.count('class="slot"') == 21
    assert (await desk.get(f"{SEOUL}?week=all")).text.count('class="slot"') == 63
    assert (await desk.get(f"{SEOUL}?week=99")).text.count('class="slot"') == 21
    assert first.headers["cache-control"] == "no-store"


async def test_hours_stand_in_the_zone_of_the_host_and_of_the_reader(training: House, desk: httpx.AsyncClient) -> None:
    await seoul(training)
    desk.cookies.set("wego_zone", "America/Mexico_City")
    page = words(await desk.get(SEOUL))
    assert "Times in Seoul (KST, UTC+9). Mexico City is 15 h behind." in page
    assert "Week 1, day 1, part 1 09:00 to 10:30 Lecture, Room A Sunday, 18:00 to 19:30 Mexico City Module 1" in page


async def test_a_session_in_a_zone_of_its_own_says_so(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await session(training, cohort, timezone="Africa/Abidjan", hour=1)
    assert "10:00 to 12:00 Lecture 01:00 to 03:00 Abidjan" in words(await desk.get(PATH))


async def test_adding_a_session(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    assert "No session yet" in (await desk.get(PATH)).text
    empty = await desk.get(f"{PATH}/new")
    assert 'value="2027-10-04"' in empty.text
    bad = await desk.post(f"{PATH}/new", data=form(title="", begins="", place="Room A"))
    assert bad.status_code == 422
    assert "Write the title that stands in the timetable" in bad.text
    assert "Write when it begins, or choose a part of the day" in bad.text
    assert 'value="Room A"' in bad.text
    good = await desk.post(f"{PATH}/new", data=form())
    assert (good.status_code, good.headers["location"]) == (303, f"{PATH}?week=1&done=kept")
    page = await desk.get(good.headers["location"])
    assert "The session is kept" in page.text
    assert "Data platforms" in page.text


async def test_a_part_of_the_day_needs_no_hours(training: House, desk: httpx.AsyncClient) -> None:
    await jeju(training)
    await desk.post(f"{PATH}/new", data=form(begins="", ends="", part="afternoon"))
    assert "13:30 to 17:00" in words(await desk.get(PATH))


async def test_a_clash_stands_there_until_it_is_kept_all_the_same(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await session(training, cohort)
    warned = await desk.post(f"{PATH}/new", data=form(title="Beside"))
    assert warned.status_code == 409
    assert "Not kept yet: this would clash" in warned.text
    assert (
        "Everyone would have to be in two places at once: Data platforms (Monday 4 October 2027, 09:00 to 11:00 Seoul) "
        "and Beside (Monday 4 October 2027, 09:00 to 11:00 Seoul)"
    ) in words(warned)
    assert "Beside" not in (await desk.get(PATH)).text
    kept = await desk.post(f"{PATH}/new", data=form(title="Beside", despite="true"))
    assert kept.status_code == 303
    page = await desk.get(PATH)
    assert "1 clash" in words(page)
    assert page.text.count('class="clash"') == 2
    assert page.text.count('data-lanes="2"') == 2
    own = re.search(rf'href="({PATH}/[0-9a-f-]+)">Beside', page.text)
    assert own
    assert "1 clash" in words(await desk.get(own[1]))


async def test_changing_cancelling_and_taking_that_back(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    park = await trainer(training, cohort)
    made = await session(training, cohort, kind=Kind.WORKSHOP, trainer_ids=(park.id,))
    shown = await desk.get(f"{PATH}/{made.id}")
    assert f'value="{park.id}" checked' in shown.text
    await desk.post(f"{PATH}/{made.id}", data=form(title="Other", trainers=[str(park.id)]))
    assert "Other" in (await desk.get(PATH)).text
    await desk.post(f"{PATH}/{made.id}/cancel")
    assert "data-cancelled" in (await desk.get(PATH)).text
    await desk.post(f"{PATH}/{made.id}/restore")
    assert "data-cancelled" not in (await desk.get(PATH)).text
    assert (await desk.get(f"{PATH}/01980b5e-8c00-7000-8000-000000000001")).status_code == 404


async def test_the_public_page_shows_it_once_it_is_published_and_no_links(
    training: House, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    cohort = await jeju(training)
    await session(training, cohort, join_url="https://zoom.example/j/1")
    hidden = await client.get("/training/jeju-2027")
    assert "Data platforms" not in hidden.text
    assert "The timetable" in hidden.text  # among what is still open
    done = await desk.post(f"{PATH}/publish", data={"shown": "true"})
    assert done.headers["location"] == f"{PATH}?done=published"
    page = await client.get("/training/jeju-2027")
    assert "09:00 to 11:00" in words(page)
    assert "zoom.example" not in page.text
    assert PATH not in page.text
    await desk.post(f"{PATH}/publish", data={"shown": ""})
    assert "Data platforms" not in (await client.get("/training/jeju-2027")).text


@pytest.mark.parametrize("number", [1, 3])
async def test_more_sessions_cost_no_more_statements(
    training: House, desk: httpx.AsyncClient, client: httpx.AsyncClient, number: int
) -> None:
    cohort = await jeju(training)
    park = await trainer(training, cohort)
    for day in range(number):
        await session(training, cohort, f"Session {day}", day=day, trainer_ids=(park.id,))
        await participant(training, cohort, day)
    await desk.post(f"{PATH}/publish", data={"shown": "true"})
    async with counted(training) as seen:
        assert (await client.get("/training/jeju-2027")).status_code == 200
    assert len(seen) == 6
    async with counted(training) as seen:
        assert (await desk.get(PATH)).status_code == 200
    assert len(seen) == 6
    async with counted(training) as seen:
        assert (await desk.get("/organize/training")).status_code == 200
    assert len(seen) == 3


async def test_the_desk_lists_cohorts_with_what_is_missing(training: House, desk: httpx.AsyncClient) -> None:
    await seoul(training)
    page = words(await desk.get("/organize/training"))
    assert "Smart City Course Monday 6 to Friday 24 September 2027, Seoul time 0 of 15 63" in page
    assert "Below the minimum Timetable not published" in page
    assert "2 things are missing" in words(await desk.get("/organize/training/seoul-2027"))
    assert (await desk.get("/organize/training/none")).status_code == 404


async def test_a_trainer_sees_the_cohorts_that_were_given(training: House, signed_in: SignedIn) -> None:
    cohort = await jeju(training)
    await session(training, cohort)
    client, staff = await signed_in("trainer")
    assert "Joint Workshop" not in (await client.get("/organize/training")).text
    assert (await client.get(PATH)).status_code == 403
    async with training.db.transaction() as tx:
        await staffing.add_staff(tx, staff.id, cohort)
    assert "Joint Workshop" in (await client.get("/organize/training")).text
    assert (await client.get(PATH)).status_code == 200
    assert (await client.post(f"{PATH}/new", data=form())).status_code == 403


async def test_who_is_not_signed_in_is_led_to_the_sign_in(training: House, client: httpx.AsyncClient) -> None:
    await jeju(training)
    for path in ("/organize/training", "/organize/training/jeju-2027", PATH, f"{PATH}/new"):
        answer = await client.get(path, headers={"Accept": "text/html"})
        assert answer.headers["location"].startswith("/sign-in?next=")


async def test_what_waits_is_told_at_once_when_the_desk_says_so(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    await participant(training, cohort)
    await session(training, cohort)
    await timetable.publish(training, actor(training), "jeju-2027", shown=True)
    await clear(training)
    assert "Changes wait to be told." not in (await desk.get(PATH)).text
    water = body("Water", day="2027-10-05")
    await timetable.put_session(training, actor(training), "jeju-2027", None, water, despite=False)
    assert "Changes wait to be told." in (await desk.get(PATH)).text
    assert await tell.send_due(training) == 0
    told = await desk.post(f"{PATH}/tell")
    assert told.headers["location"] == f"{PATH}?done=told"
    assert await tell.send_due(training) == 1
    (letter,) = await jobs(training, MessageSend)
    assert (letter.message.template, letter.to.email) == ("timetable.changed", "official1@example.org")
    page = (await desk.get(f"{PATH}?done=told")).text
    assert "Everybody concerned is told now" in page


@pytest.mark.parametrize("day", ["0001-01-01", "0026-11-24", "2026-10-04", "2028-01-01", "9999-12-31"])
async def test_a_day_far_from_the_course_is_a_slip(training: House, desk: httpx.AsyncClient, day: str) -> None:
    await jeju(training)
    bad = await desk.post(f"{PATH}/new", data=form(day=day))
    assert (bad.status_code, "Write a day near the course: from 2027-08-05 to 2027-12-06" in bad.text) == (422, True)
    sent = await desk.post("/api/v1/organize/training/jeju-2027/sessions", json=body(day=day))
    assert (sent.status_code, [each["field"] for each in sent.json()["errors"]]) == (422, ["day"])
    head = "day,begins,ends,title,kind\n"
    file = f"{head}{day},09:00,10:00,Far,lecture\n".encode()
    preview = await desk.post(f"{PATH}/import", files={"file": ("t.csv", file)})
    assert "Write a day near the course" in preview.text
    assert (await timetable.show(training, actor(training), "jeju-2027")).sessions == ()


async def test_what_lies_far_from_the_course_already_is_shown_and_not_moved(
    training: House, desk: httpx.AsyncClient
) -> None:
    cohort = await jeju(training)
    await session(training, cohort, title="Near")
    await session(training, cohort, title="Long ago", day=-700_000)
    await session(training, cohort, title="One day", day=2_900_000)
    page = await desk.get(f"{PATH}?week=all")
    assert (page.status_code, page.text.count('class="slot"'), len(page.text) < 60_000) == (200, 3, True)
    edit = "/organize/training/jeju-2027/edit"
    own = {"precision": "fixed", "first": "2028-10-04", "last": "2028-10-07", "timezone": "Asia/Seoul"}
    own |= {"seats_from": "30", "seats_to": "40", "threshold": "80", "language": "en", "move_sessions": "true"}
    moved = await desk.post(edit, data=own)
    assert (moved.status_code, "would come to lie more than 60 days outside the course" in moved.text) == (422, True)
