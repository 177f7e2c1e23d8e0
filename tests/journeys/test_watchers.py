"""The watchers see what they are there to see: each is shown a page that does it."""

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.async_api import Browser

from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.browser import PHONE, visit

GOOD = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Good</title><link rel="icon" href="data:,">
</head><body><main><h1>Good</h1><p>Words.</p></main></body></html>"""
BAD = b"""<!doctype html><html><head><title></title><link rel="icon" href="data:,"></head><body>
<img src="http://stranger.invalid/x.png"><p style="width: 900px; color: #ccc; background: #fff">Pale and wide</p>
<script>console.error("broken")</script></body></html>"""


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        if self.path == "/strict":
            self.send_header("Content-Security-Policy", "default-src 'none'; img-src *")
        self.end_headers()
        self.wfile.write(GOOD if self.path == "/good" else BAD)

    def log_message(self, *_: object) -> None:
        """Nothing: the test's output is its own."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


async def test_a_good_page_raises_nothing(browser: Browser, base: str) -> None:
    async with visit(browser, base, width=PHONE) as visitor:
        await visitor.open("/good")
        assert await axe_findings(visitor.page) == []
        assert await sideways(visitor.page) == []


async def test_a_bad_page_is_seen_through(browser: Browser, base: str) -> None:
    with pytest.raises(AssertionError):
        async with visit(browser, base, width=PHONE) as visitor:
            await visitor.open("/bad")
            findings = await axe_findings(visitor.page)
            assert {"color-contrast", "document-title", "html-has-lang", "image-alt"} <= {
                f.split(":")[0] for f in findings
            }
            assert (await sideways(visitor.page))[-1] == "scrolls sideways"
    told = "\n".join(visitor.problems)
    assert "asks stranger.invalid" in told
    assert "console error" in told
    assert "broken" in told


async def test_a_breach_of_the_content_security_policy_is_seen(browser: Browser, base: str) -> None:
    with pytest.raises(AssertionError):
        async with visit(browser, base) as visitor:
            await visitor.open("/strict")
    assert "Content Security Policy" in "\n".join(visitor.problems)
