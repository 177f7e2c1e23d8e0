"""The desk: a date is fixed, moved, open again or settled; first it says who will be told."""

import html
import re
from datetime import timedelta

import httpx

from services.registration.operations import decide
from services.registration.operations.interest import ask_to_be_told
from services.registration.operations.my_registration import cancel
from services.registration.operations.register import register
from shared.contracts.notify import CalendarPut, MessageSend
from shared.house import House
from shared.when import Precision
from tests.registration.desk import staff
from tests.registration.events import SLUG, person, sent
from tests.registration.web.deciding import DATE, ask, client, home, letters

__all__ = ["client", "home"]


async def test_fixing_a_date_shows_first_who_will_be_told(client: httpx.AsyncClient, home: House) -> None:
    await register(home, SLUG, person(1), language="en", timezone="")
    await ask_to_be_told(home, SLUG, {"email": "asked@example.org"}, language="es", timezone="America/Mexico_City")
    await sent(home)
    page = await client.get("/organize")
    assert "1 thing needs you today" in page.text
    assert "another the fourth" in page.text
    shown = await client.post(f"/organize/events/{SLUG}/date", data=DATE)
    assert (shown.status_code, await sent(home)) == (200, [])
    assert "1 person who takes part and 1 who asked to be told" in shown.text
    assert "Tuesday 7 to Thursday 9 September 2027" in shown.text
    done = await client.post(f"/organize/events/{SLUG}/date", data={**DATE, "confirmed": "true", "at_once": "true"})
    assert done.headers["location"] == f"/organize/events/{SLUG}?done=date-now"
    told = (await client.get(done.headers["location"])).text
    assert ("Calendars are told now." in told, "goes out in the same message" in told) == (True, False)
    item, letter = await sent(home)
    assert isinstance(item, CalendarPut)
    assert (item.when.precision, item.at_once, item.revision) == (Precision.DAY, True, 2)
    assert isinstance(letter, MessageSend)
    assert (letter.to.email, letter.to.language, letter.with_update) == ("asked@example.org", "es", True)
    assert "Nothing needs you today" in (await client.get("/organize")).text


async def test_changing_it_again_keeps_what_was_typed(client: httpx.AsyncClient, home: House) -> None:
    await register(home, SLUG, person(1), language="en", timezone="")
    await sent(home)
    typed = {**DATE, "begins": "14:30", "ends": "18:00", "tentative": "true", "edition": "", "confirmed": "true"}
    typed |= {"reason": "The hall is taken.", "at_once": "true"}
    again = await client.post(f"/organize/events/{SLUG}/date", data={**typed, "again": "true"})
    assert (again.status_code, await sent(home)) == (200, [])
    form = _fields(again.text)
    kept = {name: value for name, value in typed.items() if name not in ("confirmed", "edition")}
    assert {name: form.get(name) for name in kept} == kept
    assert "confirmed" not in form
    asked = (await client.post(f"/organize/events/{SLUG}/date", data=form)).text
    assert "\nThe hall is taken.</textarea>" in asked
    assert 'name="at_once" value="true" checked' in asked
    assert 'name="again" value="true">Change it again</button>' in asked


