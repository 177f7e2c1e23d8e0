"""A place in a course, on a telephone: a stay told in two windows, a file sent, the place given up; staff see it."""

from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from services.training.operations.nomination_letters import nominee_url
from services.training.operations.places import manage_url
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.board import served
from tests.journeys.browser import LAPTOP, PHONE, visit
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training import people
from tests.training.nominees import call, coordinator, organisation, submitted
from tests.training.uploads import PDF

DESK = "/organize/training/jeju-2027"


async def _good(page: Page) -> None:
    assert (await axe_findings(page), await sideways(page)) == ([], [])


async def _sign_in(house: House, page: Page, base: str) -> None:
    await add_staff(house.db, email="ada@office.example", role="organizer", name="Ada Sample")
    secret = await redeem(house.db, (await sign_in_link(house.db, "ada@office.example")).partition("link=")[2])
    await page.context.add_cookies([{"name": cookie_name(secure=False), "value": secret, "url": base}])


async def test_a_stay_is_told_on_a_telephone_and_the_place_given_up(
    committed_house: OpenHouse, clock: FakeClock, browser: Browser, tmp_path: Path
) -> None:
    clock.move_to(datetime(2027, 9, 1, tzinfo=UTC))
    house = await committed_house("training", files=tmp_path / "files")
    cohort = await people.jeju(house)
    who = await people.participant(house, cohort, name="Wanjiru Kamau")
    own = manage_url(house, who).removeprefix("http://wego.test")
    paper = tmp_path / "insurance.pdf"
    paper.write_bytes(PDF)
    async with served(house) as base, visit(browser, base, width=PHONE) as phone, visit(browser, base) as desk:
        phone.expect_status(409, 422)
        page = phone.page
        await phone.open(own)
        await _good(page)
        await page.click("text=Tell us about arrival and needs")
        await _good(page)
        second = await page.context.new_page()
        await second.goto(f"{base}{own}/arrival")

        await page.fill("#field-arrival_day", "2027-10-02")
        await page.fill("#field-departure_day", "2027-10-01")
        await page.click("main button.primary")
        await expect(page.locator(".error-summary")).to_contain_text("You would leave before you arrive")
        await _good(page)
        await page.fill("#field-departure_day", "2027-10-08")
        await page.click("main button.primary")
        await expect(page.locator("main .notice")).to_contain_text("Kept")

        await second.fill("#field-diet", "No nuts")
        await second.click("main button.primary")
        await expect(second.locator("main .notice")).to_contain_text("Day of arrival: 2027-10-02")
        await expect(second.locator("#field-diet")).to_have_value("No nuts")
        await _good(second)

        await phone.open(f"{own}/documents")
        await page.set_input_files("#field-insurance", paper)
        await page.click("main button.primary")
        await expect(page.locator("main")).to_contain_text("insurance.pdf")
        await _good(page)

        await _sign_in(house, desk.page, base)
        for path in ("arrivals", "documents", "participants", f"participants/{who.id}"):
            await desk.open(f"{DESK}/{path}")
            await _good(desk.page)
        await expect(desk.page.locator("#stay + dl")).to_contain_text("Saturday 2 October 2027")

        await phone.open(own)
        await page.click("text=Give up my place")
        await _good(page)
        await page.click("main button.danger")
        await expect(page.locator("h1")).to_have_text("Your place is given up")
        await _good(page)
        await desk.open(f"{DESK}/participants")
        await expect(desk.page.locator("main .notice")).to_contain_text("1 person gave up their place")
        await _good(desk.page)
        assert phone.problems == []


async def test_what_quotas_count_is_fixed_for_the_nominee_and_open_to_staff(
    committed_house: OpenHouse, clock: FakeClock, browser: Browser
) -> None:
    clock.move_to(datetime(2027, 3, 1, tzinfo=UTC))
    house = await committed_house("training")
    cohort = await people.jeju(house)
    await call(house, cohort)
    made = await submitted(house, cohort, await coordinator(house, await organisation(house)))
    clock.move_to(datetime(2027, 4, 2, tzinfo=UTC))
    async with (
        served(house) as base,
        visit(browser, base, width=LAPTOP) as desk,
        visit(browser, base, width=PHONE) as me,
    ):
        await me.open(nominee_url(house, "jeju-2027", made).removeprefix("http://wego.test"))
        await expect(me.page.locator("main")).to_contain_text("only the secretariat can correct them")
        await _good(me.page)
        await _sign_in(house, desk.page, base)
        await desk.open(f"{DESK}/nominations/{made.id}")
        await desk.page.fill("#field-city", "Mombasa")
        await desk.page.click("text=Keep the correction")
        await expect(desk.page.locator("dl.facts").first).to_contain_text("Mombasa")
        await _good(desk.page)
