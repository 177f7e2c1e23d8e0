"""The board on a small telephone: it shows the session that runs, and no mark that was refused is lost from sight."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, expect

from services.training.domain.session import Session, SessionFields
from services.training.store import attendance, sessions
from shared.house import House
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.board import class_of, link_of, open_board, served, telephone
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse

IN_SIGHT = """() => {
    const strip = document.querySelector(".tabs").getBoundingClientRect();
    const here = document.querySelector(".tabs [aria-current]").getBoundingClientRect();
    return here.left >= strip.left && here.right <= strip.right;
}"""
MOVED = """UPDATE sessions
SET starts = starts + $2, ends = ends + $2, starts_at = starts_at + $2, ends_at = ends_at + $2
WHERE id = $1"""


@pytest.fixture
async def house(committed_house: OpenHouse, clock: FakeClock) -> House:
    clock.move_to(datetime.now(UTC))
    return await committed_house("training")


async def move(house: House, session: Session, by: timedelta) -> None:
    async with house.db.transaction() as tx:
        await tx.conn.execute(MOVED, session.id, by)


async def test_the_strip_of_sessions_shows_the_one_that_is_open(house: House, browser: Browser) -> None:
    session = await class_of(house, 1)
    async with house.db.transaction() as tx:
        for minutes in range(1, 9):
            fields = {name: getattr(session, name) for name in ("title", "kind", "timezone", "place")}
            starts = session.starts.replace(hour=0, minute=minutes)
            own = SessionFields(**fields, starts=starts, ends=starts + timedelta(minutes=1))
            await sessions.insert(tx, session.cohort_id, f"part-{minutes}", own)
    async with served(house) as base, telephone(browser) as context:
        page = await open_board(context, base, link_of(house, session))
        assert await page.locator(".tabs a").count() == 10
        assert await page.evaluate(IN_SIGHT) is True
        assert (await axe_findings(page), await sideways(page)) == ([], [])


async def test_a_session_ahead_takes_no_mark_and_says_from_when(house: House, browser: Browser) -> None:
    session = await class_of(house, 2)
    await move(house, session, timedelta(days=1))
    async with served(house) as base, telephone(browser) as context:
        page = await open_board(context, base, link_of(house, session))
        await expect(page.locator("[data-notice=ahead]")).to_be_visible()
        await page.locator(".tile").nth(0).locator("label[data-is=present]").tap()
        await expect(page.locator(".tile").nth(0).locator("input[value=unmarked]")).to_be_checked()
        await page.locator("[data-rest]").tap()
        await expect(page.locator("[data-tally=present]")).to_have_text("0")
        assert (await axe_findings(page), await sideways(page)) == ([], [])


async def test_a_mark_that_the_server_refuses_stays_in_sight_until_it_was_seen(house: House, browser: Browser) -> None:
    session = await class_of(house, 2)
    async with served(house) as base, telephone(browser) as context:
        page = await open_board(context, base, link_of(house, session))
        await move(house, session, timedelta(days=1))
        await page.locator(".tile").nth(0).locator("label[data-is=present]").tap()
        refused = page.locator("[data-notice=refused]")
        for _ in range(2):
            await expect(refused).to_be_visible()
            await expect(refused.locator("li")).to_have_text(
                "Official 01: This session has not begun: marks are taken "
                "from an hour before it. An excuse can be noted already."
            )
            await expect(page.locator("[data-state]")).to_have_text("Marks that were not taken: 1")
            await expect(page.locator("[data-tally=present]")).to_have_text("0")
            await page.reload()
            await expect(page.locator("[data-board][data-ready]")).to_be_attached()
        await refused.locator("[data-dismiss]").tap()
        await expect(refused).to_be_hidden()
        await expect(page.locator("[data-state][data-is=done]")).to_be_visible()
    async with house.db.reading() as tx:
        assert await attendance.of_session(tx, session.id) == []
