"""A timetable as a table: the columns that an export writes and an import takes, and what an import would bring."""

from collections.abc import Sequence

import msgspec

from services.training.domain.session import Group, Kind, Session, SessionFields, Trainer
from services.training.domain.session_form import Offered, Part, body_of, read_session
from services.training.domain.table_file import LISTED, Fault, as_key, columns_of
from services.training.domain.template import same
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark
from shared.spreadsheet import Row, guarded

COLUMNS = (
    "day", "begins", "ends", "part", "title", "kind", "module", "place", "timezone", "groups", "trainers", "mandatory",
    "join_url", "description", "materials",
)  # fmt: skip
_NEEDED = ("day", "title", "kind")
NO_GROUP = mark("There is no group %(name)s in this cohort")
NO_TRAINER = mark("There is no trainer %(name)s in this cohort")
TWICE = mark("The same session stands on line %(line)d")
_YES = ("yes", "y", "true", "1", "x", "on")
_NO = ("", "no", "n", "false", "0", "-", "off")


class Brought(msgspec.Struct, frozen=True):
    """A line that brings a session."""

    line: int
    fields: SessionFields


class Plan(msgspec.Struct, frozen=True):
    """What an import would do. `known` lines are in the timetable already."""

    new: tuple[Brought, ...]
    known: int
    faults: tuple[Fault, ...]


def plan_import(rows: Sequence[Row], offered: Offered, every: Sequence[Session]) -> Plan:
    """What the lines would bring. Raises Invalid (field `file`) for a first line without these columns."""
    columns = columns_of(rows[0], COLUMNS, _NEEDED)
    there = {same(session) for session in every}
    seen: dict[object, int] = {}
    new: list[Brought] = []
    faults: list[Fault] = []
    known = 0
    for row in rows[1:]:
        body = dict(zip(columns, (cell.strip() for cell in row.cells), strict=False))
        fields, bad = _read(body, offered)
        if fields is None:
            faults += [Fault(row.line, each.field, body.get(each.field, ""), each) for each in bad]
        elif same(fields) in there:
            known += 1
        elif (line := seen.get(same(fields))) is not None:
            faults.append(Fault(row.line, "title", fields.title, Problem("title", TWICE, {"line": line})))
        else:
            seen[same(fields)] = row.line
            new.append(Brought(row.line, fields))
    return Plan(tuple(new), known, tuple(faults))


def cells(session: Session, groups: Sequence[Group], trainers: Sequence[Trainer]) -> list[str]:
    """A line of the export, in the order of COLUMNS, such that no spreadsheet takes a cell for a formula."""
    said = body_of(session)
    named = {group.key: group.name for group in groups}
    teaching = {trainer.id: trainer.name for trainer in trainers}
    said |= {
        "groups": "; ".join(named.get(key, key) for key in session.groups),
        "trainers": "; ".join(teaching[id_] for id_ in session.trainer_ids if id_ in teaching),
        "mandatory": "yes" if session.mandatory else "",
    }
    return [guarded(str(said[column])) for column in COLUMNS]


def _read(body: dict[str, str], offered: Offered) -> tuple[SessionFields | None, list[Problem]]:
    """Names become keys and ids; what is no such name is a problem of its cell."""
    problems: list[Problem] = []
    mandatory = body.get("mandatory", "").casefold()
    groups = {each: group.key for group in offered.groups for each in (group.name.casefold(), group.key)}
    trainers = {trainer.name.casefold(): str(trainer.id) for trainer in offered.trainers}
    form: dict[str, object] = {
        **body,
        "kind": as_key(body["kind"]),
        "part": body.get("part", "").lower(),
        "groups": _named(body.get("groups", ""), groups, "groups", NO_GROUP, problems),
        "trainers": _named(body.get("trainers", ""), trainers, "trainers", NO_TRAINER, problems),
        "mandatory": mandatory in _YES,
    }
    if mandatory not in (*_YES, *_NO):
        problems.append(Problem("mandatory", LISTED, {"kinds": "yes, no"}))
    try:
        fields = read_session(form, offered)
    except Invalid as error:
        listed = {"kind": ", ".join(Kind), "part": ", ".join(Part)}
        more = [
            Problem(each.field, LISTED, {"kinds": listed[each.field]}) if each.field in listed else each
            for each in error.problems
        ]
        return None, problems + more
    return (None, problems) if problems else (fields, [])


def _named(text: str, known: dict[str, str], field: str, message: str, problems: list[Problem]) -> list[str]:
    found = []
    for name in (part.strip() for part in text.split(";")):
        if name and name.casefold() in known:
            found.append(known[name.casefold()])
        elif name:
            problems.append(Problem(field, message, {"name": name[:60]}))
    return found
