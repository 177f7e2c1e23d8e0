"""The whole system as a newcomer starts it: `wego up` on a data folder of its own, for the journeys."""

import asyncio
import email
import email.policy
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.deploy.home import remove_home
from tests.deploy.running import ROOT, STARTED, WEGO
from tests.support.waiting import PATIENCE


@dataclass
class System:
    """A running system: `base` is its address, `data` its folder, `printed` what it said when it started."""

    base: str
    data: Path
    process: subprocess.Popen[bytes]
    _read: dict[str, EmailMessage] = field(default_factory=dict)

    @property
    def printed(self) -> str:
        return (self.data / "up.log").read_text("utf-8", "replace")

    def mails(self, to: str) -> list[EmailMessage]:
        """What the local sink holds for an address, oldest first: the names of files sort by arrival."""
        files = sorted((self.data / "mail").glob("*.eml"))
        for file in files:
            if file.name not in self._read:
                self._read[file.name] = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        mails = [self._read[file.name] for file in files]
        return [mail for mail in mails if to in [each.addr_spec for each in mail["To"].addresses]]

    async def mail(self, to: str, number: int = 1, within: float = PATIENCE) -> EmailMessage:
        """The n-th mail to an address, once it is there."""
        ends = time.monotonic() + within
        while len(mails := self.mails(to)) < number:
            assert time.monotonic() < ends, f"mail {number} to {to} did not come in {within} s:\n{self.printed[-2000:]}"
            await asyncio.sleep(0.1)
        return mails[number - 1]


def start(data: Path, *arguments: str, environ: Mapping[str, str] | None = None) -> System:
    """Starts `wego up` on a port of its choice; returns once everything runs. `environ`: beside that of the tests."""
    environment = (
        {key: value for key, value in os.environ.items() if not key.startswith("WEGO_")}
        | {"PYTHONPATH": str(ROOT)}
        | dict(environ or {})
    )
    with (data / "up.log").open("wb") as log:
        process = subprocess.Popen(
            [*WEGO, "up", "--port", "0", "--data", str(data), *arguments],
            stdout=log, stderr=log, cwd=ROOT, start_new_session=True, env=environment,
        )  # fmt: skip
    system = System("", data, process)
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        if STARTED in (said := system.printed):
            system.base = re.findall(r"WeGO runs: +(http://\S+)", said)[0]
            return system
        time.sleep(0.05)
    stop(system)
    raise RuntimeError(f"`wego up` did not start:\n{system.printed[-4000:]}")


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
