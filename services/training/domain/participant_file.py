"""The people of a cohort as a table: the columns that an export writes and an import takes, and what it would bring."""

from collections.abc import Iterable, Sequence

import msgspec

from services.training.domain.participant import Gender, Participant, PlaceStatus
from services.training.domain.participant_form import ParticipantFields, body_of, read_participant
from services.training.domain.session import Group
from services.training.domain.table_file import LISTED, Fault, as_key, columns_of
from shared.errors import Invalid, Problem
from shared.fields import LANGUAGES
from shared.i18n.mark import mark
from shared.spreadsheet import Row, guarded

COLUMNS = (
    "name", "native_name", "native_name_language", "honorific", "job_title", "department", "gender", "email",
    "organisation", "city", "country", "group_key", "language", "timezone", "status",
)  # fmt: skip
_NEEDED = ("name", "email", "organisation")
NO_GROUP = mark("There is no group %(name)s in this cohort")
COUNTRY = mark("Write the country with its two letters, like KE")
ZONE = mark("Write the time zone by its name, like Africa/Nairobi")
TWICE = mark("The same address stands on line %(line)d")
GIVEN_UP = mark("A line can only bring somebody who has a place: leave the cell empty")


class Brought(msgspec.Struct, frozen=True):
    """A line that brings somebody."""

    line: int
    fields: ParticipantFields


class Plan(msgspec.Struct, frozen=True):
    """What an import would do. `known` lines are of people who have a place, or gave one up: they stay as they are."""

    new: tuple[Brought, ...]
    known: int
    faults: tuple[Fault, ...]


def plan_import(rows: Sequence[Row], groups: Sequence[Group], people: Iterable[Participant]) -> Plan:
    """What the lines would bring. Raises Invalid (field `file`) for a first line without these columns."""
    columns = columns_of(rows[0], COLUMNS, _NEEDED)
    there = {person.email.lower() for person in people}
    seen: dict[str, int] = {}
    new: list[Brought] = []
    faults: list[Fault] = []
    known = 0
    for row in rows[1:]:
        body = dict(zip(columns, (cell.strip() for cell in row.cells), strict=False))
        if body.get("email", "").lower() in there:
            known += 1
            continue
        fields, bad = _read(body, groups)
        if fields is None:
            faults += [Fault(row.line, each.field, body.get(each.field, ""), each) for each in bad]
        elif (line := seen.get(fields.email.lower())) is not None:
            faults.append(Fault(row.line, "email", fields.email, Problem("email", TWICE, {"line": line})))
        elif fields.email.lower() in there:
            known += 1
        else:
            seen[fields.email.lower()] = row.line
            new.append(Brought(row.line, fields))
    return Plan(tuple(new), known, tuple(faults))


def cells(person: Participant) -> list[str]:
    """A line of the export, in the order of COLUMNS, such that no spreadsheet takes a cell for a formula."""
    said = body_of(person) | {"status": person.status.value}
    return [guarded(said[column]) for column in COLUMNS]


def _read(body: dict[str, str], groups: Sequence[Group]) -> tuple[ParticipantFields | None, list[Problem]]:
    """Names of groups become keys; a problem of a list says what can stand in it."""
    keys = {each: group.key for group in groups for each in (group.name.casefold(), group.key.casefold())}
    named = body.get("group_key", "")
    problems = []
    if named and named.casefold() not in keys:
        problems.append(Problem("group_key", NO_GROUP, {"name": named[:60]}))
    if body.get("status", "") not in ("", PlaceStatus.CONFIRMED):
        problems.append(Problem("status", GIVEN_UP))
    form = body | {
        "gender": as_key(body.get("gender", "")),
        "language": _language(body.get("language", "")),
        "group_key": keys.get(named.casefold(), ""),
    }
    try:
        fields = read_participant(form, groups=set(keys.values()))
    except Invalid as error:
        return None, [_in_a_cell(each) for each in error.problems] + problems
    return (None, problems) if problems else (fields, [])


def _language(cell: str) -> str:
    """A code as it is kept, in whatever case it is written."""
    return next((code for code in LANGUAGES if code.lower() == cell.lower()), cell)


def _in_a_cell(problem: Problem) -> Problem:
    """There is no list to choose from in a file."""
    match problem.field:
        case "gender":
            return Problem("gender", LISTED, {"kinds": ", ".join(Gender)})
        case "language":
            return Problem("language", LISTED, {"kinds": ", ".join(LANGUAGES)})
        case "country":
            return Problem("country", COUNTRY)
        case "timezone":
            return Problem("timezone", ZONE)
    return problem
