"""The mails that a local run caught: files in one folder, read only, named by the sink."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from services.notify.mail.reading import Head, Mail, Part, read_head, read_mail
from shared.errors import NotFound
from shared.house import House
from shared.i18n import mark

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.eml")
_HEAD_BYTES = 64 * 1024
_LARGEST = 50 * 1024 * 1024
PAGE = 50

__all__ = ["PAGE", "Caught", "Listed", "Mail", "Part", "listed", "opened"]


class Listed(msgspec.Struct, frozen=True):
    """One line of the list. `at` falls back on the file's time."""

    name: str
    head: Head
    at: datetime


class Caught(msgspec.Struct, frozen=True):
    """A page of the list, the newest first. `first` counts from 1 among `total`."""

    mails: tuple[Listed, ...]
    first: int
    total: int


async def listed(house: House, page: int) -> Caught:
    """`page` counts from 1; past the end there is nothing. Raises NotFound where mail is not caught."""
    return await asyncio.to_thread(_list, _folder(house), max(page, 1))


async def opened(house: House, name: str) -> tuple[bytes, Mail]:
    """The file as it is, and taken apart. Raises NotFound, also for names that no sink gives."""
    folder = _folder(house)
    if not _NAME.fullmatch(name):
        raise _unknown()
    return await asyncio.to_thread(_open, folder / name)


def _folder(house: House) -> Path:
    if house.settings.local_mail is None:
        raise NotFound(mark("Mail goes out from here; nothing is caught."))
    return house.settings.local_mail


def _unknown() -> NotFound:
    return NotFound(mark("There is no such mail. It may have been deleted from the folder."))


def _list(folder: Path, page: int) -> Caught:
    names = sorted((path.name for path in folder.glob("*.eml") if _NAME.fullmatch(path.name)), reverse=True)
    first = (page - 1) * PAGE
    lines = (_line(folder / name) for name in names[first : first + PAGE])
    return Caught(tuple(line for line in lines if line), first + 1, len(names))


def _line(path: Path) -> Listed | None:
    """None where the file went away meanwhile."""
    try:
        with path.open("rb") as file:
            head = read_head(file.read(_HEAD_BYTES))
        return Listed(path.name, head, head.at or datetime.fromtimestamp(path.stat().st_mtime, UTC))
    except OSError:
        return None


def _open(path: Path) -> tuple[bytes, Mail]:
    try:
        if path.is_symlink() or path.stat().st_size > _LARGEST:
            raise _unknown()
        raw = path.read_bytes()
    except OSError as error:
        raise _unknown() from error
    return raw, read_mail(raw)
