"""ical.js, as Thunderbird and many web calendars use it: run by node."""

import shutil
import subprocess
from pathlib import Path

import msgspec

from tests.interop.entry import Part
from tests.support.waiting import PATIENCE

HERE = Path(__file__).parent


def missing() -> str:
    """Why it cannot run here; empty where it can."""
    if shutil.which("node") is None:
        return "there is no node"
    if not (HERE / "node_modules" / "ical.js").is_dir():
        return "ical.js is not installed: npm ci --prefix tests/interop"
    return ""


def read(parts: dict[str, bytes]) -> dict[str, Part]:
    """Each part as ical.js understands it. Raises ValueError naming those it does not parse."""
    texts = {name: content.decode("utf-8") for name, content in parts.items()}
    done = subprocess.run(
        ["node", HERE / "with_icaljs.mjs"],
        input=msgspec.json.encode(texts),
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    found = msgspec.json.decode(done.stdout)
    errors = {name: part["error"] for name, part in found.items() if "error" in part}
    if errors:
        raise ValueError(f"ical.js does not read: {errors}")
    return msgspec.convert(found, dict[str, Part])
