"""What holds on every page: axe finds nothing, nothing scrolls sideways, the browser has nothing to complain of."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser

from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.browser import LAPTOP, PHONE, Scheme, Visit, visit
from tests.journeys.places import NAMES, Places
from tests.journeys.system import System

# Each width with each scheme once, in the shortest language and in one of another script.
LOOKS: dict[str, tuple[tuple[int, Scheme], ...]] = {
    "en": ((PHONE, "light"), (LAPTOP, "dark")),
    "ko": ((PHONE, "dark"), (LAPTOP, "light")),
}
ENGLISH = ("api-docs",)  # by far the longest, and in English whatever its reader speaks
REFUSED = {"link-unknown": 404, "sign-in-link-spent": 410, "not-found": 404, "verify-unknown": 404}


@pytest.fixture(scope="session")
def places(system: System) -> Places:
    return Places(system)


@pytest.fixture(scope="module")
async def visitors(system: System, browser: Browser) -> AsyncIterator[dict[str, Visit]]:
    """One for each language, for all pages: a browser of one's own for each would take as long as the looking."""
    async with AsyncExitStack() as stack:
        yield {
            language: await stack.enter_async_context(visit(browser, system.base, language=language))
            for language in LOOKS
        }


@pytest.mark.parametrize("name", NAMES)
async def test_the_page_is_in_order(name: str, places: Places, visitors: dict[str, Visit]) -> None:
    path = await places.path(name)
    found: dict[str, list[str]] = {}
    for language, visitor in visitors.items():
        if name in ENGLISH and language != "en":
            continue
        await visitor.page.context.clear_cookies()
        visitor.expected = {REFUSED.get(name, 200)}
        await visitor.open(path)
        for width, scheme in LOOKS[language]:
            await visitor.page.emulate_media(color_scheme=scheme)
            await visitor.page.set_viewport_size({"width": width, "height": 800})
            problems = [*await axe_findings(visitor.page), *await sideways(visitor.page), *visitor.problems]
            visitor.problems.clear()
            found |= {f"{language} {width} {scheme}": problems} if problems else {}
    assert found == {}


async def test_a_form_full_of_mistakes_is_in_order(places: Places, browser: Browser) -> None:
    async with visit(browser, places.system.base, width=PHONE) as visitor:
        visitor.expect_status(422)
        await visitor.open(await places.path("register"))
        await visitor.page.fill("[name=email]", "no address")
        await visitor.page.click("main form[method=post] button.primary")
        await visitor.page.wait_for_selector(".error-summary")
        assert await axe_findings(visitor.page) == []
        assert await sideways(visitor.page) == []
        assert (await visitor.page.title()).startswith("Error:")
        assert await visitor.page.input_value("[name=email]") == "no address"
        assert await visitor.page.evaluate("document.activeElement.className") == "error-summary"
