"""One kept-open connection to the mail server. The only file that imports aiosmtplib.

aiosmtplib 5.1 leaves a cancelled client "connected" with a stale answer waiting: on any exception it is closed.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

import msgspec
from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPDataError, SMTPException, SMTPResponseException

from services.notify.domain import replies
from services.notify.domain.deliveries import Outcome
from services.notify.domain.text import clean_line

MAILS_PER_CONNECTION = 100  # some servers (163.com) allow no more
IDLE_SECONDS = 60
CONNECT_SECONDS = 15
COMMAND_SECONDS = 30
DATA_SECONDS = 120  # RFC 5321 section 4.5.3.2.6 would wait ten minutes; the lease ends before

Begin = Callable[[], Awaitable[bool]]


class NotSent(Exception):
    """The mail did not go out, or nobody knows. `outcome` says which, `reply` what the server said.

    `unreachable`: there was no server to talk to, so the next mail would fare no better.
    """

    def __init__(self, outcome: Outcome, reply: str, *, unreachable: bool = False) -> None:
        super().__init__(reply)
        self.outcome = outcome
        self.reply = _shown(reply)
        self.unreachable = unreachable or outcome is Outcome.NOT_ALLOWED


class LeaseLost(Exception):
    """Another worker has the mail by now: nothing was sent here."""


class Server(msgspec.Struct, frozen=True):
    """Where mail goes: smtp:// (STARTTLS where it is offered) or smtps:// (TLS from the start)."""

    host: str
    port: int
    tls: bool
    user: str
    password: str

    def __repr__(self) -> str:
        return f"{self.host}:{self.port}"


def server(url: str) -> Server:
    """From WEGO_SMTP_URL. Ports default to 25 and 465."""
    parts = urlsplit(url)
    tls = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.hostname or "localhost", parts.port or (465 if tls else 25), tls, user, password)


class Line:
    """Sends one mail at a time. `name` is what we call ourselves in EHLO."""

    def __init__(self, to: Server, name: str) -> None:
        self._server = to
        self._name = name
        self._client: SMTP | None = None
        self._sent = 0
        self._used = 0.0

    async def send(self, sender: str, recipient: str, mail: bytes, begin: Begin) -> str:
        """Returns what the server said to it. `begin` is awaited before DATA; False gives the mail up.

        Raises NotSent, or LeaseLost. A connection that died while it rested is replaced once, unnoticed.
        """
        rested = await self._rested()
        try:
            try:
                await self._envelope(sender, recipient)
            except NotSent as failure:
                if not rested or failure.outcome is not Outcome.NOT_BEGUN:
                    raise
                await self._connect()
                await self._envelope(sender, recipient)
            if not await begin():
                raise LeaseLost
            return await self._data(mail)
        except BaseException:
            await self.close(polite=False)
            raise

    async def reach(self) -> None:
        """Connect and sign in as for a mail, send none and hang up. Raises NotSent."""
        await self._connect()
        await self.close()

    async def close(self, *, polite: bool = True) -> None:
        """Hang up; politely, with QUIT."""
        client, self._client = self._client, None
        if client is None:
            return
        try:
            if polite and client.is_connected:
                await client.quit(timeout=5)
        except (SMTPException, OSError):
            pass  # it is gone, which is what was wanted
        finally:
            client.close()

    async def _rested(self) -> bool:
        """A connection to send on. True: it was open before, so the server may have closed it meanwhile."""
        now = asyncio.get_running_loop().time()
        fresh_enough = self._sent < MAILS_PER_CONNECTION and now - self._used < IDLE_SECONDS
        if self._client is not None and self._client.is_connected and fresh_enough:
            return True
        await self._connect()
        return False

    async def _connect(self) -> None:
        await self.close()
        to = self._server
        client = SMTP(
            hostname=to.host, port=to.port, use_tls=to.tls, local_hostname=self._name, timeout=COMMAND_SECONDS
        )
        try:
            await client.connect(timeout=CONNECT_SECONDS)
            await self._log_in(client)
        except SMTPResponseException as error:
            client.close()
            said = f"{error.code} {error.message}"
            raise NotSent(replies.of_greeting(error.code), said, unreachable=True) from error
        except (SMTPException, OSError, ssl.SSLError, ValueError) as error:
            client.close()
            raise NotSent(Outcome.NOT_BEGUN, f"no connection to {to!r}: {error}", unreachable=True) from error
        except BaseException:
            client.close()
            raise
        self._client, self._sent = client, 0

    async def _log_in(self, client: SMTP) -> None:
        if not self._server.user:
            return
        if client.get_transport_info("sslcontext") is None and not _is_this_machine(self._server.host):
            raise NotSent(Outcome.NOT_ALLOWED, "the server offers no TLS: the password is not sent in the clear")
        await client.login(self._server.user, self._server.password)

    async def _envelope(self, sender: str, recipient: str) -> None:
        """MAIL and RCPT. Raises NotSent."""
        assert self._client is not None, "connected before"
        judge = replies.of_sender
        try:
            await self._client.mail(sender)
            judge = replies.of_recipient
            await self._client.rcpt(recipient)
        except SMTPResponseException as error:
            raise NotSent(judge(error.code, error.message), f"{error.code} {error.message}") from error
        except (SMTPException, OSError) as error:
            raise NotSent(Outcome.NOT_BEGUN, f"dropped before DATA: {error}") from error

    async def _data(self, mail: bytes) -> str:
        """DATA and the answer to it. Raises NotSent; without an answer nobody knows."""
        assert self._client is not None, "connected before"
        try:
            answer = await self._client.data(mail, timeout=DATA_SECONDS)
        except SMTPDataError as error:
            raise NotSent(replies.of_recipient(error.code, error.message), f"{error.code} {error.message}") from error
        except (SMTPException, OSError) as error:
            raise NotSent(Outcome.NO_ANSWER, f"no answer after DATA: {error}") from error
        self._sent += 1
        self._used = asyncio.get_running_loop().time()
        return _shown(f"{answer.code} {answer.message}")


def _shown(reply: str) -> str:
    """One line, printable and not long: what a stranger's server says goes into our database."""
    return clean_line(reply)[:300]


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
