"""Where Unix sockets lie. A socket's path may have 104 bytes at most (macOS; 108 on Linux), whatever DATA's has."""

import hashlib
import os
import re
import stat
from pathlib import Path

from deploy.trouble import Trouble

MAX_FOLDER = 80  # leaves room for "/.s.PGSQL.5432.lock" below 100
_PLAIN = re.compile(r"[A-Za-z0-9/._-]+")


def key_of(data: Path) -> str:
    """Twelve characters that stand for this DATA folder on this machine."""
    return hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]


def socket_folder(data: Path) -> Path:
    """DATA/run; where that is too long or has characters that URLs garble, a short private folder. Made if missing."""
    wanted = data.resolve() / "run"
    if len(os.fsencode(wanted)) <= MAX_FOLDER and _PLAIN.fullmatch(str(wanted)):
        wanted.mkdir(mode=0o700, exist_ok=True)
        return wanted
    return _private(_runtime_folder() / f"wego-{os.geteuid()}-{key_of(data)}")


def _runtime_folder() -> Path:
    """The user's runtime folder where the system makes one (nothing tidies it up under us), else /tmp."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and len(os.fsencode(runtime)) <= MAX_FOLDER - 40 and _PLAIN.fullmatch(runtime):
        folder = Path(runtime)
        if folder.is_dir() and os.access(folder, os.W_OK):
            return folder
    return Path("/tmp")  # noqa: S108  # the folder made in it is private and checked to be ours


def _private(folder: Path) -> Path:
    """The folder, ours and closed to others. Raises Trouble where somebody else laid something in its place."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise Trouble(
            f"{folder} is not a private folder of this user. Remove it, or choose a shorter path with --data."
        )
    return folder
