"""The addresses that SMTP and mail headers take as they are."""

import re

_PLAIN = re.compile(r"[!-;=?-~]+@[A-Za-z0-9.-]+|[!-;=?-~]+@\[[!-Z^-~]+\]")


def is_plain(address: str) -> bool:
    """Whether it is an address in ASCII. `shared/address.py` makes one of what a person typed."""
    return _PLAIN.fullmatch(address) is not None
