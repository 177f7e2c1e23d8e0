"""The attendance board in Chromium on a telephone: served on a port of its own, with the network cut and mended."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec
import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from services.training.app import create_app
from services.training.domain.course import LINK
from services.training.domain.session import Session
from services.training.store import sessions
from shared.house import House
from tests.journeys.browser import PHONE
from tests.support.waiting import PATIENCE, until
from tests.training import people


@asynccontextmanager
async def served(house: House) -> AsyncIterator[str]:
    """The training service on a port of its own; yields its address."""
    app = create_app(house.settings, house=house)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, lifespan="on"))
    running = asyncio.create_task(server.serve())
    try:
        while not server.started:
            assert not running.done()
            await asyncio.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:  # a test that fails leaves no open socket behind
        server.should_exit = True
        await running


async def class_of(house: House, size: int) -> Session:
    """A session that began ten minutes ago by the house's clock; every other one has a name in their own script."""
    cohort = await people.jeju(house)
    for number in range(1, size + 1):
        await people.participant(house, cohort, number, native_name="김민수" if number % 2 else "")
    now = house.clock().astimezone(ZoneInfo("Asia/Seoul")).replace(tzinfo=None, microsecond=0)
    starts = now - timedelta(minutes=10)
    fields = people.fields("Data platforms", place="Room A")
    async with house.db.transaction() as tx:
        own = msgspec.structs.replace(fields, starts=starts, ends=starts + timedelta(hours=2))
        session = await sessions.by_id(tx, await sessions.insert(tx, cohort, "data-platforms", own))
    assert session is not None
    return session


def link_of(house: House, session: Session) -> str:
    """The path of the trainers' link."""
    return f"/trainer/{house.links.token(LINK, session.cohort_id)}"


@asynccontextmanager
async def telephone(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport={"width": PHONE, "height": 740}, locale="en-GB", has_touch=True)
    context.set_default_timeout(PATIENCE * 1000)
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
    """Once the device has the page and its files. Playwright's own wait takes any promise for a yes."""
    kept = """async () => {
        const cache = await caches.open("wego-trainer-1");
        const paths = (await cache.keys()).map((request) => new URL(request.url).pathname);
        return paths.includes(location.pathname) && paths.some((path) => path.endsWith("queue.js"));
    }"""
    await until(lambda: page.evaluate(kept), every=0.1)


async def cut(context: BrowserContext) -> None:
    """No network, for a page that opens later from its first request on: the browser's own switch is late for those."""
    await context.route("**/api/**", _unreachable)
    await context.set_offline(True)


async def closed_when_quiet(page: Page) -> None:
    """A request under way when its page closes goes out, whatever is cut: so this waits until no try has followed."""
    seen, tries = -1, 0
    while seen != tries:
        await asyncio.sleep(0.7)  # the next try comes after 1.5 s at the earliest
        seen, tries = tries, await page.evaluate("performance.getEntriesByType('resource').length")
    await page.close()


async def mend(context: BrowserContext) -> None:
    """The network is back."""
    await context.unroute("**/api/**", _unreachable)
    await context.set_offline(False)


async def _unreachable(route: Route) -> None:
    await route.abort("internetdisconnected")
