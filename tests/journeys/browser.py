"""Chromium, driven by Playwright. It watches itself: what a page must never do is a problem of the visit."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, Request, Response, async_playwright, expect

from tests.support.waiting import PATIENCE

PHONE, LAPTOP = 360, 1280
expect.set_options(timeout=PATIENCE * 1000)  # in ms
Scheme = Literal["light", "dark"]

FLAGS = ["--disable-background-networking", "--disable-component-update", "--no-default-browser-check"]


def find_chromium() -> str | None:
    """CHROMIUM, or what the distribution installs."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if name and (path := shutil.which(name))), None)


NO_BROWSER = "no browser looked at the pages: install chromium, or name one in CHROMIUM"


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the run. Where there is none, tests that ask for it are skipped, with that reason."""
    executable = find_chromium()
    if executable is None:
        pytest.skip(NO_BROWSER)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *as_root])
        yield started
        await started.close()


@dataclass
class Visit:
    """A person's browser on one host. `problems` gathers console errors, CSP violations and foreign requests."""

    page: Page
    base: str
    problems: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def expect_status(self, *statuses: int) -> None:
        """Pages may answer so without that being a problem: Chromium writes refusals into the console."""
        self.expected |= set(statuses)

    async def open(self, path: str) -> Response:
        response = await self.page.goto(self.base + path if path.startswith("/") else path)
        assert response is not None
        return response

    def _console(self, message: ConsoleMessage) -> None:
        if any(f"the server responded with a status of {status} " in message.text for status in self.expected):
            return
        if message.type in ("error", "warning"):
            self.problems.append(f"console {message.type} on {self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme in ("http", "https", "ws", "wss") and target.netloc != urlsplit(self.base).netloc:
            self.problems.append(f"{self.page.url} asks {target.netloc}")

    def watch(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"script error on {self.page.url}: {error}"))
        self.page.on("request", self._request)
        self.page.on("requestfailed", self._not_loaded)

    def _not_loaded(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the visitor went on to another page
            self.problems.append(f"not loaded: {request.url}: {request.failure}")


@asynccontextmanager
async def visit(
    browser: Browser,
    base: str,
    *,
    width: int = LAPTOP,
    scheme: Scheme = "light",
    language: str = "en-GB",
    zone: str = "Africa/Nairobi",
    javascript: bool = True,
) -> AsyncIterator[Visit]:
    """A fresh visitor, without cookies. Leaving asserts that there were no problems."""
    context = await browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        locale=language,
        timezone_id=zone,
        java_script_enabled=javascript,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE * 1000)
    try:
        visitor = Visit(await context.new_page(), base)
        visitor.watch()
        yield visitor
        assert visitor.problems == [], visitor.problems
    finally:
        await context.close()
