"""In Chromium: a trainer says who passed, an organizer signs with a picture and sees it, and Return issues nothing."""

from playwright.async_api import Browser, expect

from services.training.operations import cohort_accounts
from services.training.operations.certificates import setting
from shared.house import House
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.board import served
from tests.journeys.browser import LAPTOP, PHONE, Visit, visit
from tests.journeys.desk import signed_in
from tests.shared.documents.pictures import INK, SEAL, png
from tests.shared.documents.reading import pictures
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.support.waiting import until
from tests.training import people
from tests.training.certificates.given import Held, held

DRAWN = "(images) => images.map((image) => image.complete && image.naturalWidth > 0)"


async def _good(visitor: Visit) -> None:
    """axe finds nothing and nothing scrolls sideways, on a phone in the light and on a laptop in the dark."""
    for width, scheme in ((PHONE, "light"), (LAPTOP, "dark")):
        await visitor.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two fixed words
        await visitor.page.set_viewport_size({"width": width, "height": 800})
        assert (await axe_findings(visitor.page), await sideways(visitor.page)) == ([], [])


async def test_who_passed_who_signs_and_what_a_key_does(
    committed_house: OpenHouse, clock: FakeClock, browser: Browser
) -> None:
    house = await committed_house("training")
    room = await held(house, clock, 2, names={0: {"name": "Kim Gyeonbon", "native_name": "김견본"}})
    await setting.set_rules(house, people.actor(house), room.key, {"share": "80", "assessment": "true"})
    async with served(house) as base, visit(browser, base) as class_, visit(browser, base) as desk:
        desk.expect_status(422)
        await _assessed(house, class_, room)
        await signed_in(house, desk, "organizer")
        await _signatures(desk, room)
        await desk.open(room.desk)
        await expect(desk.page.locator(".bulk")).to_be_hidden()
        await desk.page.get_by_label("Select Kim Gyeonbon").press("Space")
        await expect(desk.page.locator(".bulk b")).to_have_text("Selected: 1")
        await _bar_first(desk)
        await desk.page.get_by_label("Also where the name is not confirmed").check()
        await _good(desk)
        await desk.page.get_by_label("Select Kim Gyeonbon").press("Enter")
        await desk.page.get_by_label("Also where the name is not confirmed").press("Enter")
        await expect(desk.page).to_have_url(base + room.desk)
        await desk.page.get_by_role("button", name="Issue to them").press("Enter")
        await expect(desk.page.locator("main")).to_contain_text("1 certificate is being issued")


async def _bar_first(visitor: Visit) -> None:
    """By keyboard what can be done comes before the rows; it is seen under them."""
    page, focused = visitor.page, "document.activeElement.textContent"
    await page.get_by_label("Select Kim Gyeonbon").focus()
    found = []
    for _ in range(3):
        await page.keyboard.press("Shift+Tab")
        found.append(await page.evaluate(focused))
    assert found == ["Ask about their names", "Issue to them", ""]
    bar, table = await page.locator(".bulk").bounding_box(), await page.locator(".table > table").bounding_box()
    assert bar is not None
    assert table is not None
    assert bar["y"] >= table["y"] + table["height"]


async def _assessed(house: House, visitor: Visit, room: Held) -> None:
    """The first passed; the second is not decided."""
    who = await signed_in(house, visitor, "trainer")
    await cohort_accounts.tie(house, people.actor(house), "jeju-2027", who.id)
    await visitor.open(f"/trainer/assessment/{room.cohort}")
    await _good(visitor)
    await visitor.page.get_by_label("Assessment of Kim Gyeonbon").select_option("passed")
    await visitor.page.get_by_role("button", name="Keep it").click()
    await expect(visitor.page.locator("main")).to_contain_text("Kept for 1 person")
    await _good(visitor)


async def _signatures(visitor: Visit, room: Held) -> None:
    """One is refused, one is taken and seen on the page and on the sample; replaced, and taken out again."""
    page, base = visitor.page, visitor.base
    await visitor.open(f"{room.desk}/design")
    await page.fill("[name=signatory1_name]", "Ada Sample")
    await page.get_by_role("button", name="Keep it so").click()
    for content, said in ((png(9000, 1), ".error-summary"), (INK, "main .notice")):
        await page.set_input_files("#field-signature1", {"name": "ink", "mimeType": "image/png", "buffer": content})
        await page.get_by_role("button", name="Add the signature").click()
        await expect(page.locator(said)).to_be_visible()
        await _good(visitor)
    await until(lambda: page.locator("main img").evaluate_all(DRAWN), lambda drawn: drawn == [True])
    sample = await page.request.get(f"{base}{room.desk}/preview.pdf")
    assert pictures(await sample.body()) >= {"Ada Sample"}
    first = await page.get_by_alt_text("Signature of Ada Sample").get_attribute("src")
    await page.get_by_text("Put another picture in its place").click()
    await page.set_input_files("#field-signature1", {"name": "s", "mimeType": "image/svg+xml", "buffer": SEAL})
    await page.get_by_role("button", name="Replace the signature").click()
    await expect(page.get_by_alt_text("Signature of Ada Sample")).not_to_have_attribute("src", first or "")
    await until(lambda: page.locator("main img").evaluate_all(DRAWN), lambda drawn: drawn == [True])
    await page.get_by_label("Take out the signature of Ada Sample").click()
    await expect(page.locator("main img")).to_have_count(0)
