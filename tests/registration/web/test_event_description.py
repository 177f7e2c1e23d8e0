"""The free description of an event: written at the desk or loaded, shown to everybody, told to nobody."""

import httpx
import pytest

from services.registration.operations.load_programme import load_programme
from services.registration.operations.register import register
from shared.house import House
from shared.programme import ProgrammeRefused, parse
from tests.registration.desk import trail
from tests.registration.events import SLUG, load_event, person, programme_of, sent
from tests.registration.web.test_event_editor import NEW, edit

PAGE = f"/organize/events/{SLUG}"
WORDS = "Cities meet <b>here</b>.\r\nBring a badge.\r\n\r\n\r\nSee https://city.example/plan."
KEPT = "Cities meet <b>here</b>.\nBring a badge.\n\nSee https://city.example/plan."
SHOWN = (
    "<p>Cities meet &lt;b&gt;here&lt;/b&gt;.<br>Bring a badge.</p>"
    '<p>See <a href="https://city.example/plan" rel="noopener noreferrer">https://city.example/plan</a>.</p>'
)
DAY = '{ precision = "day", first = 2027-12-09, last = 2027-12-09 }'


async def test_it_is_written_shown_and_told_to_nobody(desk: httpx.AsyncClient, desk_house: House) -> None:
    await desk.post("/organize/events/new", data=NEW)
    page = "/organize/events/smart-water-webinar-2027"
    await desk.post(f"{page}/publish")
    await register(desk_house, page.rpartition("/")[2], person(), language="en", timezone="Asia/Seoul")
    await sent(desk_house)
    assert "About the event" not in (await desk.get("/events/smart-water-webinar-2027")).text
    done = await edit(desk, page, description=WORDS)
    assert done.headers["location"] == f"{page}?done=changed", "nobody is to be told, so nothing is asked"
    assert await sent(desk_house) == [], "calendars show it nowhere"
    assert SHOWN in (await desk.get("/events/smart-water-webinar-2027")).text
    assert (await desk.get("/api/v1/events/smart-water-webinar-2027")).json()["description"] == KEPT
    assert (await desk.get(f"/api/v1{page}")).json()["description"] == KEPT
    assert f"\n{KEPT}</textarea>" in (await desk.get(f"{page}/edit")).text.replace("&lt;", "<").replace("&gt;", ">")
    assert (await trail(desk_house, "event.changed"))[-1][1:] == ({"description": ""}, {"description": KEPT})
    assert f"\n{KEPT}</textarea>" in (await desk.get(f"{page}/duplicate")).text.replace("&lt;", "<").replace(
        "&gt;", ">"
    )


async def test_the_history_shows_the_paragraphs_that_differ(desk: httpx.AsyncClient) -> None:
    await desk.post("/organize/events/new", data=NEW | {"description": WORDS})
    page = "/organize/events/smart-water-webinar-2027"
    await edit(desk, page, description=WORDS.replace("a badge", "your badge"))
    text = (await desk.get(page)).text
    assert "Description: <del>Cities meet &lt;b&gt;here&lt;/b&gt;. Bring a badge.</del> <ins>Cities meet" in text
    assert "city.example" not in text, "this paragraph is the same"


async def test_too_long_a_text_is_refused_and_kept_in_the_form(desk: httpx.AsyncClient) -> None:
    answer = await desk.post("/organize/events/new", data=NEW | {"description": "x" * 5001})
    assert answer.status_code == 422
    assert 'id="error-description"' in answer.text
    assert "x" * 5001 in answer.text


async def test_a_file_brings_it_and_leaves_alone_what_a_person_wrote(
    desk: httpx.AsyncClient, desk_house: House
) -> None:
    text = '"""\nCities meet.  \n\n\nSee https://city.example/plan.\n"""'
    await load_event(desk_house, f"description = {text}", DAY)
    assert (await desk.get(f"/api/v1/events/{SLUG}")).json()["description"] == (
        "Cities meet.\n\nSee https://city.example/plan."
    )
    again = await load_programme(desk_house, parse(programme_of(SLUG, DAY, f"description = {text}"), "test.toml"))
    assert (again.changed, again.unchanged) == ((), 1)
    answer = await desk.patch(f"/api/v1{PAGE}", json={"description": "Ours."})
    assert answer.status_code == 200, answer.text
    report = await load_programme(desk_house, parse(programme_of(SLUG, DAY, 'description = "Theirs."'), "test.toml"))
    assert [touched.fields for touched in report.left_alone] == [("description",)]
    assert (await desk.get(f"/api/v1/events/{SLUG}")).json()["description"] == "Ours."


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("7", "is a text in quotes, not a number"),
        ('" "', "is empty; write it or leave the key out"),
        ('"a\\u0007b"', "holds a control character U+0007, which has no place in a text"),
        (f'"{"x" * 5001}"', "is 5001 characters long; at most 5000 are kept"),
    ],
)
def test_a_bad_one_is_named_with_its_line(value: str, reason: str) -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        parse(programme_of(SLUG, DAY, f"description = {value}"), "test.toml")
    [fault] = refused.value.faults
    assert (fault.key, fault.reason) == ("events.description", reason)
