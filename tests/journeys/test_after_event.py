"""An organizer writes the sessions of an event; once it has begun, says who came, shows what there is, closes it."""

import asyncio
import re

from playwright.async_api import Browser, expect

from tests.journeys.browser import visit
from tests.journeys.desk import event_under_way, in_order, sign_in_link
from tests.journeys.people import register
from tests.journeys.system import System


async def test_sessions_are_written_and_the_event_is_closed(system: System, browser: Browser) -> None:
    link = await asyncio.to_thread(sign_in_link, system)
    async with visit(browser, system.base) as visitor:
        visitor.expect_status(422)
        page = visitor.page
        await visitor.open(link)
        await page.click("main form[method=post] button.primary")
        desk = await event_under_way(visitor, "Mayors Forum")
        slug = desk.rpartition("/")[2]

        for title in ("Opening", "시장 라운드테이블"):
            await visitor.open(f"{desk}/new-session")
            await in_order(visitor)
            await page.fill("[name=title]", title)
            await page.fill("[name='speakers.0.name']", "Kim Gyeonbon")
            await page.fill("[name='speakers.0.native_name']", "김견본")
            await page.click("main form.form button.primary")
            await expect(page).to_have_url(re.compile("done=added"))
            await in_order(visitor)
        await page.click("button:has-text('Up')")
        await page.click("button:has-text('Remove') >> nth=0")
        await page.click("button:has-text('Put it back')")
        await in_order(visitor)
        await expect(page.locator("tbody th a")).to_have_text(["시장 라운드테이블", "Opening"])

        for name in ("one", "two"):
            register(system, slug, f"{name}.forum@seoul.example")
        await visitor.open(f"{desk}/after")
        await in_order(visitor)
        await page.click("a:has-text('Close the event')")
        await in_order(visitor)
        await page.click("button:has-text('Close the event')")
        await expect(page.locator(".error-summary")).to_be_visible()
        await in_order(visitor)
        await visitor.open(f"{desk}/registrations")
        await page.locator("tbody input[type=checkbox]").first.check()
        await page.click("button[value=came]")

        await visitor.open(f"{desk}/after")
        await page.fill("[name=recording_url]", "https://video.example/forum")
        await page.fill("[name=press_note]", "Forty cities met in Seoul.")
        await page.select_option("[name=press_note_language]", "en")
        await page.click("button:has-text('Keep and show it')")
        await page.click("a:has-text('Close the event')")
        await page.click("button:has-text('Close the event with 1 person')")
        await expect(page.locator("main")).to_contain_text("The training service is told of 1 person who came.")
        await in_order(visitor)
        await visitor.open(f"/events/{slug}")
        await in_order(visitor)
        await expect(page.locator("main")).to_contain_text("This event has taken place")
        await expect(page.get_by_role("link", name="Watch the recording")).to_have_attribute("rel", "noopener")
