"""What is typed into a survey on a telephone stays there: after an error, in two tabs, whatever is newer."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.journeys.answering import nothing_kept, send, telephone
from tests.journeys.board import served
from tests.journeys.browser import Visit
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.waiting import until
from tests.training.surveys import asked

LONG = "More time for the visit.\nFewer slides, and a list of whom to ask afterwards. " * 7 + "That is all."
TEXT, SCRIPT = "[name='q.better']", "**/survey-keep*.js*"
DEAF = "addEventListener('storage', (event) => event.stopImmediatePropagation(), true)"
"""A tab that sleeps hears nothing of the other."""


@pytest.fixture
async def phone(committed_house: OpenHouse, clock: FakeClock, browser: Browser) -> AsyncIterator[tuple[Visit, str]]:
    """With the link of somebody who is asked."""
    house = await committed_house("training")
    link = (await asked.room(house, clock)).link()
    async with served(house) as base, telephone(browser, base, "en") as visitor:
        yield visitor, link


async def _tab(visitor: Visit, link: str) -> Page:
    page = await visitor.page.context.new_page()
    await page.goto(visitor.base + link)
    return page


async def _tapped(page: Page, point: int) -> None:
    await page.locator(f"[name='q.useful'][value='{point}']").locator("xpath=ancestor::label").click()


async def test_what_was_typed_after_an_error_is_newer_than_what_was_sent(phone: tuple[Visit, str]) -> None:
    visitor, link = phone
    page = visitor.page
    await visitor.open(link)
    await page.fill(TEXT, "Short")
    await send(page)
    await expect(page.locator(".error-summary")).to_be_visible()
    await page.wait_for_load_state()  # a click returns as soon as the answer begins: its scripts come later
    await page.fill(TEXT, LONG)
    for _ in range(2):
        await page.reload()
        await expect(page.locator(".error-summary")).to_be_visible()
        await expect(page.locator(TEXT)).to_have_value(LONG)
    await visitor.open(link)
    await expect(page.locator(TEXT)).to_have_value(LONG)
    await _tapped(page, 4)
    await send(page)
    await expect(page.locator("h1")).to_have_text("Your answers are in")
    await nothing_kept(page)
    assert await page.evaluate("sessionStorage.length") == 0


async def test_what_was_sent_is_newer_than_what_was_kept_before(phone: tuple[Visit, str]) -> None:
    """The script that keeps did not arrive when it was typed."""
    visitor, link = phone
    page = visitor.page
    await visitor.open(link)
    await page.fill(TEXT, "Kept yesterday")
    await page.fill("[name='q.city']", "Abuja")
    await page.context.route(SCRIPT, lambda route: route.fulfill(body="", content_type="text/javascript"))
    await visitor.open(link)
    await page.fill(TEXT, LONG)
    await page.context.unroute(SCRIPT)
    await send(page)
    await expect(page.locator(TEXT)).to_have_value(LONG)
    await expect(page.locator("[name='q.city']")).to_have_value("Abuja")
    await visitor.open(link)
    await expect(page.locator(TEXT)).to_have_value(LONG)


@pytest.mark.parametrize("hears", [True, False])
async def test_two_tabs_keep_what_each_was_told(phone: tuple[Visit, str], hears: bool) -> None:
    visitor, link = phone
    if not hears:
        await visitor.page.add_init_script(DEAF)
    await visitor.open(link)
    other = await _tab(visitor, link)
    await other.fill(TEXT, LONG)
    await until(lambda: visitor.page.evaluate("JSON.stringify(localStorage)"), lambda kept: LONG[:10] in kept)
    await expect(visitor.page.locator(TEXT)).to_have_value(LONG if hears else "")
    await _tapped(visitor.page, 4)
    await other.close()
    again = await _tab(visitor, link)
    await visitor.page.close()
    await expect(again.locator(TEXT)).to_have_value(LONG)
    await expect(again.locator("[name='q.useful'][value='4']")).to_be_checked()


async def test_clearing_in_one_tab_clears_the_other(phone: tuple[Visit, str]) -> None:
    visitor, link = phone
    await visitor.open(link)
    other = await _tab(visitor, link)
    await other.fill(TEXT, LONG)
    await expect(visitor.page.locator(TEXT)).to_have_value(LONG)
    await other.click("[data-forget]")
    await expect(visitor.page.locator(TEXT)).to_have_value("")
    assert LONG[:10] not in await other.evaluate("JSON.stringify(localStorage)")
    await other.reload()
    await expect(other.locator("[data-kept-note]")).to_be_hidden()
