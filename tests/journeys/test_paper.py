"""The timetable on paper: what runs side by side stays readable; no private address and no notice is printed."""

from datetime import UTC, datetime

import msgspec
from playwright.async_api import Browser, BrowserContext

from services.training.domain.session import Group
from services.training.operations.places import manage_url
from services.training.store import sessions, staffing
from shared.house import House
from shared.identity.accounts import add_staff
from shared.identity.cookie import cookie_name
from shared.identity.sessions import redeem, sign_in_link
from tests.journeys.board import served
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training import people

A4 = {"width": 672, "height": 1000}  # 210 mm without its margins, in pixels of CSS
CUT = """() => [...document.querySelectorAll(".slot")]
    .filter((slot) => slot.scrollHeight > slot.clientHeight + 1 || slot.clientWidth < 80)
    .map((slot) => slot.textContent.trim())"""
COVERED = """() => [...document.querySelectorAll(".slots")].flatMap((day) => {
    const boxes = [...day.children].map((slot) => slot.getBoundingClientRect());
    return boxes.filter((a, one) => boxes.some((b, other) => other > one
        && b.top < a.bottom - 1 && b.bottom > a.top + 1 && b.left < a.right - 1 && b.right > a.left + 1));
})"""


async def test_parallel_sessions_private_addresses_and_notices(
    committed_house: OpenHouse, clock: FakeClock, browser: Browser
) -> None:
    clock.move_to(datetime(2027, 9, 6, 1, tzinfo=UTC))
    house = await committed_house("training")
    cohort = await people.seoul(house)
    who = await people.participant(house, cohort)
    starts = datetime(2027, 9, 7, 12)
    async with house.db.transaction() as tx:
        for number, key in enumerate("abc"):
            await staffing.put_group(tx, Group(cohort_id=cohort, key=key, name=f"Group {key}", position=number))
            fields = people.fields(f"Workshop on urban data governance, {key}", place="Seoul City Hall", groups=(key,))
            own = msgspec.structs.replace(fields, starts=starts, ends=starts.replace(hour=13))
            await sessions.insert(tx, cohort, f"parallel-{key}", own)
        await tx.conn.execute("UPDATE cohorts SET timetable_published = true")
    async with served(house) as base:
        context = await browser.new_context(viewport=A4)  # type: ignore[arg-type]  # a plain dict of the two
        try:
            page = await context.new_page()
            await page.emulate_media(media="print")
            await page.goto(f"{base}/training/seoul-2027?week=1")
            assert await page.locator(".slot", has_text="urban data governance").count() == 3
            assert await page.evaluate(CUT) == []
            assert await page.evaluate(COVERED) == []
            await page.goto(base + manage_url(house, who).removeprefix("http://wego.test"))
            assert "/calendar/courses/" in await page.content()
            assert await page.get_by_text("/calendar/courses/").is_visible() is False
            async with house.db.transaction() as tx:
                for number in (1, 2):  # at once, and months after the course
                    own = msgspec.structs.replace(people.fields(f"Late {number}"), starts=datetime(2027, 12, 7, 12))
                    own = msgspec.structs.replace(own, ends=datetime(2027, 12, 7, 13))
                    await sessions.insert(tx, cohort, f"late-{number}", own)
            await _sign_in(house, context)
            await page.goto(f"{base}/organize/training/seoul-2027/timetable?week=1&done=told")
            notices = page.locator(".notice")
            assert await notices.count() == 3, "told, a clash, and sessions outside the days of the course"
            assert await page.locator(".notice:visible").count() == 0
            assert await page.locator(".slot", has_text="urban data governance").first.is_visible() is True
            await page.emulate_media(media="screen")
            assert await page.locator(".notice:visible").count() == 3
        finally:
            await context.close()


async def _sign_in(house: House, context: BrowserContext) -> None:
    """As an organizer."""
    await add_staff(house.db, email="ada@office.example", role="organizer", name="Ada Sample")
    link = await sign_in_link(house.db, "ada@office.example")
    secret = await redeem(house.db, link.partition("link=")[2])
    name = cookie_name(secure=house.settings.secure)
    await context.add_cookies([{"name": name, "value": secret, "domain": "127.0.0.1", "path": "/"}])
