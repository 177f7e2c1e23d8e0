"""The folder that uploaded files lie in: random names, nothing but content. What a file is stands in a database.

A file is written aside while it arrives, put into its place before the transaction that tells of it is committed, and
deleted after the one that forgets it. What an end at the wrong moment leaves behind, a periodic task sweeps away: every
file without a row, once it is older than any transaction.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from shared.files.kinds import SAMPLE, FileType, file_type

ORPHANED_AFTER = 3600.0
"""Seconds after which a file that no row names is nobody's."""


class Arriving:
    """One file while it arrives. Past `limit` bytes nothing more is written, but `size` counts on."""

    def __init__(self, path: Path, filename: str, limit: int) -> None:
        self.path = path
        self.filename = filename
        self.size = 0
        self.limit = limit
        self._hash = hashlib.sha256()
        self._head = self._tail = b""
        self._file: BinaryIO | None = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def write(self, part: bytes) -> None:
        self.size += len(part)
        if self.too_large or self._file is None:
            return
        self._file.write(part)
        self._hash.update(part)
        self._head = (self._head + part[:SAMPLE])[:SAMPLE]
        self._tail = (self._tail + part[-SAMPLE:])[-SAMPLE:]

    @property
    def too_large(self) -> bool:
        return self.size > self.limit

    @property
    def kind(self) -> FileType | None:
        """By its content; None for what we do not take."""
        return file_type(self._head, self._tail)

    @property
    def sha256(self) -> bytes:
        return self._hash.digest()

    def close(self) -> None:
        """All of it is on the disk."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def discard(self) -> None:
        """Gone, unless it was kept."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)


class Cabinet:
    """One folder, for all processes that read or write files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._arriving = folder / "arriving"

    def receive(self, filename: str, limit: int) -> Arriving:
        """A new file, to be written to. `limit` in bytes."""
        self._arriving.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Arriving(self._arriving / uuid4().hex, filename, limit)

    def keep(self, arrived: Arriving, id: UUID) -> None:  # noqa: A002  # the row's id
        """Put it into its place, before its row is committed."""
        arrived.close()
        place = self.path(id)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        arrived.path.rename(place)

    def path(self, id: UUID) -> Path:  # noqa: A002  # the row's id
        """Where its content is. The id is random at its end, so folders fill evenly."""
        return self._folder / id.hex[-2:] / id.hex

    def delete(self, ids: Iterable[UUID]) -> None:
        """After the rows are gone. One that is gone already is fine."""
        for each in ids:
            self.path(each).unlink(missing_ok=True)

    def old_ids(self, now: float | None = None) -> Iterator[UUID]:
        """Of files that lie here for so long that they have a row, or are nobody's."""
        before = (time.time() if now is None else now) - ORPHANED_AFTER
        for path in self._folder.glob("[0-9a-f][0-9a-f]/*"):
            with contextlib.suppress(ValueError, FileNotFoundError):
                if path.stat().st_mtime < before:
                    yield UUID(path.name)

    def drop_unfinished(self, now: float | None = None) -> int:
        """Delete what never finished arriving; returns how many."""
        before, dropped = (time.time() if now is None else now) - ORPHANED_AFTER, 0
        for path in self._arriving.glob("*"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    dropped += 1
        return dropped
