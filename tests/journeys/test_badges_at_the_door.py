"""Badges of an event in Chromium, and what the code on one opens at the door."""

import asyncio
import re
from uuid import uuid4

from playwright.async_api import Browser, expect

from tests.journeys.browser import PHONE, visit
from tests.journeys.desk import in_order, sign_in_link
from tests.journeys.people import EXPO, register
from tests.journeys.system import System
from tests.shared.documents.reading import lines


async def test_a_badge_is_printed_and_its_code_lets_somebody_in(system: System, browser: Browser) -> None:
    who = register(system, EXPO, f"badge.{uuid4().hex[:8]}@seoul.example", name="Park Badge", native_name="박배지")
    door, list_ = f"/organize/check-in/{who['id']}", f"/organize/events/{EXPO}/registrations"
    link = await asyncio.to_thread(sign_in_link, system)
    async with visit(browser, system.base, width=PHONE) as visitor:
        page = visitor.page
        await visitor.open(door)
        await expect(page).to_have_url(re.compile("/sign-in"))  # it opens nothing to anybody else
        await visitor.open(link)
        await page.click("main form[method=post] button.primary")

        await visitor.open(f"{list_}?q=Park+Badge")
        await page.get_by_label("Select Park Badge").check()
        await page.get_by_role("button", name="Badges", exact=True).click()
        await expect(page.locator("h1")).to_have_text("Badges and name plates")
        await expect(page.locator("main .lead")).to_contain_text("For 1 chosen person with a seat.")
        await in_order(visitor)
        async with page.expect_download() as coming:
            await page.get_by_role("button", name="Download as PDF").click()
        file = await (await coming.value).path()
        printed = "\n".join(lines(await asyncio.to_thread(file.read_bytes)))
        assert ("Park Badge" in printed, "박배지" in printed) == (True, True)

        await visitor.open(door)
        await in_order(visitor)
        await expect(page.locator("main")).to_contain_text("Park Badge")
        await expect(page.locator("main")).to_contain_text("Who came can be noted from the day of the event on.")
        await expect(page.get_by_role("button", name="Note: came")).to_have_count(0)
