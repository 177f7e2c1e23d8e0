"""In Chromium: certificates are being issued, no worker is at it, and the page says so and goes on by itself."""

from playwright.async_api import Browser, expect

from services.training.operations.certificates import issuing
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.board import served
from tests.journeys.browser import LAPTOP, PHONE, Visit, visit
from tests.journeys.desk import signed_in
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training import people
from tests.training.certificates.given import held

WAITS = "Waiting for a worker: none has been at it since 8 October 2027, 12:00 Seoul. Nothing is lost"


async def test_it_says_that_nobody_is_at_it_and_goes_on_by_itself(
    committed_house: OpenHouse, clock: FakeClock, browser: Browser
) -> None:
    house = await committed_house("training")
    room = await held(house, clock, 3)
    async with (
        served(house) as base,
        visit(browser, base, width=PHONE) as phone,
        visit(browser, base, width=LAPTOP, scheme="dark", javascript=False) as plain,
    ):
        await signed_in(house, phone, "organizer")
        await signed_in(house, plain, "viewer")
        await issuing.begin(house, people.actor(house), room.key, unconfirmed=True)
        await phone.open(f"{room.desk}?show=never")
        await expect(phone.page.locator("[data-words]")).to_have_text("0 of 3 done")
        await expect(phone.page.get_by_role("status")).to_have_text("")
        clock.advance(seconds=6)
        await expect(phone.page.get_by_role("status")).to_contain_text(WAITS)
        await _good(phone)

        await phone.page.context.set_offline(True)
        await expect(phone.page.get_by_role("status")).to_contain_text("No connection: this may be old.")
        await phone.page.context.set_offline(False)
        await expect(phone.page.get_by_role("status")).to_contain_text(WAITS)
        _only_offline(phone)

        await plain.open(room.desk)
        await expect(plain.page.get_by_role("status")).to_contain_text(WAITS)
        assert await issuing.issue_waiting(house) == 3
        for visitor in (phone, plain):
            await expect(visitor.page.locator("progress")).to_have_count(0)
            await expect(visitor.page.locator("dl.figures")).to_contain_text("Issued3 of 3")
        assert phone.page.url == f"{base}{room.desk}?show=never"


async def test_what_is_ticked_or_typed_stays_when_it_is_done(
    committed_house: OpenHouse, clock: FakeClock, browser: Browser
) -> None:
    house = await committed_house("training")
    room = await held(house, clock, 3)
    async with (
        served(house) as base,
        visit(browser, base, width=PHONE) as ticking,
        visit(browser, base, width=LAPTOP, scheme="dark") as typing,
        visit(browser, base, javascript=False) as plain,
    ):
        await issuing.begin(house, people.actor(house), room.key, unconfirmed=True)
        for visitor in (ticking, typing, plain):
            await signed_in(house, visitor, "organizer")
            await visitor.open(room.desk)
            await expect(visitor.page.locator("[data-words]")).to_have_text("0 of 3 done")
        await ticking.page.get_by_label("Select Official 02").check()
        await typing.page.get_by_text("What it takes:").click()
        await typing.page.get_by_label("Attended of the planned minutes").fill("75")
        assert await plain.page.locator("meta[http-equiv=refresh]").count() == 0
        assert await issuing.issue_waiting(house) == 3
        for visitor in (ticking, typing):
            await expect(visitor.page.get_by_role("heading", name="Issuing is done")).to_be_visible()
            await expect(visitor.page.locator("[data-says]")).to_contain_text("The list has changed meanwhile.")
            await expect(visitor.page.locator("[data-words]")).to_have_text("3 of 3 done")
            await _good(visitor)
        assert await ticking.page.get_by_label("Select Official 02").is_checked()
        assert await typing.page.get_by_label("Attended of the planned minutes").input_value() == "75"
        for visitor in (ticking, typing, plain):
            await visitor.page.get_by_role("link", name="Look again").click()
            await expect(visitor.page.locator("progress")).to_have_count(0)
            await expect(visitor.page.locator("dl.figures")).to_contain_text("Issued3 of 3")


async def _good(visitor: Visit) -> None:
    assert (await axe_findings(visitor.page), await sideways(visitor.page)) == ([], [])


def _only_offline(visitor: Visit) -> None:
    """What the browser wrote while it had no network."""
    other = [problem for problem in visitor.problems if "ERR_INTERNET_DISCONNECTED" not in problem]
    visitor.problems[:] = other
