"""An organizer gives sessions their times; a participant reads them, chooses, and hears of a change."""

import asyncio
import re

from playwright.async_api import Browser, expect

from tests.journeys.browser import visit
from tests.journeys.desk import event_under_way, in_order, sign_in_link
from tests.journeys.invite import calendar_part, words
from tests.journeys.people import register
from tests.journeys.system import System

TITLE = "Assembly with an agenda of hours"
GRACE = "grace.agenda@nairobi.example"
OTHER = "other.agenda@nairobi.example"
SESSIONS = (
    ("Mayors Roundtable", "11:00", "12:30", "Room 3"),
    ("CIO Forum", "11:30", "13:00", "Room 4"),
    ("Gala dinner", "19:00", "00:30", "River Hall"),
)


async def test_times_from_the_desk_to_the_calendar(system: System, browser: Browser) -> None:
    async with visit(browser, system.base) as visitor:
        page = visitor.page
        await visitor.open(await asyncio.to_thread(sign_in_link, system))
        await page.click("main form[method=post] button.primary")
        await expect(page).to_have_url(re.compile("/organize$"))
        desk = await event_under_way(visitor, TITLE)
        slug = desk.rpartition("/")[2]
        for title, begins, ends, room in SESSIONS:
            await visitor.open(f"{desk}/new-session")
            for name, value in (("title", title), ("begins", begins), ("ends", ends), ("room", room)):
                await page.fill(f"[name={name}]", value)
            await page.select_option("[name=day]", "4")
            await in_order(visitor)
            await page.click("main form.form button.primary")
            await expect(page).to_have_url(re.compile("done=added"))
        await in_order(visitor)

        await visitor.open(f"/events/{slug}")
        await in_order(visitor)
        agenda = page.locator(".agenda > ol > li")
        assert [" ".join(each.split()) for each in await agenda.all_inner_texts()] == [
            "11:00 to 12:30 Mayors Roundtable Room 3",
            "11:30 to 13:00 CIO Forum Room 4",
            "19:00 to 00:30 the next morning Gala dinner River Hall",
        ]

        chosen = ["mayors-roundtable", "cio-forum"]
        mine = register(system, slug, GRACE, language="en", timezone="Africa/Nairobi", sessions=chosen)
        register(system, slug, OTHER, language="en", timezone="Africa/Nairobi", sessions=["gala-dinner"])
        await visitor.open(f"/r/{mine['token']}")
        await expect(page.locator(".notice").filter(has_text="at the same time")).to_contain_text("CIO Forum")
        await in_order(visitor)
        _, first = calendar_part(await system.mail(GRACE))
        assert "Room 3" in words(await system.mail(GRACE))

        await visitor.open(f"{desk}/programme/mayors-roundtable")
        await page.fill("[name=begins]", "09:00")
        await page.fill("[name=ends]", "10:00")
        await page.click("main form.form button.primary")
        await expect(page.locator("h1")).to_have_text("Tell 1 person of the change?")
        await in_order(visitor)
        await page.check("#at_once")
        await page.click("main form.form button.primary")
        await expect(page).to_have_url(re.compile("done=changed"))
        method, moved = calendar_part(await system.mail(GRACE, 2))
        assert (method, moved.uid, moved.sequence, moved.start) == ("REQUEST", first.uid, 0, first.start)
        told = " ".join(words(await system.mail(GRACE, 2)).split())
        assert "Mayors Roundtable. Until now:" in told
        assert "09:00 to 10:00 Seoul (03:00 to 04:00 Nairobi); Room 3." in told
        assert (len(system.mails(GRACE)), len(system.mails(OTHER))) == (2, 1)
        await visitor.open(f"/r/{mine['token']}")
        await expect(page.locator(".notice").filter(has_text="at the same time")).to_have_count(0)
