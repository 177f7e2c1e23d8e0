"""Kim Min-su of Seoul: finds the expo in Korean, registers, reads the mail, changes the title, cancels."""

import re

from playwright.async_api import Browser, expect

from tests.journeys.browser import PHONE, Visit, visit
from tests.journeys.invite import calendar_part, words
from tests.journeys.people import EXPO, next_year
from tests.journeys.system import System

EMAIL = "minsu.kim@seoul.example"


async def _speaks_korean(visitor: Visit) -> None:
    await expect(visitor.page.locator("html")).to_have_attribute("lang", "ko")
    await expect(visitor.page.locator("h1")).to_contain_text(re.compile(r"[가-힣]"))


async def _find_the_expo_in_korean(visitor: Visit) -> None:
    page = visitor.page
    await visitor.open("/")
    await page.click("button[popovertarget=languages]")
    await page.click("#languages a[lang=ko]")
    await _speaks_korean(visitor)
    await page.click(f"main a[href*='year={next_year()}'] >> nth=0")
    await page.click("a:has-text('Smart Tech Korea Expo')")
    await expect(page).to_have_url(re.compile(f"/events/{EXPO}$"))


async def _register(visitor: Visit) -> None:
    page = visitor.page
    await page.click(f"a[href='/events/{EXPO}/register']")
    await _speaks_korean(visitor)
    for name, text in (
        ("email", EMAIL),
        ("name", "Kim Min-su"),
        ("native_name", "김민수"),
        ("job_title", "Director"),
        ("organisation", "Seoul Metropolitan Government"),
    ):
        await page.fill(f"[name={name}]", text)
    await page.select_option("[name=category]", "delegate")
    await page.select_option("[name=country]", "KR")
    await page.check("[name=organisation_type][value=city]")
    await page.check("[name=consent]")
    await page.click("main form[method=post] button.primary")
    await expect(page).to_have_url(re.compile(r"/r/[\w-]{46}$"))
    await _speaks_korean(visitor)
    await expect(page.locator("main")).to_contain_text("Kim Min-su")
    await expect(page.locator("main bdi[lang=ko]")).to_have_text("김민수")


async def _open_my_page_from_the_mail(visitor: Visit) -> None:
    """In /mailbox, by the button of the HTML mail; others have mails about the expo too."""
    page = visitor.page
    await visitor.open("/mailbox")
    await page.click(f"main a:has-text('Smart Tech Korea Expo'):has-text('{EMAIL}')")
    inside = page.frame_locator("iframe")
    async with page.context.expect_page() as opened:
        await inside.locator("a[href*='/r/']").first.click()
    visitor.page = await opened.value
    visitor.watch()
    await expect(visitor.page).to_have_url(re.compile(r"/r/[\w-]{46}$"))


async def _change_the_title(visitor: Visit) -> None:
    page = visitor.page
    await page.click("a[href$='/change']")
    assert await page.input_value("[name=native_name]") == "김민수"
    await page.fill("[name=job_title]", "Deputy Mayor")
    await page.click("main form[method=post] button.primary")
    await expect(page.locator("main")).to_contain_text("Deputy Mayor")


async def _cancel(visitor: Visit) -> None:
    page = visitor.page
    await page.click("main a[href$='/cancel']")
    await _speaks_korean(visitor)
    await page.click("main form[method=post] button")
    await expect(page.locator("main .status[data-is=cancelled]")).to_be_visible()


async def test_from_the_programme_to_the_cancellation(system: System, browser: Browser) -> None:
    async with visit(browser, system.base, zone="Asia/Seoul", width=PHONE) as visitor:
        await _find_the_expo_in_korean(visitor)
        await _register(visitor)

        mail = await system.mail(EMAIL)
        method, invited = calendar_part(mail)
        assert (method, invited.status, invited.summary) == ("REQUEST", "CONFIRMED", "Smart Tech Korea Expo")
        assert (invited.start[4:], invited.end[4:]) == ("0623", "0626"), "whole days: the end is the day after"
        assert [(address, role) for address, _, role in invited.attendees] == [(f"mailto:{EMAIL}", "REQ-PARTICIPANT")]
        assert "김민수" in words(mail) or "Kim Min-su" in words(mail)
        assert re.search(r"[가-힣]", words(mail)), "the mail is in Korean, as the page was"

        await _open_my_page_from_the_mail(visitor)
        await _change_the_title(visitor)
        await _cancel(visitor)

        cancelled = await system.mail(EMAIL, 2)
        method, withdrawn = calendar_part(cancelled)
        assert (method, withdrawn.uid) == ("CANCEL", invited.uid)
        assert withdrawn.sequence > invited.sequence
        assert len(system.mails(EMAIL)) == 2, "a changed title sends nothing"
