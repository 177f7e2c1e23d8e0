"""A real SMTP server that misbehaves on demand, command by command."""

from collections import defaultdict
from typing import Any

from aiosmtpd.smtp import MISSING, SMTP, Envelope, Session

from tests.support.smtp import MailServer

DROP = "drop"
KEPT_AND_DROPPED = "kept, then dropped without an answer"


class FaultyServer(MailServer):
    """`plan["RCPT"].append("550 5.1.1 No such user")` answers the next RCPT so; DROP hangs up without an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: dict[str, list[str]] = defaultdict(list)
        self.commands: list[str] = []

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> Any:  # noqa: N802
        answer = self._planned(server, "MAIL")
        if answer is MISSING:
            envelope.mail_from = address
            return "250 OK"
        return answer

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> Any:  # noqa: N802
        answer = self._planned(server, "RCPT")
        if answer is MISSING:
            envelope.rcpt_tos.append(address)
            return "250 OK"
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self._planned(server, "DATA")
        if answer is MISSING:
            return await super().handle_DATA(server, session, envelope)
        if answer == KEPT_AND_DROPPED:
            await super().handle_DATA(server, session, envelope)
            return _hang_up(server)
        return str(answer)

    def _planned(self, server: SMTP, command: str) -> Any:
        self.commands.append(command)
        if not self.plan[command]:
            return MISSING
        answer = self.plan[command].pop(0)
        if answer == DROP:
            return _hang_up(server)
        return answer


def _hang_up(server: SMTP) -> str:
    assert server.transport is not None, "somebody is connected"
    server.transport.close()
    return ""
