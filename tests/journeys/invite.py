"""The calendar part of a mail, as a calendar program would take it."""

from email.message import EmailMessage

from tests.interop.entry import Read
from tests.interop.with_ical import read


def calendar_part(mail: EmailMessage) -> tuple[str, Read]:
    """Its METHOD and its one entry. The method is the same in the part's parameter and in the calendar."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    found = read({"part": content})["part"]
    (entry,) = found.entries
    assert part.get_param("method") == found.method
    return found.method, entry


def words(mail: EmailMessage, kind: str = "plain") -> str:
    """The mail's text, or its HTML."""
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())
