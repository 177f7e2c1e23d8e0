"""Who the mails come from: one fixed, authenticated address, which is also the ORGANIZER of every invite."""

import re
from email.utils import parseaddr
from functools import lru_cache
from urllib.parse import urlsplit

import msgspec

from services.notify.mail.headers import sender_name


class Sender(msgspec.Struct, frozen=True):
    """`host` stands after the @ of Message-IDs and UIDs."""

    name: str
    address: str
    host: str


@lru_cache(maxsize=8)
def sender(mail_from: str, public_url: str) -> Sender:
    """From the settings, which were checked when they were read."""
    name, address = parseaddr(mail_from)
    host = re.sub(r"[^a-z0-9.-]", "-", (urlsplit(public_url).hostname or "localhost").lower())
    return Sender(sender_name(name), address, host)
