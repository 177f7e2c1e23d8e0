"""A system whose mail goes to a server of the tests, which can refuse an address."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.deploy.home import remove_home
from tests.journeys.system import System, start, stop
from tests.support.smtp import MailServer
from tests.support.waiting import PATIENCE


class Refusing(MailServer):
    """Knows no mailbox of the addresses in `refused`."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: set[str] = set()

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802  # the name aiosmtpd calls
        if address in self.refused:
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@dataclass
class Posted:
    """A running system and where its mail arrives."""

    system: System
    smtp: Refusing

    async def mail(self, to: str, number: int = 1, within: float = PATIENCE) -> EmailMessage:
        """The n-th mail to an address, once it is there."""
        ends = time.monotonic() + within
        while len(mails := self.smtp.to(to)) < number:
            assert time.monotonic() < ends, f"mail {number} to {to} did not come:\n{self.system.printed[-2000:]}"
            await asyncio.sleep(0.05)
        return mails[number - 1]


@asynccontextmanager
async def posted(programme: str) -> AsyncIterator[Posted]:
    """With a programme file of this text."""
    smtp = Refusing()
    await smtp.start()
    with tempfile.TemporaryDirectory(prefix="wego-journey-") as folder:
        running = await asyncio.to_thread(_started, Path(folder), programme, smtp.url)
        try:
            yield Posted(running, smtp)
        finally:
            await asyncio.to_thread(stop, running)
            remove_home(running.data)
            await smtp.stop()


def _started(data: Path, programme: str, smtp_url: str) -> System:
    data.chmod(0o755)
    file = data / "programme.toml"
    file.write_text(programme, "utf-8")
    return start(data, "--programme", str(file), environ={"WEGO_SMTP_URL": smtp_url})
