"""An organizer makes a webinar and moves it; fixes, moves and cancels the General Assembly: every calendar follows."""

import asyncio
import re

from playwright.async_api import Browser, expect

from tests.journeys.browser import Visit, visit
from tests.journeys.desk import in_order, sign_in_link
from tests.journeys.invite import calendar_part
from tests.journeys.people import next_year, register
from tests.journeys.system import System

ASSEMBLY = "general-assembly-5"
ASHA = "asha.assembly@nairobi.example"
ASKED = "asked.assembly@nairobi.example"
FIRST, SECOND, THIRD = (f"{name}.webinar@office.example" for name in ("first", "second", "third"))


async def _sign_in(visitor: Visit, system: System) -> None:
    await visitor.open(await asyncio.to_thread(sign_in_link, system))
    await visitor.page.click("main form[method=post] button.primary")
    await expect(visitor.page).to_have_url(re.compile("/organize$"))
    await in_order(visitor)


async def _create_webinar(visitor: Visit, day: str) -> str:
    """With two seats, from the desk to the programme; its slug."""
    page = visitor.page
    await visitor.open("/organize/events/new")
    await page.fill("[name=title]", "Webinar on data for mayors")
    await page.select_option("[name=kind]", "webinar")
    await page.check("[name=precision][value=fixed]")
    for name, value in (
        ("first", day),
        ("begins", "15:00"),
        ("ends", "16:30"),
        ("platform", "Zoom"),
        ("capacity", "2"),
    ):
        await page.fill(f"[name={name}]", value)
    await page.select_option("[name=format]", "online")
    await page.select_option("[name=timezone]", "Asia/Seoul")
    await in_order(visitor)
    await page.click("main form.form button.primary")
    await expect(page).to_have_url(re.compile(r"\?done=created$"))
    await page.click("main .actions a[href$='/publish']")
    await in_order(visitor)
    await page.click("main form[method=post] button.primary")
    await expect(page).to_have_url(re.compile(r"\?done=published$"))
    await in_order(visitor)
    return page.url.rpartition("/")[2].partition("?")[0]


async def _set_date(visitor: Visit, slug: str, **fields: str) -> None:
    page = visitor.page
    await visitor.open(f"/organize/events/{slug}/date")
    await in_order(visitor)
    for name, value in fields.items():
        await page.fill(f"[name={name}]", value)
    await page.select_option("[name=timezone]", "Asia/Seoul")
    await page.click("main form[method=post] button.primary")
    await expect(page.locator("ins")).to_be_visible()
    await in_order(visitor)
    await page.check("#at_once")
    await page.click("main form[method=post] button.primary")
    await expect(page).to_have_url(re.compile(r"\?done=date-now$"))
    await in_order(visitor)


async def _cancel_registration(visitor: Visit, token: str) -> None:
    await visitor.open(f"/r/{token}/cancel")
    await visitor.page.click("main form[method=post] button")
    await expect(visitor.page.locator("main .status[data-is=cancelled]")).to_be_visible()


async def test_a_webinar_with_two_seats(system: System, browser: Browser) -> None:
    """Three register, one cancels, the third moves up, the date moves: METHOD, UID and SEQUENCE at each step."""
    year = next_year()
    async with visit(browser, system.base) as visitor:
        await _sign_in(visitor, system)
        slug = await _create_webinar(visitor, f"{year}-03-10")
        come = [register(system, slug, email, language="en") for email in (FIRST, SECOND, THIRD)]
        assert [each["status"] for each in come] == ["confirmed", "confirmed", "waitlisted"]

        (method, first), (also, second) = [calendar_part(await system.mail(email)) for email in (FIRST, SECOND)]
        assert (method, also, first.sequence, second.sequence) == ("REQUEST", "REQUEST", 0, 0)
        assert first.uid == second.uid
        assert (first.start, first.end) == (f"{year}0310T060000Z", f"{year}0310T073000Z")
        waiting = await system.mail(THIRD)
        assert "text/calendar" not in [part.get_content_type() for part in waiting.walk()]

        await _cancel_registration(visitor, come[0]["token"])
        method, gone = calendar_part(await system.mail(FIRST, 2))
        assert (method, gone.uid, gone.sequence, gone.status) == ("CANCEL", first.uid, 1, "")
        method, third = calendar_part(await system.mail(THIRD, 2))
        assert (method, third.uid, third.sequence, third.start) == ("REQUEST", first.uid, 1, first.start)

        await _set_date(visitor, slug, first=f"{year}-03-17", last=f"{year}-03-17")
        for email, number in ((SECOND, 2), (THIRD, 3)):
            method, moved = calendar_part(await system.mail(email, number))
            assert (method, moved.uid, moved.sequence) == ("REQUEST", first.uid, 2)
            assert (moved.start, moved.end) == (f"{year}0317T060000Z", f"{year}0317T073000Z")
        assert [len(system.mails(email)) for email in (FIRST, SECOND, THIRD)] == [2, 2, 3]


async def test_the_general_assembly_is_fixed_moved_and_cancelled(system: System, browser: Browser) -> None:
    """From "3rd quarter" to three days, a week later, then not at all."""
    year = next_year()
    register(system, ASSEMBLY, ASHA, language="en", timezone="Africa/Nairobi")
    async with visit(browser, system.base) as visitor:
        page = visitor.page
        await visitor.open(f"/events/{ASSEMBLY}")
        await page.fill("form[action$='/interest'] [name=email]", ASKED)
        await page.click("form[action$='/interest'] button")
        await _sign_in(visitor, system)

        await _set_date(visitor, ASSEMBLY, first=f"{year}-09-07", last=f"{year}-09-09")
        method, fixed = calendar_part(await system.mail(ASHA, 2))
        assert (method, fixed.sequence, fixed.start, fixed.end) == ("REQUEST", 1, f"{year}0907", f"{year}0910")
        assert "text/calendar" not in [part.get_content_type() for part in (await system.mail(ASKED)).walk()]

        await _set_date(visitor, ASSEMBLY, first=f"{year}-09-14", last=f"{year}-09-16")
        method, moved = calendar_part(await system.mail(ASHA, 3))
        assert (method, moved.uid, moved.sequence, moved.start) == ("REQUEST", fixed.uid, 2, f"{year}0914")

        await visitor.open(f"/organize/events/{ASSEMBLY}/cancel")
        await in_order(visitor)
        await page.check("#at_once")
        await page.click("main form[method=post] button.primary")
        method, gone = calendar_part(await system.mail(ASHA, 4))
        assert (method, gone.uid, gone.sequence, gone.status) == ("CANCEL", fixed.uid, 3, "CANCELLED")
        assert "text/calendar" not in [part.get_content_type() for part in (await system.mail(ASKED, 3)).walk()]
        assert (len(system.mails(ASHA)), len(system.mails(ASKED))) == (4, 3)
