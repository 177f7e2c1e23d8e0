"""Addresses of the web as RFC 3986 has them."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_PLAIN = re.compile(r"[A-Za-z0-9._~%:/?#@!$&'()*+,;=-]*")  # stays as it is; an address in brackets may be none
_URI = re.compile(r"([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}|[^\x00-\x7f\s\ud800-\udfff])+")


def encoded(address: str) -> str:
    """Every sign that an address cannot hold as UTF-8 in percents (RFC 3986, 2.1; of an IRI, RFC 3987, 3.1); the host
    in its ASCII form (RFC 3490), for mail and calendar programs look up no other.

    What is encoded already stays as it is, so twice is once. Raises ValueError where the host is no name.
    """
    if _PLAIN.fullmatch(address):
        return address
    parts = urlsplit(address)
    if not parts.netloc.isascii():
        address = urlunsplit(parts._replace(netloc=_ascii(parts.netloc)))
    return quote(address, safe="%:/?#[]@!$&'()*+,;=")


def _ascii(netloc: str) -> str:
    host, colon, port = netloc.partition(":")
    return host.encode("idna").decode() + colon + port


def is_web_address(text: str) -> bool:
    """Whether a page may link to it: http or https, a host, a port that is one, and nobody's name or password before
    them (RFC 3986, 3.2.1). Letters of any script may stand as they are; `encoded` makes a URI of it.
    """
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # raises ValueError where the port is no number
        (parts.hostname or "").encode("idna")  # and where a part of the host is empty or too long
    except ValueError:
        return False
    return (
        _URI.fullmatch(text) is not None
        and parts.scheme in ("https", "http")
        and bool(parts.hostname)
        and "@" not in parts.netloc
    )
