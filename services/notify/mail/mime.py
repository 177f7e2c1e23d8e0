"""One mail as bytes, assembled with care: over a hundred times faster than email.message, and the tree Outlook wants.

multipart/mixed                (only when the .ics copy is attached)
  multipart/alternative        text/plain, text/html, text/calendar last, without Content-Disposition
  application/ics              the identical bytes
"""

import re
from binascii import b2a_base64, b2a_qp
from datetime import datetime
from email.utils import format_datetime

import msgspec

from services.notify.mail.headers import mailbox, unstructured

_LONGEST_LINE = 900  # octets; SMTP allows 998 (RFC 5321 section 4.5.3.1.6)
_BASE64_LINE = 76  # RFC 2045 section 6.8


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that makes a mail. The same Letter gives the same bytes.

    `message_id` without its brackets. `method` is the METHOD inside `calendar`. `automatic`: nobody's own act led
    to it (RFC 3834). `unsubscribe_url` is set on what is not transactional, and takes a one-click POST (RFC 8058).
    """

    message_id: str
    date: datetime
    sender_name: str
    sender_address: str
    to_name: str
    to_address: str
    subject: str
    language: str
    text: str
    html: str
    calendar: bytes = b""
    method: str = ""
    copy_attached: bool = True
    automatic: bool = False
    unsubscribe_url: str = ""


def assemble(letter: Letter) -> bytes:
    """The mail as it goes over the wire, but for dot-stuffing. Raises ValueError for an address that is not ASCII."""
    boundary = "=_" + re.sub("[^A-Za-z0-9]", "", letter.message_id.partition("@")[0])
    parts = [_text("plain", letter.text), _text("html", letter.html)]
    if letter.calendar:
        parts.append(_calendar(letter))
    alternative = _multipart("alternative", boundary + "_a", parts)
    body = alternative
    if letter.calendar and letter.copy_attached:
        body = _multipart("mixed", boundary + "_m", [alternative, _copy(letter.calendar)])
    return _headers(letter).encode("ascii") + body


def _headers(letter: Letter) -> str:
    lines = [
        "Date: " + format_datetime(letter.date),
        "From: " + mailbox(letter.sender_name, letter.sender_address),
        "Reply-To: " + mailbox(letter.sender_name, letter.sender_address),
        "To: " + mailbox(letter.to_name, letter.to_address),
        "Subject: " + unstructured(letter.subject),
        f"Message-ID: <{letter.message_id}>",
        "Content-Language: " + letter.language,
    ]
    if letter.automatic:
        lines.append("Auto-Submitted: auto-generated")
        lines.append("X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply")  # all but NDR: bounces are wanted
    if letter.unsubscribe_url:
        lines.append(f"List-Unsubscribe: <{letter.unsubscribe_url}>")
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    lines.append("MIME-Version: 1.0\r\n")
    return "\r\n".join(lines)


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    edge = b"--" + boundary.encode("ascii")
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode("ascii")
    return head + b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"


def _text(kind: str, text: str) -> bytes:
    """A text part in an encoding that mail servers leave alone: as it is, or plain text legibly where that is small."""
    lines = text.rstrip().replace("\r\n", "\n").replace("\r", "\n") + "\n"
    raw = lines.replace("\n", "\r\n").encode()
    encoding, body = "7bit", raw
    if not raw.isascii() or max(map(len, raw.split(b"\r\n"))) > _LONGEST_LINE:
        encoding, body = "base64", _base64(raw)
        if kind == "plain" and len(quoted := b2a_qp(raw, istext=True)) < len(body):
            encoding, body = "quoted-printable", quoted
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode("ascii") + body


def _calendar(letter: Letter) -> bytes:
    head = (
        f"Content-Type: text/calendar; method={letter.method}; charset=UTF-8; component=VEVENT\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode("ascii") + _base64(letter.calendar)


def _copy(calendar: bytes) -> bytes:
    return (
        b'Content-Type: application/ics; name="invite.ics"\r\n'
        b'Content-Disposition: attachment; filename="invite.ics"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n"
    ) + _base64(calendar)


def _base64(raw: bytes) -> bytes:
    encoded = b2a_base64(raw, newline=False)
    return b"\r\n".join(encoded[at : at + _BASE64_LINE] for at in range(0, len(encoded), _BASE64_LINE)) + b"\r\n"
