"""The same in a browser that runs no script: find, register with a mistake, mend it, change, cancel."""

import re

from playwright.async_api import Browser, expect

from tests.journeys.browser import PHONE, visit
from tests.journeys.invite import calendar_part
from tests.journeys.people import EXPO, next_year
from tests.journeys.system import System

EMAIL = "amina.sample@abuja.example"
CORRECTED = "amina.corrected@abuja.example"


async def test_everything_works_without_a_script(system: System, browser: Browser) -> None:
    async with visit(browser, system.base, width=PHONE, javascript=False) as visitor:
        visitor.expect_status(422)
        page = visitor.page
        await visitor.open("/")
        await page.click("footer a[lang=fr]")
        await expect(page.locator("html")).to_have_attribute("lang", "fr")
        await page.click("footer a[lang=en]")
        await page.click(f"main a[href*='year={next_year()}'] >> nth=0")
        await page.click("a:has-text('Smart Tech Korea Expo')")
        await page.click(f"a[href='/events/{EXPO}/register']")

        await page.fill("[name=email]", EMAIL)
        await page.fill("[name=name]", "Amina Sample")
        await page.click("main form[method=post] button.primary")
        await expect(page.locator(".error-summary a")).to_have_count(4)
        assert await page.input_value("[name=email]") == EMAIL

        await page.fill("[name=organisation]", "Abuja Municipal Area Council")
        await page.select_option("[name=category]", "cio")
        await page.select_option("[name=country]", "NG")
        await page.check("[name=consent]")
        await page.click("main form[method=post] button.primary")
        await expect(page).to_have_url(re.compile(r"/r/[\w-]{46}$"))
        invited = calendar_part(await system.mail(EMAIL))[1]

        await page.fill("[name=email]", CORRECTED)
        await page.click("main form[action$='/address'] button")
        await expect(page.locator("main")).to_contain_text(CORRECTED)
        method, at_the_new_one = calendar_part(await system.mail(CORRECTED))
        assert (method, at_the_new_one.uid) == ("REQUEST", invited.uid)
        assert calendar_part(await system.mail(EMAIL, 2))[0] == "CANCEL"

        await page.click("main a[href$='/cancel']")
        await page.click("main form[method=post] button")
        await expect(page.locator("main .status[data-is=cancelled]")).to_be_visible()
        assert calendar_part(await system.mail(CORRECTED, 2))[0] == "CANCEL"