def _fields(page: str) -> dict[str, str]:
    """What a browser would send of the form as it stands: texts, hidden ones, what is ticked and what is chosen."""
    form = page[page.index('class="form"') : page.index("</form>", page.index('class="form"'))]
    found = {}
    for tag in re.findall(r"<input [^>]+>", form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if said.get("type") not in ("checkbox", "radio") or " checked" in tag:
            found[said["name"]] = html.unescape(said.get("value", ""))
    for name, options in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


async def test_who_asked_is_told_of_each_date_and_edits_raise_the_revision(home: House) -> None:
    ada = await staff(home)
    await ask_to_be_told(home, SLUG, {"email": "asked@example.org"}, language="es", timezone="Asia/Seoul")
    for first in ("2027-09-07", "2027-09-14"):
        await decide.fix_date(home, ada, SLUG, {**DATE, "first": first, "last": first}, at_once=False)
    jobs = await sent(home)
    assert [job.message.template for job in jobs if isinstance(job, MessageSend)] == [
        "interest.fixed",
        "interest.moved",
    ]
    assert [job.revision for job in jobs if isinstance(job, CalendarPut)] == [2, 3]
    await decide.fix_date(home, ada, SLUG, {**DATE, "first": first, "last": first}, at_once=False)
    assert await sent(home) == [], "the same date again tells nobody"


async def test_whoever_asked_and_registered_is_told_as_registered_alone(client: httpx.AsyncClient, home: House) -> None:
    await ask(home, "Person1@example.org")
    await ask(home, "other@example.org")
    mine = await register(home, SLUG, person(1), language="en", timezone="")
    await sent(home)
    shown = await client.post(f"/organize/events/{SLUG}/date", data=DATE)
    assert "Tell 1 person who takes part and 1 who asked to be told of the new date?" in shown.text
    await cancel(home, mine.token)
    assert (await decide.concerned(home, await staff(home), SLUG)).asked == 2
    await register(home, SLUG, person(1), language="en", timezone="")
    await sent(home)
    await client.post(f"/organize/events/{SLUG}/date", data={**DATE, "confirmed": "true"})
    assert await letters(home) == [("interest.fixed", "other@example.org")]


async def test_a_bad_date_comes_back_with_every_problem(client: httpx.AsyncClient, home: House) -> None:
    bad = {"first": "soon", "ends": "25:00", "timezone": "Mars"}
    answer = await client.post(f"/organize/events/{SLUG}/date", data=bad)
    assert answer.status_code == 422
    assert [field in answer.text for field in ('id="error-first"', 'id="error-ends"', 'id="error-timezone"')] == [
        True
    ] * 3
    assert 'value="soon"' in answer.text
    for hours, field in (({"ends": "17:00"}, "begins"), ({"begins": "17:00", "ends": "15:00"}, "ends")):
        one_day = {"first": "2027-09-07", "timezone": "Asia/Seoul", **hours}
        answer = await client.post(f"/organize/events/{SLUG}/date", data=one_day)
        assert f'id="error-{field}"' in answer.text
    two_days = {"first": "2027-09-07", "last": "2027-09-08", "begins": "09:00", "timezone": "Asia/Seoul"}
    assert 'id="error-ends"' in (await client.post(f"/organize/events/{SLUG}/date", data=two_days)).text
    skipped = {"first": "2027-03-14", "begins": "02:30", "timezone": "America/New_York"}
    assert 'id="error-begins"' in (await client.post(f"/organize/events/{SLUG}/date", data=skipped)).text
    assert await sent(home) == []


async def test_an_open_date_may_be_another_open_one_and_only_who_takes_part_is_told(
    client: httpx.AsyncClient, home: House
) -> None:
    await register(home, SLUG, person(1), language="en", timezone="")
    await ask_to_be_told(home, SLUG, {"email": "asked@example.org"}, language="es", timezone="America/Mexico_City")
    await sent(home)
    later = {"precision": "quarter", "year": "2027", "quarter": "4", "timezone": "Europe/Paris"}
    shown = await client.post(f"/organize/events/{SLUG}/date", data=later)
    assert "Tell 1 person who takes part of the new date?" in shown.text
    assert "4th quarter 2027" in shown.text
    await client.post(f"/organize/events/{SLUG}/date", data={**later, "confirmed": "true"})
    [item] = await sent(home)
    assert isinstance(item, CalendarPut)
    assert (item.when.precision, item.when.quarter, item.timezone) == (Precision.QUARTER, 4, "Asia/Seoul")
    assert (await decide.concerned(home, await staff(home), SLUG)).asked == 1
    bad = await client.post(f"/organize/events/{SLUG}/date", data={"precision": "quarter", "year": "soon"})
    assert [f'id="error-{field}"' in bad.text for field in ("quarter", "year", "first")] == [True, True, False]


async def test_a_date_that_is_past_is_kept_and_told_to_nobody(client: httpx.AsyncClient, home: House) -> None:
    await register(home, SLUG, person(1), language="en", timezone="")
    await ask_to_be_told(home, SLUG, {"email": "asked@example.org"}, language="es", timezone="Asia/Seoul")
    await sent(home)
    past = {"first": (home.clock() - timedelta(days=30)).date().isoformat(), "timezone": "Asia/Seoul"}
    shown = (await client.post(f"/organize/events/{SLUG}/date", data=past)).text
    assert "This date is past" in shown
    assert "Keep the new date?" in shown
    assert "tell them" not in shown
    await client.post(f"/organize/events/{SLUG}/date", data={**past, "confirmed": "true"})
    assert [type(job) for job in await sent(home)] == [CalendarPut]
    await client.post(f"/organize/events/{SLUG}/date", data={**DATE, "confirmed": "true"})
    assert [type(job) for job in await sent(home)] == [CalendarPut, MessageSend], "who asked hears of the true date"


async def test_of_two_moves_at_once_the_second_is_told_what_is_kept(client: httpx.AsyncClient, home: House) -> None:
    page = (await client.get(f"/organize/events/{SLUG}/date")).text
    edition = page.partition('name="edition" value="')[2].partition('"')[0]
    first = {**DATE, "edition": edition, "confirmed": "true"}
    assert (await client.post(f"/organize/events/{SLUG}/date", data=first)).status_code == 303
    other = {**first, "first": "2027-10-05", "last": "2027-10-06"}
    late = await client.post(f"/organize/events/{SLUG}/date", data=other)
    assert late.status_code == 409
    assert "7 to" in late.text.partition("something else than what you typed")[2].partition("</p>")[0]
    assert 'value="2027-10-05"' in late.text
    other["edition"] = late.text.partition('name="edition" value="')[2].partition('"')[0]
    assert (await client.post(f"/organize/events/{SLUG}/date", data=other)).status_code == 303
