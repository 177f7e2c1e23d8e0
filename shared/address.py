"""E-mail addresses as people type them, and as SMTP takes them."""

import re
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email
from email_validator.rfc_constants import CASE_INSENSITIVE_MAILBOX_NAMES

_LONGEST = 254
_DOT_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


class BadAddress(ValueError):
    """Not an address mail can be sent to."""


class OtherLetters(BadAddress):
    """An address whose part before the @ is not ASCII (RFC 6531)."""


def read_address(text: str) -> str:
    """The address as mail is sent to it: ASCII, its domain IDNA-encoded and in lower case (RFC 5890).

    No DNS look-up: a slow resolver must not slow a registration. Raises BadAddress; OtherLetters for a local part
    that is not ASCII: most servers still refuse it.
    """
    local, _, domain = text.strip().rpartition("@")
    if _DOT_ATOM.fullmatch(local) and local.lower() not in CASE_INSENSITIVE_MAILBOX_NAMES:
        # an ordinary local part (RFC 5322, 3.2.3) stays as it is; the domain was looked at before, as a rule
        address = f"{local}@{_domain(domain)}"
    else:
        address = _whole(text.strip())
    if len(address) > _LONGEST:
        raise BadAddress("too long")
    return address


@lru_cache(maxsize=4096)
def _domain(domain: str) -> str:
    return _whole(f"x@{domain}").partition("@")[2]


def _whole(text: str) -> str:
    try:
        # test_environment: names under .test are syntax too; whether mail arrives is for the mail server to say.
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise BadAddress(str(error)) from error
    if found.ascii_email is None:
        raise OtherLetters("not ASCII")
    return found.ascii_email


def same_person(address: str) -> str:
    """What two addresses must share to count as one: letter case does not tell people apart."""
    return address.lower()
