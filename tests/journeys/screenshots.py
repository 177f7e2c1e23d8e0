"""`make screenshots`: every page at 360 and 1280 pixels, light and dark, into var/screenshots.

`python -m tests.journeys.screenshots [--folder FOLDER] [--language ko] [NAME ...]`
"""

import argparse
import asyncio
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.async_api import async_playwright

from tests.journeys.browser import FLAGS, LAPTOP, NO_BROWSER, PHONE, Scheme, find_chromium, visit
from tests.journeys.places import NAMES, Places
from tests.journeys.system import start, stop

SCHEMES: tuple[Scheme, ...] = ("light", "dark")


async def take(places: Places, folder: Path, names: list[str], language: str) -> None:
    """Writes NAME-WIDTH-SCHEME.png for each page."""
    executable = find_chromium()
    if executable is None:
        raise SystemExit(NO_BROWSER)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *as_root])
        for name in names:
            path = await places.path(name)
            for width in (PHONE, LAPTOP):
                for scheme in SCHEMES:
                    async with visit(
                        browser, places.system.base, width=width, scheme=scheme, language=language
                    ) as seen:
                        seen.expect_status(404, 410)
                        await seen.open(path)
                        await seen.page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
        await browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--language", default="en-GB")
    parser.add_argument("names", nargs="*")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wego-screenshots-")))
        data.chmod(0o755)
        system = start(data)
        stack.callback(stop, system)
        asyncio.run(take(Places(system), chosen.folder, chosen.names or list(NAMES), chosen.language))


if __name__ == "__main__":
    main()
