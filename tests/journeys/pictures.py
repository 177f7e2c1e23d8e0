"""`make pictures`: the pictures of the README, taken anew into docs/pictures."""

import asyncio
import os
import re
import tempfile
from contextlib import ExitStack
from pathlib import Path

import httpx
from playwright.async_api import Browser, Page, async_playwright

from tests.deploy.running import ROOT
from tests.journeys.browser import FLAGS, LAPTOP, NO_BROWSER, PHONE, find_chromium, visit
from tests.journeys.people import WITH_AGENDA, next_year, register
from tests.journeys.system import System, start, stop
from tests.support.waiting import PATIENCE

FOLDER = ROOT / "docs" / "pictures"
EMAIL = "amina.wanjiru@nairobi.example"
PHONE_HEIGHT, LAPTOP_HEIGHT = 720, 900


async def take(system: System) -> None:
    """A visitor's way: the programme, the form, what comes of it; and the desk as it is on the first day."""
    executable = find_chromium()
    if executable is None:
        raise SystemExit(NO_BROWSER)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *as_root])
        await _page(browser, system, "programme", f"/?year={next_year()}&part=q2", LAPTOP)
        await _page(browser, system, "register", f"/events/{WITH_AGENDA}/register", PHONE)
        changes = {"name": "Amina Wanjiru", "native_name": "", "native_name_language": "", "language": "en"}
        place = {"organisation": "Nairobi City County", "country": "KE", "timezone": "Africa/Nairobi"}
        token = register(system, WITH_AGENDA, EMAIL, **changes, **place)["token"]
        await _page(browser, system, "my-registration", f"/r/{token}", PHONE)
        await system.mail(EMAIL)
        await _page(browser, system, "mail", f"{await _newest_mail(system)}/html", PHONE)
        async with visit(browser, system.base, width=LAPTOP) as organizer:
            await organizer.open(_found(r"(/sign-in\?link=[\w-]+)", system.printed))
            async with organizer.page.expect_navigation():
                await organizer.page.locator("main form button").click()
            await _keep(organizer.page, "desk", LAPTOP)
        await browser.close()


async def _page(browser: Browser, system: System, name: str, path: str, width: int) -> None:
    async with visit(browser, system.base, width=width) as seen:
        await seen.open(path)
        await _keep(seen.page, name, width)


async def _keep(page: Page, name: str, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": PHONE_HEIGHT if width == PHONE else LAPTOP_HEIGHT})
    await page.screenshot(path=FOLDER / f"{name}.png")


async def _newest_mail(system: System) -> str:
    async with httpx.AsyncClient(base_url=system.base, timeout=PATIENCE) as client:
        return _found(r'href="(/mailbox/[^"]+)"', (await client.get("/mailbox")).text)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None, f"nothing like {pattern}"
    return match[1]


def main() -> None:
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wego-pictures-")))
        data.chmod(0o755)
        system = start(data)
        stack.callback(stop, system)
        asyncio.run(take(system))


if __name__ == "__main__":
    main()
