"""The board on several devices: undo takes back what this device did, no more; the fresher of two states wins."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Page, expect

from services.training.domain.attendance import Says, Standing, State, standings
from services.training.domain.session import Session
from services.training.store import attendance, sessions
from shared.house import House
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.board import class_of, cut, link_of, mend, open_board, served, telephone
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

ABSENT, PRESENT, NOTHING = (Says(each) for each in (State.ABSENT, State.PRESENT, State.UNMARKED))


@pytest.fixture
async def house(committed_house: OpenHouse, clock: FakeClock) -> House:
    clock.move_to(datetime.now(UTC))
    return await committed_house("training")


async def tap(page: Page, choice: str, number: int = 0) -> None:
    await page.locator(".tile").nth(number).locator(f"label[data-is={choice}]").tap()


async def sent(page: Page) -> None:
    await expect(page.locator("[data-state][data-is=done]")).to_be_visible()


async def shows(page: Page, choice: str, number: int = 0) -> None:
    chosen = page.locator(".tile").nth(number).locator(f"input[value={choice}]")
    await expect(chosen).to_be_checked()


async def stands(house: House, session: Session) -> list[Standing]:
    """By participant, those with marks."""
    async with house.db.reading() as tx:
        found = standings(await attendance.of_session(tx, session.id))
    return [found[each] for each in sorted(found)]


async def test_undo_leaves_what_another_device_has_marked_since(house: House, browser: Browser) -> None:
    session = await class_of(house, 3)
    async with served(house) as base, telephone(browser) as one, telephone(browser) as two:
        first, second = [await open_board(each, base, link_of(house, session)) for each in (one, two)]
        await tap(first, "absent")
        await sent(first)
        await shows(second, "absent")
        await tap(second, "present")
        await sent(second)
        await shows(first, "present")
        await first.locator("[data-undo]").tap()
        await expect(first.locator("[data-notice=since]")).to_contain_text("Official 01")
        assert (await axe_findings(first), await sideways(first)) == ([], [])
        assert [each.says for each in await stands(house, session)] == [PRESENT]

        await tap(first, "absent", 1)
        await expect(first.locator("[data-notice=since]")).to_be_hidden()
        await first.locator("[data-undo]").tap()
        await sent(first)
        assert [(each.says, each.conflict) for each in await stands(house, session)] == [
            (PRESENT, False),
            (NOTHING, False),
        ]


async def test_undo_without_a_network_is_a_conflict_with_what_another_device_marked(
    house: House, browser: Browser
) -> None:
    session = await class_of(house, 3)
    async with served(house) as base, telephone(browser) as one, telephone(browser) as two:
        first, second = [await open_board(each, base, link_of(house, session)) for each in (one, two)]
        await tap(first, "absent")
        await sent(first)
        await shows(second, "absent")
        await cut(one)
        await tap(second, "present")
        await sent(second)
        await first.locator("[data-undo]").tap()
        await shows(first, "unmarked")
        await mend(one)
        await sent(first)
        (found,) = await stands(house, session)
        assert (found.conflict, set(found.claims)) == (True, {NOTHING, PRESENT})


async def test_undo_goes_back_act_by_act_and_brings_a_conflict_back(house: House, browser: Browser) -> None:
    session = await class_of(house, 3)
    async with served(house) as base, telephone(browser) as one, telephone(browser) as two:
        first, second = [await open_board(each, base, link_of(house, session)) for each in (one, two)]
        for context, page, choice in ((one, first, "present"), (two, second, "absent")):
            await cut(context)
            await tap(page, choice)
        for context, page in ((one, first), (two, second)):
            await mend(context)
            await sent(page)
        await expect(first.locator(".tile[data-conflict]")).to_have_count(1)
        await tap(first, "late")
        await tap(first, "absent")
        await sent(first)
        assert [each.says for each in await stands(house, session)] == [ABSENT]
        undo = first.locator("[data-undo]")
        await undo.tap()
        await shows(first, "late")
        await undo.tap()
        await expect(first.locator(".tile[data-conflict]")).to_have_count(1)
        await sent(first)
        (found,) = await stands(house, session)
        assert (found.conflict, set(found.claims)) == (True, {ABSENT, PRESENT})


async def test_a_fresh_page_is_not_covered_by_what_this_device_knew(
    house: House, browser: Browser, clock: FakeClock
) -> None:
    """The page comes from the server; the API does not answer. What waits on the device lies over the page."""
    session = await class_of(house, 3)
    async with served(house) as base, telephone(browser) as one, telephone(browser) as two:
        first = await open_board(one, base, link_of(house, session))
        await tap(first, "absent")
        await sent(first)
        await cut(one)
        await tap(first, "late", 1)
        await expect(first.locator("[data-state]")).to_contain_text("1")
        await first.close()

        clock.advance(minutes=1)
        second = await open_board(two, base, link_of(house, session))
        await tap(second, "present")
        await tap(second, "absent", 2)
        await sent(second)
        clock.advance(minutes=1)
        await one.set_offline(False)  # pages come, the API does not
        fresh = await open_board(one, base, f"/trainer/sessions/{session.id}")
        await expect(fresh.locator("[data-notice=offline]")).to_be_visible()
        for number, choice in enumerate(("present", "late", "absent")):
            await shows(fresh, choice, number)


async def test_excused_asks_why_without_a_network_too(house: House, browser: Browser) -> None:
    session = await class_of(house, 3)
    async with served(house) as base, telephone(browser) as one:
        page = await open_board(one, base, link_of(house, session))
        await cut(one)
        await tap(page, "excused")
        reason = page.locator(".tile").nth(0).get_by_label("Why are they excused?")
        await expect(reason).to_be_focused()
        await tap(page, "present", 1)
        await shows(page, "excused")  # left without a reason, it stays open
        await reason.fill("Visa appointment")
        await reason.press("Enter")
        await expect(page.locator("[data-tally=excused]")).to_have_text("1")
        await expect(page.locator("[data-tally=present]")).to_have_text("1")
        assert (await axe_findings(page), await sideways(page)) == ([], [])
        await mend(one)
        await sent(page)
        async with house.db.reading() as tx:
            ledger = await attendance.of_session(tx, session.id)
        assert sorted((each.state, each.why) for each in ledger) == [("excused", "Visa appointment"), ("present", "")]


async def test_an_open_board_says_that_the_session_was_cancelled(
    house: House, browser: Browser, clock: FakeClock
) -> None:
    session = await class_of(house, 3)
    async with served(house) as base, telephone(browser) as one:
        page = await open_board(one, base, link_of(house, session))
        await cut(one)  # so that it is marked before the board hears of it
        async with house.db.transaction() as tx:
            await sessions.cancel(tx, session.id)
        await tap(page, "present")
        await mend(one)
        await expect(page.locator("[data-notice=cancelled]")).to_be_visible()
        await expect(page.locator("[data-notice=refused]")).to_contain_text("Official 01: This session was cancelled")
        await expect(page.locator(".tile").nth(1).locator("input[value=present]")).to_be_disabled()
        assert await stands(house, session) == []
