"""The door of an event under way, on a phone: who comes is looked for, noted and badged, who is not listed is added."""

import asyncio
import re
from uuid import uuid4

from playwright.async_api import Browser, Locator, expect

from tests.journeys.browser import PHONE, Visit, visit
from tests.journeys.desk import event_under_way, in_order, sign_in_link
from tests.journeys.people import register
from tests.journeys.system import System
from tests.shared.documents.reading import lines

EVENT = "Forum with a door"


async def test_who_comes_is_noted_and_who_comes_unannounced_is_added(system: System, browser: Browser) -> None:
    link = await asyncio.to_thread(sign_in_link, system)
    async with visit(browser, system.base, width=PHONE) as visitor:
        await visitor.open(link)
        await visitor.page.click("main form[method=post] button.primary")
        desk = await event_under_way(visitor, EVENT)
        for name in ("Abebe Doorway", "Zoë Doorway"):
            register(system, desk.rpartition("/")[2], f"door.{uuid4().hex[:8]}@addis.example", name=name)
        await _look_for(visitor, desk, "zoe doorw", "Zoë Doorway")
        await _noted_and_taken_back(visitor)
        await _badge(visitor, "Zoë Doorway")
        await _added(visitor, desk)
        await visitor.page.get_by_role("link", name="Open the check-in").click()
        await visitor.page.get_by_role("button", name="Note: came").click()
        await expect(_at_the_event(visitor)).to_have_text("Came")
        await _badge(visitor, "Ana Unannounced")
        await _who_came(visitor, desk)


async def _looked_at(visitor: Visit) -> None:
    """And on the phone again."""
    await in_order(visitor)
    await visitor.page.set_viewport_size({"width": PHONE, "height": 800})


def _at_the_event(visitor: Visit) -> Locator:
    return visitor.page.locator("dl.facts div", has_text="At the event").locator("dd")


async def _look_for(visitor: Visit, desk: str, words: str, name: str) -> None:
    """From the events at the door to one person's; accents and capitals do not matter."""
    page = visitor.page
    await visitor.open("/organize/check-in")
    await _looked_at(visitor)
    await page.get_by_role("link", name=EVENT).click()
    await expect(page).to_have_url(re.compile(re.escape(desk) + r"/registrations\?status=confirmed"))
    await page.get_by_text("Search and narrow").click()
    await page.get_by_role("searchbox").fill(words)
    await page.get_by_role("searchbox").press("Enter")
    await expect(page.locator("tbody th a")).to_have_text([name])
    await _looked_at(visitor)
    await page.get_by_role("link", name=name).click()
    await page.get_by_role("link", name="Open the check-in").click()
    await expect(page.locator("h1")).to_contain_text(name)


async def _noted_and_taken_back(visitor: Visit) -> None:
    """Taken back by whoever hit the wrong one; a page that was left open says what was noted before."""
    page = visitor.page
    await expect(_at_the_event(visitor)).to_have_text("Not noted yet")
    beside = Visit(await page.context.new_page(), visitor.base)
    await beside.open(page.url)
    for act, said, stands in (
        ("Note: came", "Noted: came", "Came"),
        ("Note: did not come", "Noted: did not come", "Did not come"),
        ("Note: came", "Noted: came", "Came"),
    ):
        await page.get_by_role("button", name=act).click()
        await expect(page.locator("main .notice h2")).to_have_text(said)
        await expect(_at_the_event(visitor)).to_have_text(stands)
    await beside.page.get_by_role("button", name="Note: came").click()
    await expect(beside.page.locator("main .notice h2")).to_have_text("It was noted before")
    await beside.page.close()
    await _looked_at(visitor)


async def _badge(visitor: Visit, name: str) -> None:
    page = visitor.page
    await page.get_by_role("link", name="Print the badge").click()
    await expect(page.locator("main .lead")).to_contain_text("For 1 chosen person with a seat.")
    async with page.expect_download() as coming:
        await page.get_by_role("button", name="Download as PDF").click()
    file = await (await coming.value).path()
    printed = " ".join(" ".join(lines(await asyncio.to_thread(file.read_bytes))).split())
    assert (name in printed, EVENT in printed) == (True, True), printed


async def _added(visitor: Visit, desk: str) -> None:
    """Somebody who came unannounced: their page follows."""
    page = visitor.page
    await visitor.open(f"{desk}/registrations")
    await page.get_by_role("link", name="Add a person").click()
    await _looked_at(visitor)
    await page.fill("[name=email]", f"ana.{uuid4().hex[:8]}@lima.example")
    await page.fill("[name=name]", "Ana Unannounced")
    await page.fill("[name=organisation]", "City of Lima")
    await page.select_option("[name=category]", "delegate")
    await page.select_option("[name=country]", "PE")
    await page.check("[name=consent]")
    await page.get_by_role("button", name="Add this person").click()
    await expect(page.locator("h1")).to_contain_text("Ana Unannounced")
    await expect(_at_the_event(visitor)).to_have_text("Not noted yet")
    await _looked_at(visitor)


async def _who_came(visitor: Visit, desk: str) -> None:
    """In the list of the event."""
    await visitor.open(f"{desk}/registrations?status=confirmed")
    rows = visitor.page.locator("tbody tr")
    await expect(rows).to_have_count(3)
    for name, came in (("Abebe Doorway", 0), ("Zoë Doorway", 1), ("Ana Unannounced", 1)):
        row = rows.filter(has_text=name)
        await expect(row.locator("small", has_text=re.compile("^Came$"))).to_have_count(came)
    await _looked_at(visitor)
