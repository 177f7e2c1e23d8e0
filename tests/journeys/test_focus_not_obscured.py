"""In Chromium: the bar of what can be done with ticked rows covers nothing that has the focus (WCAG 2.2, 2.4.11)."""

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.board import served
from tests.journeys.browser import LAPTOP, PHONE, Visit, visit
from tests.journeys.desk import signed_in
from tests.support.clock import FakeClock
from tests.support.house import OpenHouse
from tests.training.certificates.given import held, issue_all

# Whether any of a grid of points on it belongs to it; None where the page has nothing more to focus on.
_SEEN = """() => {
  const own = document.activeElement;
  if (!own || own === document.body) return null;
  const parts = [.02, .25, .5, .75, .98];
  const seen = [...own.getClientRects()].some((box) => parts.some((x) => parts.some((y) => {
    const at = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return own.contains(at);
  })));
  return [own.outerHTML.slice(0, 120), seen];
}"""


async def _hidden(visitor: Visit, key: str) -> tuple[int, list[str]]:
    """How many places Tab leads to from the first row on, and which of them cannot be seen."""
    page = visitor.page
    count, hidden = 0, []
    while (found := await page.evaluate(_SEEN)) is not None and count < 100:
        count += 1
        if not found[1]:
            hidden.append(found[0])
        await page.keyboard.press(key)
    return count, hidden


@pytest.mark.parametrize("width", [PHONE, 840, LAPTOP])
async def test_the_bar_hides_nothing_that_has_the_focus(
    committed_house: OpenHouse, clock: FakeClock, browser: Browser, width: int
) -> None:
    house = await committed_house("training")
    room = await held(house, clock, 12)
    await issue_all(house, room.key)
    async with served(house) as base, visit(browser, base, width=width) as desk:
        await desk.page.set_viewport_size({"width": width, "height": 800})
        await signed_in(house, desk, "organizer")
        await desk.open(room.desk)
        rows = desk.page.get_by_role("checkbox", name="Select Official")
        await rows.nth(0).press("Space")
        await rows.nth(1).press("Space")
        await expect(desk.page.locator(".bulk b")).to_have_text("Selected: 2")
        assert (await axe_findings(desk.page), await sideways(desk.page)) == ([], [])
        await rows.nth(0).focus()
        down, hidden = await _hidden(desk, "Tab")
        assert (down > 24, hidden) == (True, [])
        await rows.nth(11).focus()
        up, hidden = await _hidden(desk, "Shift+Tab")
        assert (up > 24, hidden) == (True, [])
