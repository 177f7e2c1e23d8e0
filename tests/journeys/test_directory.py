"""An organizer imports the members from a file; the registration form offers them; a stranger's spelling is linked."""

import asyncio
import re

from playwright.async_api import Browser, expect

from tests.journeys.browser import visit
from tests.journeys.desk import in_order, sign_in_link
from tests.journeys.people import EXPO, register
from tests.journeys.system import System

MEMBERS = (
    "name;native_name;type;country;networks\r\n"
    "Sample Metropolitan Government;견본광역시;city;KR;NEASCN CJK\r\n"
    "Sample Solutions Ltd;;corporation;KE;\r\n"
    "Nowhere;;town;XX;\r\n"
).encode("utf-8-sig")


async def test_members_come_from_a_file_and_stand_in_the_form(system: System, browser: Browser) -> None:
    link = await asyncio.to_thread(sign_in_link, system)
    register(system, EXPO, "sam@sample.example", organisation="Sample Metro", language="en")
    async with visit(browser, system.base) as visitor:
        page = visitor.page
        await visitor.open(link)
        await page.click("main form[method=post] button.primary")
        await visitor.open("/organize/organisations")
        await in_order(visitor)
        await page.click("main .head-actions a[href$='/import']")
        await in_order(visitor)
        await page.set_input_files("[name=file]", {"name": "members.csv", "mimeType": "text/csv", "buffer": MEMBERS})
        await page.click("main form[method=post] button.primary")
        await expect(page.locator("h2#faults")).to_have_text("1 line cannot be imported")
        await in_order(visitor)
        await page.check("#leave_out")
        await page.click("main form[method=post] button.primary")
        await expect(page).to_have_url(re.compile(r"\?done=imported\.2$"))
        await in_order(visitor)

        await page.click("main tbody a >> text=Sample Metropolitan Government")
        await in_order(visitor)
        await visitor.open("/organize/organisations/unmatched")
        await in_order(visitor)
        await page.locator("tr", has_text="Sample Metro").get_by_role("link", name="Link").click()
        await page.select_option("[name=organisation]", label="Sample Metropolitan Government")
        await in_order(visitor)
        await page.click("main form[method=post] button.primary")
        await expect(page).to_have_url(re.compile(r"\?done=linked$"))
        await expect(page.locator("tbody", has_text="Sample Metro")).to_have_count(0)

        await visitor.open(f"/events/{EXPO}/register")
        await page.fill("[name=organisation]", "견본")
        await expect(page.locator("#offered-organisation option")).to_have_count(1)
        await page.fill("[name=organisation]", "Sample Solutions Ltd")
        await expect(page.locator("[name=country]")).to_have_value("KE")
        await expect(page.locator("[name=organisation_type][value=corporation]")).to_be_checked()
