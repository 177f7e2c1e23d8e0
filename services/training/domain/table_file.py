"""Tables that people bring: the columns that the first line names, and cells that are bad."""

import re
from collections.abc import Sequence

import msgspec

from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.spreadsheet import Row

MISSING = mark("The first line names no column %(missing)s. It takes: %(columns)s")
UNKNOWN = mark("There is no column %(unknown)s. The first line takes: %(columns)s")
LISTED = mark("Write one of these: %(kinds)s")


class Fault(msgspec.Struct, frozen=True):
    """A bad cell: its line, its column ("" the whole line), what stands there, and why it is bad."""

    line: int
    column: str
    value: str
    problem: Problem


def columns_of(head: Row, columns: Sequence[str], needed: Sequence[str]) -> list[str]:
    """The names of the first line, however they are written. Raises Invalid (field `file`)."""
    names = [as_key(cell) for cell in head.cells]
    while names and not names[-1]:
        names.pop()
    listed = ", ".join(columns)
    if missing := [name for name in needed if name not in names]:
        raise Invalid([Problem("file", MISSING, {"missing": ", ".join(missing), "columns": listed})])
    if (unknown := next((name for name in names if name not in columns), None)) is not None:
        raise Invalid([Problem("file", UNKNOWN, {"unknown": unknown[:60], "columns": listed})])
    return names


def as_key(cell: str) -> str:
    """ "Study visit" is study_visit."""
    return re.sub(r"[\s-]+", "_", cell.strip().lower())
