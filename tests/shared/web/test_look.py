"""The pages in a real browser: nothing for axe to find, nothing sideways, and complete without a script."""

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.browser import LAPTOP, PHONE, Scheme, visit

PAGES = ("/", "/events/2", "/form", "/r/token", "/?zone=choose&zone-city=a", "/api/docs")


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(PHONE, "light", "fr-FR"), (PHONE, "dark", "ko-KR"), (LAPTOP, "light", "zh-CN"), (LAPTOP, "dark", "en-GB")],
)
async def test_every_kind_of_page(browser: Browser, base: str, width: int, scheme: Scheme, language: str) -> None:
    async with visit(browser, base, width=width, scheme=scheme, language=language) as visitor:
        for path in PAGES:
            await visitor.open(path)
            assert (path, await axe_findings(visitor.page), await sideways(visitor.page)) == (path, [], [])
        await visitor.open("/form")
        await visitor.page.locator(".actions .primary").click()
        await expect(visitor.page.locator(".error-summary")).to_be_focused()
        assert await axe_findings(visitor.page) == []
        assert await sideways(visitor.page) == []
        assert [problem for problem in visitor.problems if "422" not in problem] == []
        visitor.problems.clear()


async def test_popovers_and_their_contents(browser: Browser, base: str) -> None:
    for width in (PHONE, LAPTOP):
        async with visit(browser, base, width=width) as visitor:
            await visitor.open("/")
            for each in ("languages", "zones", "themes"):
                await visitor.page.locator(f"[popovertarget={each}]").click()
                await expect(visitor.page.locator(f"#{each}")).to_be_visible()
                assert await axe_findings(visitor.page) == []
                assert await sideways(visitor.page) == []
                await visitor.page.keyboard.press("Escape")


async def test_everything_without_a_script(browser: Browser, base: str) -> None:
    async with visit(browser, base, javascript=False) as visitor:
        page = visitor.page
        await visitor.open("/events/2?a=1")
        await page.locator("[popovertarget=languages]").click()
        await page.get_by_role("link", name="Español").first.click()
        await expect(page.locator("html")).to_have_attribute("lang", "es")
        assert page.url == f"{base}/events/2?a=1"
        await page.locator("[popovertarget=zones]").click()
        await expect(page.locator("[data-zone-own]")).to_be_hidden()
        await page.locator("#zone").select_option("America/Mexico_City")
        await page.locator("#zones button").click()
        assert page.url == f"{base}/events/2?a=1"
        await expect(page.locator(".lead time")).to_have_text(
            "Martes 9 de marzo de 2021, de 15:00 a 17:00, hora de Seúl (de 00:00 a 02:00, hora de Ciudad de México)"
        )
        await page.locator("[popovertarget=themes]").click()
        await page.get_by_role("link", name="Oscuro").click()
        await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert await page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"


async def test_colours_change_at_once_and_a_half_filled_form_stays(browser: Browser, base: str) -> None:
    async with visit(browser, base) as visitor:
        page = visitor.page
        await visitor.open("/form")
        await page.locator("#field-name").fill("Asha")
        await page.locator("[popovertarget=themes]").click()
        async with page.expect_event("requestfinished", lambda request: request.url == f"{base}/form"):
            await page.get_by_role("link", name="Dark").click()
        await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        await expect(page.locator("#field-name")).to_have_value("Asha")
        await page.reload()
        await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


async def test_the_zone_of_the_device_is_offered_and_never_taken(browser: Browser, base: str) -> None:
    async with visit(browser, base, zone="Africa/Nairobi") as visitor:
        page = visitor.page
        await visitor.open("/events/2")
        await expect(page.locator(".lead time")).to_have_text("Tuesday 9 March 2021, 15:00 to 17:00 Seoul")
        await page.locator("[popovertarget=zones]").click()
        await page.get_by_role("link", name="Show times in the zone of this device").click()
        await expect(page.locator(".lead time")).to_have_text(
            "Tuesday 9 March 2021, 15:00 to 17:00 Seoul (09:00 to 11:00 Nairobi)"
        )
        await page.locator("[popovertarget=zones]").click()
        await expect(page.locator("[data-zone-own]")).to_be_hidden()


async def test_the_counter_counts_as_the_server_does(browser: Browser, base: str) -> None:
    async with visit(browser, base) as visitor:
        page = visitor.page
        await visitor.open("/form")
        counter = page.locator("#left-goal")
        await expect(counter).to_have_text("Characters left: 120")
        await page.locator("#field-goal").fill("😀" * 118 + "ab")
        await expect(counter).to_have_text("Characters left: 0")
        await page.locator("#field-goal").press("End")
        await page.locator("#field-goal").press_sequentially("c")
        await expect(counter).to_have_text("Characters too many: 1")
