"""An organizer in a browser: how they come in, and what holds on every page of theirs."""

import re
import subprocess

from tests.journeys.accessibility import axe_findings, sideways
from tests.journeys.browser import LAPTOP, PHONE, Visit
from tests.journeys.system import ROOT, WEGO, System


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
