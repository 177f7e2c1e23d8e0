"""Who PostgreSQL runs as. It refuses root, so root's server belongs to an account that may do nothing."""

import os
import pwd
from dataclasses import dataclass

from deploy.trouble import Trouble

_NAMES = ("wego", "nobody")


@dataclass(frozen=True)
class Account:
    """An account of this machine other than root."""

    name: str
    uid: int
    gid: int


def unprivileged() -> Account | None:
    """None for an ordinary user, who is their own account.

    For root: `wego` where an administrator made it, else `nobody`. Raises Trouble where there is neither.
    """
    if os.geteuid() != 0:
        return None
    for name in _NAMES:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        if found.pw_uid != 0:
            return Account(name, found.pw_uid, found.pw_gid)
    raise Trouble(
        "PostgreSQL does not run as root, and this machine has no account `nobody`. Try: useradd --system wego"
    )
