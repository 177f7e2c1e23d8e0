"""The directory as a table: the columns that an export writes and an import takes, and what an import would do."""

import hashlib
import re
from collections.abc import Sequence
from uuid import UUID

import msgspec

from services.registration.domain.organisation import FIELDS, Change, Organisation, folded, owners, said
from services.registration.domain.organisation_form import Known, read_organisation
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.ids import uuid7
from shared.spreadsheet import Row, guarded

COLUMNS = ("id", *FIELDS)
_NEEDED = ("name", "type", "country")
MISSING = mark("The first line names no column %(missing)s. It takes: %(columns)s")
UNKNOWN = mark("There is no column %(unknown)s. The first line takes: %(columns)s")
TWICE_NAMED = mark("The column %(column)s appears twice")
CELLS = mark("This line has %(found)d cells, the first one %(columns)d")
ID = mark("There is no organisation with this id. Leave the cell empty for a new one.")
TWICE = mark("The same organisation stands on line %(line)d")
TAKEN = mark("%(name)s is a name of %(owner)s already")


class Fault(msgspec.Struct, frozen=True):
    """A line that cannot be imported, and why; `problems` name columns ("" the whole line)."""

    line: int
    name: str
    problems: tuple[Problem, ...]


class Line(msgspec.Struct, frozen=True):
    """A line that brings something."""

    line: int
    change: Change


class Plan(msgspec.Struct, frozen=True):
    """What an import would do, line by line."""

    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    unchanged: int
    faults: tuple[Fault, ...]

    @property
    def changes(self) -> list[Change]:
        return [line.change for line in (*self.new, *self.changed)]

    def digest(self) -> str:
        """The same for the same plan: what is confirmed is what was shown. Ids of new ones do not count."""
        shown = [
            [line.line, str(change.before.id) if change.before else "", *(said(change.after, f) for f in FIELDS)]
            + [said(change.before, field) for field in FIELDS if change.before]
            for line in (*self.new, *self.changed)
            for change in (line.change,)
        ]
        faults = [[fault.line, [problem.message for problem in fault.problems]] for fault in self.faults]
        return hashlib.sha256(msgspec.json.encode([shown, faults])).hexdigest()[:32]


def cells(organisation: Organisation, *, guard: bool) -> list[str]:
    """A line of the export, in the order of COLUMNS; with `guard` no spreadsheet takes a cell for a formula."""
    values = [said(organisation, field) for field in FIELDS]
    return [str(organisation.id), *(guarded(value) if guard else value for value in values)]


def plan_import(rows: Sequence[Row], directory: Sequence[Organisation], known: Known) -> Plan:
    """What the lines of a file would do to the directory. A column that is missing leaves what stands.

    A line means the organisation of its id, else the one of its name and country, else a new one. Raises Invalid
    (field `file`) when the first line is not that of such a file.
    """
    columns = _columns(rows[0])
    planner = _Planner(directory, known)
    for row in rows[1:]:
        planner.take(row, columns)
    return planner.plan()


def _columns(head: Row) -> list[str]:
    names = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in head.cells]
    while names and not names[-1]:
        names.pop()
    listed = ", ".join(COLUMNS)
    unknown = next((cell for cell, name in zip(head.cells, names, strict=False) if name not in COLUMNS), None)
    twice = next((name for name in names if names.count(name) > 1), None)
    missing = [] if "id" in names else [name for name in _NEEDED if name not in names]
    problems = []
    if missing:
        problems.append(Problem("file", MISSING, {"missing": ", ".join(missing), "columns": listed}))
    elif unknown is not None:
        problems.append(Problem("file", UNKNOWN, {"unknown": unknown.strip()[:60], "columns": listed}))
    elif twice:
        problems.append(Problem("file", TWICE_NAMED, {"column": twice}))
    if problems:
        raise Invalid(problems)
    return names


class _Planner:
    """Takes line after line; each is checked against the directory as the lines before leave it."""

    def __init__(self, directory: Sequence[Organisation], known: Known) -> None:
        self._known = known
        self._by_id = {each.id: each for each in directory}
        self._owners = owners(directory)
        self._seen: dict[UUID, int] = {}
        self._lines: list[Line] = []
        self._unchanged = 0
        self._faults: list[Fault] = []

    def plan(self) -> Plan:
        return Plan(
            new=tuple(line for line in self._lines if line.change.before is None),
            changed=tuple(line for line in self._lines if line.change.before is not None),
            unchanged=self._unchanged,
            faults=tuple(self._faults),
        )

    def take(self, row: Row, columns: Sequence[str]) -> None:
        body = dict(zip(columns, row.cells, strict=False))
        try:
            if any(cell.strip() for cell in row.cells[len(columns) :]) or len(row.cells) < len(columns):
                raise _fault("", CELLS, found=len(row.cells), columns=len(columns))
            before = self._meant(body)
            after = read_organisation(body, self._known, id=before.id if before else uuid7(), before=before)
            if after.id in self._seen:
                raise _fault("name", TWICE, line=self._seen[after.id])
            self._claim(before, after)
        except Invalid as error:
            self._faults.append(Fault(row.line, body.get("name", "").strip(), error.problems))
            return
        self._seen[after.id] = row.line
        change = Change(before, after)
        if change.before is not None and not change.fields:
            self._unchanged += 1
        else:
            self._lines.append(Line(row.line, change))

    def _meant(self, body: dict[str, str]) -> Organisation | None:
        if text := body.get("id", "").strip():
            try:
                return self._by_id[UUID(text)]
            except (KeyError, ValueError):
                raise _fault("id", ID) from None
        country = body.get("country", "").strip()
        code = self._known.countries.get(folded(country), country.upper())
        key = folded(body.get("name", ""))
        owner = self._owners.get((key, code))
        return owner if owner is not None and folded(owner.name) == key else None

    def _claim(self, before: Organisation | None, after: Organisation) -> None:
        """Its names are its own from now on. Raises Invalid where one is another's."""
        for key in after.keys():  # noqa: SIM118  # no mapping
            owner = self._owners.get((key, after.country))
            if owner is not None and owner.id != after.id:
                if owner.id in self._seen:
                    raise _fault("name", TWICE, line=self._seen[owner.id])
                raise _fault("name", TAKEN, name=key, owner=owner.name)
        for key in before.keys() if before else ():
            del self._owners[key, before.country]  # type: ignore[union-attr]  # there are keys of it
        self._owners |= owners([after])
        self._by_id[after.id] = after


def _fault(column: str, message: str, **params: str | int) -> Invalid:
    return Invalid([Problem(column, message, params)])
