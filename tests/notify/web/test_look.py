"""Notify's pages and the HTML mail in a real browser: nothing for axe to find, nothing sideways, links that work."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import Browser

from services.notify.app import create_app
from services.notify.mail.reading import read_mail
from shared.house import House
from shared.identity.people import person_id
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.browser import LAPTOP, PHONE, Scheme, browser, visit
from tests.notify.jobs import ASHA, MINSU, OPEN, apply, cancelled, confirmed, letter, mails, mark_sent, put

__all__ = ["browser"]


@pytest.fixture
async def base(local: House) -> AsyncIterator[str]:
    """Notify behind a real server, in the loop of the test."""
    app = create_app(local.settings, house=local)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        serving = asyncio.create_task(server.serve([listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest.fixture
async def names(local: House, mail_folder: Path) -> list[str]:
    """Mails of every kind in the folder of the sink, by name."""
    await apply(local, put(), put(key="event:2", when=OPEN, timezone="", slug="open"), confirmed(ASHA), confirmed())
    await mark_sent(local)
    await apply(local, cancelled(), letter(MINSU, "registration.waitlisted", place="3"))
    found = []
    for number, mail in enumerate(await mails(local)):
        found.append(f"20270301T030000.000000-{number:06}.eml")
        (mail_folder / found[-1]).write_bytes(mail)
    return found


@pytest.fixture
def paths(local: House, names: list[str]) -> list[str]:
    """Every page that notify has."""
    preferences = "/preferences/" + local.links.token("preferences", person_id(ASHA.email))
    views = [f"/mailbox/{names[0]}?view={view}" for view in ("look", "calendar", "parts", "headers")]
    return ["/mailbox", *views, preferences, f"{preferences}?done=kept"]


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(PHONE, "dark", "fr-FR"), (LAPTOP, "light", "ko-KR")],
)
async def test_every_page(
    browser: Browser, base: str, paths: list[str], *, width: int, scheme: Scheme, language: str
) -> None:
    async with visit(browser, base, width=width, scheme=scheme, language=language) as visitor:
        for path in paths:
            await visitor.open(path)
            assert (path, await axe_findings(visitor.page), await sideways(visitor.page)) == (path, [], [])
        assert visitor.problems == []


async def test_every_mail_as_html(browser: Browser, base: str, local: House, names: list[str]) -> None:
    """On a page of its own: in the mailbox no script may run beside it, not even axe."""
    looks: tuple[tuple[int, Scheme], ...] = ((PHONE, "dark"), (LAPTOP, "light"))
    for width, scheme in looks:
        async with visit(browser, base, width=width, scheme=scheme) as visitor:
            for mail in await mails(local):
                html = read_mail(mail).body("text/html")
                assert html is not None
                await visitor.page.set_content(html.text)
                assert (await axe_findings(visitor.page), await sideways(visitor.page)) == ([], [])


async def test_a_link_in_the_mail_opens_beside_it(browser: Browser, base: str, names: list[str]) -> None:
    async with visit(browser, base, width=LAPTOP) as visitor:
        context = visitor.page.context
        await context.route("http://wego.test/**", lambda route: route.fulfill(body="the registration"))
        await visitor.open(f"/mailbox/{names[0]}")
        frame = visitor.page.frame_locator("iframe.mail-frame")
        async with context.expect_page() as opened:
            await frame.get_by_role("link", name="Open my registration").click()
        page = await opened.value
        await page.wait_for_load_state()
        assert page.url.startswith("http://wego.test/r/")
        assert await page.locator("body").inner_text() == "the registration"
