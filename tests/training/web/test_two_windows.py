"""Two windows of the desk on the same session, person or cohort: the second save loses nothing of either."""

import html
import re

import httpx
import pytest

from services.training.operations import timetable
from shared.house import House
from tests.training.people import actor, jeju, official, participant, session

BASE = "/organize/training/jeju-2027"


async def opened(desk: httpx.AsyncClient, path: str) -> str:
    found = re.search(r'name="revision" value="([^"]+)"', (await desk.get(path)).text)
    assert found
    return found[1]


def lecture(**changes: str) -> dict[str, str]:
    return {
        "title": "Data platforms", "kind": "lecture", "day": "2027-10-04", "begins": "09:00", "ends": "11:00",
        "timezone": "Asia/Seoul", "description": "One\r\nTwo", **changes,
    }  # fmt: skip


def course(**changes: str) -> dict[str, str]:
    return {
        "precision": "fixed", "first": "2027-10-04", "last": "2027-10-07", "timezone": "Asia/Seoul",
        "year": "2027", "month": "10", "quarter": "4", "seats_from": "30", "seats_to": "40", "threshold": "80",
        "language": "en", **changes,
    }  # fmt: skip


@pytest.mark.parametrize("room", ["session", "person", "cohort"])
async def test_the_second_window_is_told_what_the_first_wrote(
    training: House, desk: httpx.AsyncClient, room: str
) -> None:
    cohort = await jeju(training)
    made, who = await session(training, cohort), await participant(training, cohort)
    path, first, second, told = {
        "session": (
            f"{BASE}/timetable/{made.id}",
            lecture(place="Hall 1", kind="workshop"),
            lecture(place="Hall 2"),
            ["Place: Hall 1", "Kind: Workshop"],
        ),
        "person": (
            f"{BASE}/participants/{who.id}",
            official(1, city="Mombasa", timezone="Asia/Seoul", language="en"),
            official(1, city="Kisumu", timezone="Asia/Seoul", language="en"),
            ["City: Mombasa"],
        ),
        "cohort": (
            f"{BASE}/edit",
            course(threshold="70", confirmed="true"),
            course(threshold="90", confirmed="true"),
            ["Attendance that completes it, in percent: 70"],
        ),
    }[room]
    revision = await opened(desk, path)
    assert (await desk.post(path, data=first | {"revision": revision})).status_code == 303
    answer = await desk.post(path, data=second | {"revision": revision})
    lines = re.findall(r"<li>([^<]+)</li>", answer.text.partition("Not kept yet")[2].partition("</ul>")[0])
    assert (answer.status_code, sorted(html.unescape(line) for line in lines)) == (409, sorted(told))
    typed = {"session": "Hall 2", "person": "Kisumu", "cohort": "90"}[room]
    assert f'value="{typed}"' in answer.text
    again = re.search(r'name="revision" value="([^"]+)"', answer.text)
    assert again
    assert (await desk.post(path, data=second | {"revision": again[1]})).status_code == 303
    assert f'value="{typed}"' in (await desk.get(path)).text


async def test_what_changes_around_a_form_does_not_overtake_it(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    made = await session(training, cohort)
    path = f"{BASE}/timetable/{made.id}"
    revision = await opened(desk, path)
    await timetable.publish(training, actor(training), "jeju-2027", shown=True)
    assert (await desk.post(path, data=lecture(place="Hall 2", revision=revision))).status_code == 303


async def test_a_program_names_the_revision_that_it_read(training: House, desk: httpx.AsyncClient) -> None:
    cohort = await jeju(training)
    made = await session(training, cohort)
    api = f"/api/v1{BASE}/sessions"
    read = (await desk.get(api)).json()["items"][0]["revision"]
    changed = await desk.patch(f"{api}/{made.id}", json={"place": "Hall 1", "revision": read})
    assert (changed.status_code, changed.json()["place"]) == (200, "Hall 1")
    late = await desk.patch(f"{api}/{made.id}", json={"place": "Hall 2", "revision": read})
    assert (late.status_code, late.json()["type"]) == (409, "urn:wego:problem:changed-meanwhile")
    assert changed.json()["revision"] != read
    free = await desk.patch(f"{api}/{made.id}", json={"place": "Hall 3"})
    assert (free.status_code, free.json()["place"]) == (200, "Hall 3")
