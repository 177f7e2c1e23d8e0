"""From the text of a programme file to entries, or to every fault it has."""

import re
import tomllib
from pathlib import Path
from typing import Any

from shared.programme.common import check_category, check_office, read_network, read_source
from shared.programme.entries import ParsedProgramme
from shared.programme.events import read_event
from shared.programme.faults import Fault, ProgrammeRefused
from shared.programme.positions import Positions
from shared.programme.table import Table
from shared.programme.trainings import read_training

LARGEST = 5_000_000
MOST_ENTRIES = 2_000

_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_KEY = re.compile(r"""\s*([A-Za-z0-9_."'-]+)\s*=""")


def read(path: Path) -> ParsedProgramme:
    """Read and parse a file. Raises ProgrammeRefused, also where it cannot be read at all."""
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ProgrammeRefused(name, [Fault(0, "", f"cannot be read: {error.strerror}")]) from error
    if len(data) > LARGEST:
        raise ProgrammeRefused(name, [Fault(0, "", f"is larger than {LARGEST} bytes")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProgrammeRefused(name, [Fault(line, "", "is not UTF-8 text; save the file as UTF-8")]) from error
    return parse(text, name)


def parse(text: str, filename: str) -> ParsedProgramme:
    """The whole programme. Raises ProgrammeRefused with every fault; `filename` is only for its words."""
    values = _toml(text, filename)
    faults: list[Fault] = []
    root = Table(values, (), Positions(text), faults)
    programme = _read(root, filename)
    if not faults and not programme.events and not programme.trainings:
        faults.append(Fault(0, "", "holds no event and no training"))
    if faults:
        raise ProgrammeRefused(filename, faults)
    return programme


def _toml(text: str, filename: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ProgrammeRefused(filename, [Fault(0, "", "is nested too deeply")]) from error
    except ValueError as error:  # TOMLDecodeError, or a number too long for int()
        raise ProgrammeRefused(filename, [_syntax_fault(text, str(error))]) from error


def _syntax_fault(text: str, message: str) -> Fault:
    lines = text.splitlines() or [""]
    where = _WHERE.search(message)
    number = int(where[1]) if where and where[1] else len(lines)
    key = _KEY.match(lines[min(number, len(lines)) - 1])
    said = message[: where.start()] if where else message
    return Fault(number, key[1] if key else "", f"is not valid TOML: {said[:200]}")


def _read(root: Table, filename: str) -> ParsedProgramme:
    source = read_source(root.table("source"))
    events, trainings = root.tables("events", MOST_ENTRIES), root.tables("trainings", MOST_ENTRIES)
    networks = root.tables("networks")
    programme = ParsedProgramme(
        filename=filename,
        source=source,
        events=tuple(read_event(table, source) for table in events),
        trainings=tuple(read_training(table, source) for table in trainings),
        networks=tuple(read_network(table) for table in networks),
    )
    for table in root.tables("member_categories"):
        check_category(table)
    for table in root.tables("regional_offices"):
        check_office(table)
    root.close("a programme file")
    _once(events, [event.slug for event in programme.events], "slug")
    _once(trainings, [training.slug for training in programme.trainings], "slug")
    _once(networks, [network.key for network in programme.networks], "key")
    _known_networks(events, programme)
    return programme


def _once(tables: list[Table], names: list[str], key: str) -> None:
    """No two entries of a list may have the same name."""
    first: dict[str, Table] = {}
    for table, name in zip(tables, names, strict=True):
        if name in first:
            table.fault(key, f'"{name}" stands in line {first[name].line(key)} already; each is used once')
        elif name:
            first[name] = table


def _known_networks(events: list[Table], programme: ParsedProgramme) -> None:
    """Where the file lists networks, an event's network is one of them."""
    known = [network.key for network in programme.networks]
    for table, event in zip(events, programme.events, strict=True):
        if known and event.network and event.network not in known:
            table.unknown("network", event.network, "a network of this file", known)
