"""One line of the privacy table."""

from enum import StrEnum

import msgspec

from shared.i18n.mark import mark


class Where(StrEnum):
    """Where a thing lies; the value is the words for it."""

    DATABASE = mark("In our database")
    SERVER_MEMORY = mark("In our server's memory")
    BROWSER = mark("In your browser")


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One thing kept. Texts are msgids. `columns` are `schema.table.column`, or `cookie:name` and `redis:prefix`."""

    what: str
    why: str
    how_long: str
    where: Where = Where.DATABASE
    columns: tuple[str, ...]
