"""The board on a trainer's telephone: forty people marked without a network, nothing lost, everything there once."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from services.training.app import create_app
from services.training.domain.attendance import Says, State, standings
from services.training.domain.course import LINK
from services.training.domain.session import Session
from services.training.store import attendance, sessions
from shared.house import House
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.browser import PHONE
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training import people

SIZE = 40


@asynccontextmanager
async def served(house: House) -> AsyncIterator[str]:
    """The training service on a port of its own; yields its address."""
    app = create_app(house.settings, house=house)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, lifespan="on"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        assert not running.done()
        await asyncio.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await running


async def class_of_forty(house: House) -> Session:
    """A session that began ten minutes ago; everybody has a name in their own script."""
    cohort = await people.jeju(house)
    for number in range(1, SIZE + 1):
        await people.participant(house, cohort, number, native_name="김민수" if number % 2 else "")
    starts = datetime.now(ZoneInfo("Asia/Seoul")).replace(tzinfo=None, microsecond=0) - timedelta(minutes=10)
    fields = people.fields("Data platforms", place="Room A")
    async with house.db.transaction() as tx:
        own = msgspec.structs.replace(fields, starts=starts, ends=starts + timedelta(hours=2))
        session = await sessions.by_id(tx, await sessions.insert(tx, cohort, "data-platforms", own))
    assert session is not None
    return session


@pytest.fixture
async def house(committed_house: OpenHouse, clock: FakeClock) -> House:
    clock.move_to(datetime.now(UTC))
    return await committed_house("training")


@asynccontextmanager
async def telephone(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport={"width": PHONE, "height": 740}, locale="en-GB", has_touch=True)
    context.set_default_timeout(10_000)
    try:
        yield context
    finally:
        await context.close()


async def open_board(context: BrowserContext, base: str, path: str) -> Page:
    page = await context.new_page()
    await page.goto(base + path)
    await expect(page.locator("[data-board][data-ready]")).to_be_attached()
    return page


async def kept_for_offline(page: Page) -> None:
    """Once the device has the page and its files."""
    await page.wait_for_function(
        """async () => {
            const cache = await caches.open("wego-trainer-1");
            const paths = (await cache.keys()).map((request) => new URL(request.url).pathname);
            return paths.includes(location.pathname) && paths.some((path) => path.endsWith("queue.js"));
        }"""
    )


async def cut(context: BrowserContext) -> None:
    """No network, for a page that opens later from its first request on: the browser's own switch is late for those."""
    await context.route("**/api/**", _unreachable)
    await context.set_offline(True)


async def mend(context: BrowserContext) -> None:
    """The network is back."""
    await context.unroute("**/api/**", _unreachable)
    await context.set_offline(False)


async def _unreachable(route: Route) -> None:
    await route.abort("internetdisconnected")


async def test_forty_people_without_a_network(house: House, browser: Browser) -> None:
    session = await class_of_forty(house)
    link = f"/trainer/{house.links.token(LINK, session.cohort_id)}"
    async with served(house) as base, telephone(browser) as context:
        page = await open_board(context, base, link)
        assert page.url == f"{base}/trainer/sessions/{session.id}"
        assert (await axe_findings(page), await sideways(page)) == ([], [])
        await kept_for_offline(page)

        await cut(context)
        began = time.monotonic()
        tiles = page.locator(".tile")
        for number in range(SIZE):
            choice = "late" if number == 3 else "absent" if number == 7 else "present"
            await tiles.nth(number).locator(f"label[data-is={choice}]").tap()
        assert time.monotonic() - began < 60
        await expect(page.locator("[data-state]")).to_contain_text(str(SIZE))
        await expect(page.locator("[data-notice=offline]")).to_be_visible()
        await expect(page.locator("[data-notice=offline]")).to_contain_text(str(SIZE))
        await tiles.nth(0).locator("label[data-is=absent]").tap()
        await page.locator("[data-undo]").tap()
        await expect(tiles.nth(0).locator("input[value=present]")).to_be_checked()

        await page.close()
        page = await open_board(context, base, "/trainer")
        await expect(page.locator("[data-tally=present]")).to_have_text(str(SIZE - 2))
        async with house.db.reading() as tx:
            assert await attendance.of_session(tx, session.id) == []

        await mend(context)
        await expect(page.locator("[data-state][data-is=done]")).to_be_visible(timeout=20_000)
        await expect(page.locator("[data-notice=offline]")).to_be_hidden()

    async with house.db.reading() as tx:
        ledger = await attendance.of_session(tx, session.id)
    assert len({mark.client_id for mark in ledger}) == len(ledger) == SIZE + 2
    found = [each.says for each in standings(ledger).values()]
    assert len(found) == SIZE
    assert found.count(Says(State.PRESENT)) == SIZE - 2
    assert found.count(Says(State.ABSENT)) == 1
    assert [each.late_minutes in (10, 11) for each in found if each.state is State.LATE] == [True]


async def test_two_trainers_differ_and_one_decides(house: House, browser: Browser) -> None:
    """Both without a network; the signed-out one keeps the marks until the link is opened again."""
    session = await class_of_forty(house)
    link = f"/trainer/{house.links.token(LINK, session.cohort_id)}"
    async with served(house) as base, telephone(browser) as one, telephone(browser) as two:
        pages = [await open_board(context, base, link) for context in (one, two)]
        for context, page, choice in ((one, pages[0], "present"), (two, pages[1], "absent")):
            await cut(context)
            await page.locator(".tile").nth(0).locator(f"label[data-is={choice}]").tap()
        await mend(one)
        await expect(pages[0].locator("[data-state][data-is=done]")).to_be_visible(timeout=20_000)

        await two.clear_cookies()
        await mend(two)
        await expect(pages[1].locator("[data-notice=closed]")).to_be_visible(timeout=20_000)
        await expect(pages[1].locator("[data-state]")).to_contain_text("1")
        second = await open_board(two, base, link)
        await expect(second.locator(".tile[data-conflict]")).to_have_count(1, timeout=20_000)
        await expect(pages[0].locator(".tile[data-conflict]")).to_have_count(1, timeout=20_000)
        await expect(pages[0].locator(".tile[data-conflict]")).to_contain_text("Two marks differ")

        await pages[0].locator(".tile").nth(0).locator("label[data-is=absent]").tap()
        await expect(second.locator(".tile[data-conflict]")).to_have_count(0, timeout=20_000)
        await expect(second.locator(".tile").nth(0).locator("input[value=absent]")).to_be_checked()
    async with house.db.reading() as tx:
        ledger = await attendance.of_session(tx, session.id)
    assert [(each.says, each.conflict) for each in standings(ledger).values()] == [(Says(State.ABSENT), False)]
    assert len(ledger) == 3
