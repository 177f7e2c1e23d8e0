"""An organizer in a browser: how they come in, and what holds on every page of theirs."""

import re
import subprocess
from datetime import UTC, datetime, timedelta

from shared.house import House
from shared.identity import sessions
from shared.identity.accounts import add_staff
from shared.identity.cookie import cookie_name
from shared.identity.staff import Staff
from tests.deploy.running import ROOT, WEGO
from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.browser import LAPTOP, PHONE, Visit
from tests.journeys.system import System


async def in_order(visitor: Visit) -> None:
    """axe finds nothing and nothing scrolls sideways, on a phone in the light and on a laptop in the dark."""
    for width, scheme in ((PHONE, "light"), (LAPTOP, "dark")):
        await visitor.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two fixed words
        await visitor.page.set_viewport_size({"width": width, "height": 800})
        found = [*await axe_findings(visitor.page), *await sideways(visitor.page)]
        assert found == [], found


def sign_in_link(system: System) -> str:
    """As the command line gives it to a new colleague."""
    command = [*WEGO, "staff", "add", "ada@office.example", "--role", "organizer", "--data", str(system.data)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return str(re.findall(r"/sign-in\?link=[\w-]+", said)[0])


async def signed_in(house: House, visitor: Visit, role: str) -> Staff:
    """Their browser is, at a service that a test serves by itself."""
    email = f"{role}@office.example"
    who = await add_staff(house.db, email=email, role=role, name=f"Ada {role}")
    secret = await sessions.redeem(house.db, (await sessions.sign_in_link(house.db, email)).partition("link=")[2])
    cookie = {"name": cookie_name(secure=False), "value": secret, "url": visitor.base}
    await visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie with an address
    return who


async def event_under_way(visitor: Visit, title: str) -> str:
    """Made at the desk and published: it began yesterday and lasts until the day after tomorrow. Its address there."""
    today = datetime.now(UTC).date()
    here = {"Origin": visitor.base}  # as a page of ours would say; Playwright's own requests are silent
    made = await visitor.page.request.post(
        f"{visitor.base}/organize/events/new",
        headers=here,
        form={
            "title": title,
            "kind": "forum",
            "precision": "fixed",
            "first": (today - timedelta(days=1)).isoformat(),
            "last": (today + timedelta(days=2)).isoformat(),
            "timezone": "Asia/Seoul",
            "format": "in_person",
            "city": "Seoul",
            "country": "KR",
        },
    )
    path = made.url.removeprefix(visitor.base).partition("?")[0]
    published = await visitor.page.request.post(f"{visitor.base}{path}/publish", headers=here, form={"sent": "true"})
    assert published.ok, await published.text()
    return path
