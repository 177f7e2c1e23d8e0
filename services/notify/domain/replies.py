"""What an SMTP server's answer means for a mail (RFC 5321 section 4.2, RFC 3463, and what servers really say)."""

import re

from services.notify.domain.deliveries import Outcome

_FREQUENCY = re.compile(r"frequen|rate.?limit|too many (messages|mails|connections)|throttl|slow down", re.IGNORECASE)
_NO_MAILBOX = re.compile(
    r"user (unknown|not found|doesn.?t exist)|unknown (user|recipient|local)|no such (user|mailbox|recipient|address)"
    r"|(mailbox|account|recipient|address)[^.]{0,40}(not found|does ?n.t exist|does not exist|unavailable|unknown)"
    r"|invalid (recipient|mailbox)",
    re.IGNORECASE,
)
_RELAY = re.compile(r"relay|authentication (is )?required|must authenticate", re.IGNORECASE)
_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_NO_MAILBOX_CODES = frozenset({"5.1.1", "5.1.10", "5.1.6", "5.2.1"})
_AUTHENTICATION = frozenset({454, 530, 534, 535, 538})


def of_greeting(code: int) -> Outcome:
    """The answer to connecting, EHLO, STARTTLS or AUTH was not the one hoped for."""
    return Outcome.DEFERRED if code < 500 and code not in _AUTHENTICATION else Outcome.NOT_ALLOWED


def of_sender(code: int, text: str) -> Outcome:
    """MAIL FROM was answered with an error: it is about us."""
    return Outcome.NOT_ALLOWED if code >= 500 or code in _AUTHENTICATION else of_recipient(code, text)


def of_recipient(code: int, text: str) -> Outcome:
    """RCPT TO or DATA was answered with an error."""
    enhanced = _ENHANCED.search(text)
    if code == 432 or (code in (421, 450, 451, 452, 550) and _FREQUENCY.search(text)):
        return Outcome.THROTTLED
    if code < 500:
        return Outcome.DEFERRED
    if code == 530 or _RELAY.search(text):
        return Outcome.NOT_ALLOWED
    if (enhanced and enhanced[1] in _NO_MAILBOX_CODES) or (code in (550, 551, 553) and _NO_MAILBOX.search(text)):
        return Outcome.NO_MAILBOX
    return Outcome.REFUSED
