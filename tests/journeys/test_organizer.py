"""An organizer fixes an open date, moves it a week, and cancels: every calendar follows, each time by one mail."""

import asyncio
import re

from playwright.async_api import Browser, expect

from tests.journeys.browser import Visit, visit
from tests.journeys.desk import in_order, sign_in_link
from tests.journeys.invite import calendar_part
from tests.journeys.people import next_year, register
from tests.journeys.system import System

SUMMIT = "south-asian-cities-summit-6"
ASHA = "asha.summit@nairobi.example"
ASKED = "asked.summit@nairobi.example"


async def _set_date(visitor: Visit, first: str, last: str) -> None:
    page = visitor.page
    await visitor.open(f"/organize/events/{SUMMIT}/date")
    await in_order(visitor)
    await page.fill("[name=first]", first)
    await page.fill("[name=last]", last)
    await page.select_option("[name=timezone]", "Asia/Seoul")
    await page.click("main form[method=post] button.primary")
    await expect(page.locator("ins")).to_be_visible()
    await in_order(visitor)
    await page.check("#at_once")
    await page.click("main form[method=post] button.primary")
    await expect(page).to_have_url(re.compile(r"\?done=date$"))
    await in_order(visitor)


async def test_a_date_is_fixed_moved_and_the_event_cancelled(system: System, browser: Browser) -> None:
    year = next_year()
    link = await asyncio.to_thread(sign_in_link, system)
    register(system, SUMMIT, ASHA, language="en", timezone="Africa/Nairobi")
    async with visit(browser, system.base) as visitor:
        page = visitor.page
        await visitor.open(f"/events/{SUMMIT}")
        await page.fill("form[action$='/interest'] [name=email]", ASKED)
        await page.click("form[action$='/interest'] button")

        await visitor.open(link)
        await page.click("main form[method=post] button.primary")
        await visitor.open("/organize")
        await in_order(visitor)

        await _set_date(visitor, f"{year}-06-08", f"{year}-06-10")
        method, fixed = calendar_part(await system.mail(ASHA, 2))
        assert (method, fixed.start, fixed.end) == ("REQUEST", f"{year}0608", f"{year}0611")
        assert "text/calendar" not in [part.get_content_type() for part in (await system.mail(ASKED)).walk()]

        await _set_date(visitor, f"{year}-06-15", f"{year}-06-17")
        method, moved = calendar_part(await system.mail(ASHA, 3))
        assert (method, moved.uid, moved.start) == ("REQUEST", fixed.uid, f"{year}0615")
        assert moved.sequence == fixed.sequence + 1

        await visitor.open(f"/organize/events/{SUMMIT}/cancel")
        await in_order(visitor)
        await page.check("#at_once")
        await page.click("main form[method=post] button.primary")
        method, gone = calendar_part(await system.mail(ASHA, 4))
        assert (method, gone.uid, gone.status) == ("CANCEL", fixed.uid, "CANCELLED")
        assert gone.sequence == moved.sequence + 1
        assert (len(system.mails(ASHA)), len(system.mails(ASKED))) == (4, 1)
