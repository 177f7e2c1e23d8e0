"""Where the database's files lie: DATA/postgres; for root a folder of /var/lib/wego that DATA/postgres points to."""

import os
import pwd
import shutil
from itertools import count
from pathlib import Path

from deploy.embedded.account import Account
from deploy.embedded.binaries import public_folder
from deploy.embedded.orphans import stop_orphan
from deploy.embedded.sockets import key_of, socket_folder
from deploy.trouble import Trouble


class Cluster:
    """`files` is PostgreSQL's own folder, `sockets` the one of its socket; both belong to `account` (None: to us)."""

    def __init__(self, files: Path, sockets: Path, account: Account | None) -> None:
        self.files = files
        self.sockets = sockets
        self.account = account

    @property
    def exists(self) -> bool:
        return (self.files / "PG_VERSION").exists()


def locate(data: Path, account: Account | None) -> Cluster:
    """Find or make the folders for this DATA. Raises Trouble where they are another user's, or another DATA's."""
    link = data / "postgres"
    if account is None:
        if link.is_symlink():
            raise Trouble(
                f"{data} was made by root, its database is in {link.readlink()}. Run as root, or choose another --data."
            )
        return Cluster(link, socket_folder(data), None)
    if link.is_dir() and not link.is_symlink():
        owner = _name(link.stat().st_uid)
        raise Trouble(f"{data} was made by the user {owner}. Run as {owner}, or choose another --data.")
    home = _linked(data, link) if link.is_symlink() else _new_home(data, link)
    return Cluster(home / "postgres", home / "run", account)


def _linked(data: Path, link: Path) -> Path:
    """The home DATA points to. DATA may have been moved: it keeps its database; a copy of DATA does not get it."""
    home = link.readlink()
    if not home.is_dir():
        raise Trouble(
            f"The database of {data} was kept in {home}, which is gone. Restore it, or remove {link} to start empty."
        )
    owner = _owner(home)
    if owner != data.resolve():
        if owner and (owner / "postgres").is_symlink() and (owner / "postgres").readlink() == home:
            raise Trouble(
                f"{data} is a copy of {owner}, whose database it points to. Remove {link} to start with an empty one."
            )
        (home / "belongs-to").write_text(f"{data.resolve()}\n", "utf-8")
    return home


def _new_home(data: Path, link: Path) -> Path:
    """A home for a DATA that has none. One left by an earlier DATA of the same path, since removed, is laid aside."""
    key = public_folder() / key_of(data)
    names = (key.with_name(f"{key.name}-{number}") if number else key for number in count())
    home = next(name for name in names if not name.exists() or _owner(name) == data.resolve())
    if home.exists():
        stop_orphan(home / "postgres")
        _lay_aside(home)
    home.mkdir(mode=0o755)
    (home / "belongs-to").write_text(f"{data.resolve()}\n", "utf-8")
    link.symlink_to(home)
    return home


def _owner(home: Path) -> Path | None:
    """The DATA a home belongs to; None for one whose making was interrupted."""
    try:
        return Path((home / "belongs-to").read_text("utf-8").strip())
    except FileNotFoundError:
        return None


def _lay_aside(home: Path) -> None:
    before = home.with_name(home.name + ".before")
    if before.exists():
        shutil.rmtree(before)
    home.rename(before)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"with id {uid}"


def give(folder: Path, account: Account | None) -> None:
    """Make the folder, closed to others, and hand it to the account. Raises Trouble where that cannot be."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account is None:
        return
    try:
        os.chown(folder, account.uid, account.gid)
    except OSError as error:
        raise Trouble(
            f"PostgreSQL does not run as root, and this root cannot act for the user {account.name} "
            f"({error.strerror}). In a container with one user, start as a user that is not root."
        ) from error
