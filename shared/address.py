"""E-mail addresses as people type them, and as SMTP takes them."""

from email_validator import EmailNotValidError, validate_email


class BadAddress(ValueError):
    """Not an address mail can be sent to."""


def read_address(text: str) -> str:
    """The address as mail is sent to it: ASCII, its domain IDNA-encoded and in lower case (RFC 5890).

    No DNS look-up: a slow resolver must not slow a registration. Raises BadAddress, also for a local part that is
    not ASCII (RFC 6531): most servers still refuse it.
    """
    try:
        # test_environment: names under .test are syntax too; whether mail arrives is for the mail server to say.
        found = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise BadAddress(str(error)) from error
    if found.ascii_email is None or len(found.ascii_email) > 254:
        raise BadAddress("not ASCII")
    return found.ascii_email


def same_person(address: str) -> str:
    """What two addresses must share to count as one: letter case does not tell people apart."""
    return address.lower()
