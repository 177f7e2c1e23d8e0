"""The whole system as a newcomer starts it: `wego up` on a data folder of its own, for the journeys."""

import asyncio
import email
import email.policy
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from tests.deploy.home import remove_home
from tests.support.waiting import PATIENCE

ROOT = Path(__file__).parents[2]
WEGO = [sys.executable, "-c", "import sys; from deploy.cli import main; sys.exit(main())"]


@dataclass
class System:
    """A running system: `base` is its address, `data` its folder, `printed` what it said when it started."""

    base: str
    data: Path
    process: subprocess.Popen[bytes]

    @property
    def printed(self) -> str:
        return (self.data / "up.log").read_text("utf-8", "replace")

    def mails(self, to: str) -> list[EmailMessage]:
        """What the local sink holds for an address, oldest first."""
        files = sorted((self.data / "mail").rglob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        mails = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]
        return [mail for mail in mails if to in str(mail["To"])]

    async def mail(self, to: str, number: int = 1, within: float = PATIENCE) -> EmailMessage:
        """The n-th mail to an address, once it is there."""
        ends = time.monotonic() + within
        while len(mails := self.mails(to)) < number:
            assert time.monotonic() < ends, f"mail {number} to {to} did not come in {within} s:\n{self.printed[-2000:]}"
            await asyncio.sleep(0.1)
        return mails[number - 1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, *arguments: str, environ: Mapping[str, str] | None = None) -> System:
    """Starts `wego up` and waits for its first page. `environ`: variables beside those of the tests."""
    port = _free_port()
    environment = (
        {key: value for key, value in os.environ.items() if not key.startswith("WEGO_")}
        | {"PYTHONPATH": str(ROOT)}
        | dict(environ or {})
    )
    with (data / "up.log").open("wb") as log:
        process = subprocess.Popen(
            [*WEGO, "up", "--port", str(port), "--data", str(data), *arguments],
            stdout=log, stderr=log, cwd=ROOT, start_new_session=True, env=environment,
        )  # fmt: skip
    system = System(f"http://127.0.0.1:{port}", data, process)
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            httpx.get(system.base + "/", timeout=20).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return system
    stop(system)
    raise RuntimeError(f"`wego up` showed no page:\n{system.printed[-4000:]}")


def stop(system: System) -> None:
    """Ctrl-C, as a person would; what does not stop by itself is a failure."""
    system.process.send_signal(signal.SIGINT)
    try:
        system.process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(system.process.pid, signal.SIGKILL)
        raise


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """One system with the real programme for all journeys; each journey uses people of its own."""
    with tempfile.TemporaryDirectory(prefix="wego-journey-") as folder:
        data = Path(folder)
        data.chmod(0o755)
        running = start(data)
        try:
            yield running
        finally:
            stop(running)
            remove_home(data)
