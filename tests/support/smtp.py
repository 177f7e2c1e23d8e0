"""A real SMTP server in the process of the tests. It keeps what it takes and can be told to misbehave."""

import asyncio
import email
import email.policy
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True)
class Received:
    """One accepted mail: the envelope and the exact bytes."""

    sender: str
    to: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.content, policy=email.policy.default)


class MailServer:
    """`answer` decides on every mail after DATA: a reply line. Anything but 250 is not kept."""

    def __init__(self) -> None:
        self.mails: list[Received] = []
        self.connections = 0
        self.answer: Callable[[Envelope], str] = lambda _: "250 Accepted"
        self.url = ""
        self._server: asyncio.Server | None = None
        self._port = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # the name aiosmtpd calls
        answer = self.answer(envelope)
        if answer.startswith("250"):
            assert isinstance(envelope.original_content, bytes)
            self.mails.append(Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), envelope.original_content))
        return answer

    def _connection(self) -> SMTP:
        self.connections += 1
        return SMTP(self, hostname="mail.test", enable_SMTPUTF8=False, loop=asyncio.get_running_loop())

    async def start(self) -> None:
        """On a free port; after `stop` on the same one again."""
        self._server = await asyncio.get_running_loop().create_server(self._connection, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self._port}"

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def to(self, address: str) -> list[EmailMessage]:
        """The mails whose envelope names this address, oldest first."""
        return [mail.message for mail in self.mails if address in mail.to]


@pytest.fixture
async def smtp() -> AsyncIterator[MailServer]:
    server = MailServer()
    await server.start()
    yield server
    await server.stop()


def part_of(mail: EmailMessage, content_type: str) -> str:
    """The text of a mail's first part of that type."""
    return next(str(part.get_content()) for part in mail.walk() if part.get_content_type() == content_type)
