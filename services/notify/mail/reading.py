"""Reading a mail that lies in a file, whole or half bad, for people to look at. Nothing here trusts what it reads."""

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

import msgspec

_METHOD = re.compile(rb"text/calendar;\s*method=\"?(REQUEST|CANCEL|PUBLISH|REPLY|COUNTER)", re.IGNORECASE)
_TAG_LIMIT = 200


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a list shows. `at` is None where no date can be read; `method` that of the calendar part, or empty."""

    to: str
    subject: str
    at: datetime | None
    method: str


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the tree. `number` counts from 1 in reading order; `content` has its transfer encoding undone."""

    number: int
    depth: int
    kind: str
    type: str
    name: str
    attached: bool
    content: bytes
    charset: str

    @property
    def text(self) -> str:
        """The content as text; bytes that fit no character are shown as such."""
        try:
            return self.content.decode(self.charset, "replace")
        except LookupError:
            return self.content.decode("utf-8", "replace")


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail taken apart. `headers` are as they stand, decoded; `parts` without the multipart ones' content."""

    head: Head
    headers: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]

    def body(self, kind: str) -> Part | None:
        """The first part of this type that is no attachment."""
        return next((part for part in self.parts if part.type == kind and not part.attached), None)

    def header(self, name: str) -> str:
        return next((value for each, value in self.headers if each.lower() == name.lower()), "")

    @property
    def calendar(self) -> tuple[tuple[str, str], ...]:
        """Content lines of the calendar part as (name, value), unfolded, without parameters and BEGIN or END."""
        part = self.body("text/calendar")
        lines = re.sub(r"\r?\n[ \t]", "", part.text).splitlines() if part else []
        split = (re.match(r'([A-Za-z-]+)((?:;[^":]*(?:"[^"]*"[^":]*)*)?):(.*)', line) for line in lines)
        return tuple((found[1].upper(), found[3]) for found in split if found and found[1] not in ("BEGIN", "END"))


def read_head(raw: bytes) -> Head:
    """The head of a mail of which perhaps only the beginning is given."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    method = _METHOD.search(raw)
    return Head(
        to=_decoded(message.get("To", "")),
        subject=_decoded(message.get("Subject", "")),
        at=_date(str(message.get("Date", ""))),
        method=method[1].decode().upper() if method else "",
    )


def read_mail(raw: bytes) -> Mail:
    """The whole mail. What cannot be read is shown as it is; it never raises."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    return Mail(
        head=read_head(raw),
        headers=tuple((name, _decoded(value)) for name, value in message.items()),
        parts=tuple(_parts(message)),
    )


def _parts(message: Message) -> Iterator[Part]:
    pending: list[tuple[Message, int]] = [(message, 0)]
    number = 0
    while pending:
        part, depth = pending.pop()
        number += 1
        inner = part.get_payload()
        if isinstance(inner, list):
            pending += [(each, depth + 1) for each in reversed(inner) if isinstance(each, Message)]
        content = b"" if isinstance(inner, list) else _content(part)
        yield Part(
            number=number,
            depth=depth,
            kind=_decoded(part.get("Content-Type", "text/plain"))[:_TAG_LIMIT],
            type=part.get_content_type(),
            name=_file_name(part),
            attached=part.get_content_disposition() == "attachment",
            content=content,
            charset=part.get_content_charset("utf-8"),
        )


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError):
        content = None
    return content if isinstance(content, bytes) else str(part.get_payload()).encode("utf-8", "replace")


def _file_name(part: Message) -> str:
    try:
        return _decoded(part.get_filename() or "")
    except (ValueError, LookupError):
        return ""


def _decoded(value: object) -> str:
    """A header as a person reads it (RFC 2047); as it stands where that fails."""
    text = re.sub(r"\r?\n(?=[ \t])", "", str(value))
    with suppress(MessageError, ValueError, LookupError):
        text = str(make_header(decode_header(text)))
    return text.encode("utf-8", "replace").decode().strip()


def _date(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
