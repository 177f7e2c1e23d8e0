"""SQL lives only in named blocks of .sql files (house rule 4).

    -- name: event_by_slug
    SELECT id, slug, title FROM events WHERE slug = $1

    sql = load(__file__)                                  # reads events.sql beside events.py
    _by_slug = sql.query("event_by_slug", Event)

Every statement is known to `registry()`, so that a test prepares each one and compares its columns with its Struct.
"""

import re
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from shared.db import Tx

T = TypeVar("T")

_NAME = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)


class Statement:
    """A named statement. `struct` is what a row becomes; None for commands and scalars."""

    def __init__(self, file: Path, name: str, text: str, struct: type | None) -> None:
        self.file = file
        self.name = name
        self.text = text
        self.struct = struct


class Query(Statement, Generic[T]):
    """A statement whose rows become Structs. Columns have the names of the Struct's fields."""

    async def one(self, tx: Tx, *args: object) -> T | None:
        """The first row, or None."""
        row = await tx.conn.fetchrow(self.text, *args)
        return None if row is None else self._convert(row)

    async def all(self, tx: Tx, *args: object) -> list[T]:
        return [self._convert(row) for row in await tx.conn.fetch(self.text, *args)]

    def _convert(self, row: Any) -> T:
        assert self.struct is not None
        return msgspec.convert(dict(row), self.struct)


class Command(Statement):
    """A statement that returns no rows."""

    async def run(self, tx: Tx, *args: object) -> int:
        """The number of rows it touched: house rule 5 asks callers to check it."""
        status: str = await tx.conn.execute(self.text, *args)
        count = status.rsplit(" ", 1)[-1]
        return int(count) if count.isdigit() else 0


class Scalar(Statement, Generic[T]):
    """A statement of one column."""

    async def value(self, tx: Tx, *args: object) -> T | None:
        """The first column of the first row, or None where there is no row."""
        found: T | None = await tx.conn.fetchval(self.text, *args)
        return found

    async def values(self, tx: Tx, *args: object) -> list[T]:
        return [row[0] for row in await tx.conn.fetch(self.text, *args)]


class File:
    """The named blocks of one .sql file. Each block is taken exactly once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        parts = _NAME.split(path.read_text("utf-8"))
        self.blocks = dict(zip(parts[1::2], (text.strip().rstrip(";") for text in parts[2::2]), strict=True))
        if len(self.blocks) != len(parts) // 2:
            raise ValueError(f"{path.name}: a name stands twice")
        self.taken: dict[str, Statement] = {}

    def query(self, name: str, struct: type[T]) -> Query[T]:
        return self._take(Query(self.path, name, self.blocks[name], struct))

    def command(self, name: str) -> Command:
        return self._take(Command(self.path, name, self.blocks[name], None))

    def scalar(self, name: str, _type: type[T]) -> Scalar[T]:
        return self._take(Scalar(self.path, name, self.blocks[name], None))

    def _take(self, statement: "S") -> "S":
        if statement.name in self.taken:
            raise ValueError(f"{self.path.name}: {statement.name} is taken twice")
        self.taken[statement.name] = statement
        return statement


S = TypeVar("S", bound=Statement)

_files: dict[Path, File] = {}


def load(python_file: str) -> File:
    """The .sql file of the same name beside a store module. Call it once, at import, with `__file__`."""
    path = Path(python_file).with_suffix(".sql")
    _files[path] = File(path)
    return _files[path]


def registry() -> list[File]:
    """Every file loaded so far, for the test that prepares every statement."""
    return list(_files.values())
