"""Every named statement prepares against the migrated schema, and its columns are the fields of its Struct."""

import ast
import datetime as dt
import re
import types
import typing
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from shared.settings import SERVICES, Service
from shared.sql import Statement
from tests.rules.sources import loaded_statements, name, python_files, service_of, statement_files

PYTHON_OF = {
    "bool": bool, "bytea": bytes, "date": dt.date, "int2": int, "int4": int, "int8": int, "float8": float,
    "interval": dt.timedelta, "text": str, "time": dt.time, "timestamp": dt.datetime, "timestamptz": dt.datetime,
    "uuid": UUID,
}  # fmt: skip
FORBIDDEN = re.compile(
    r"\b(now\(\)|current_(date|time|timestamp)\b|clock_timestamp|statement_timestamp|localtime)", re.IGNORECASE
)
SQL_IN_PYTHON = re.compile(
    r"^\s*(SELECT\s.*\sFROM|INSERT INTO|UPDATE \S+ SET|DELETE FROM|WITH \w+ AS)\b", re.IGNORECASE | re.DOTALL
)
ALLOWED_IN_PYTHON = {
    "shared/migrate.py": "runs before there is a schema to prepare against",
    "shared/identity/schema.py": "grants; roles cannot be parameters",
}

STATEMENTS = [statement for file in loaded_statements() for statement in file.taken.values()]


def _id(statement: Statement) -> str:
    return f"{name(statement.file)}:{statement.name}"


def test_every_file_of_statements_is_loaded() -> None:
    assert {file.path for file in loaded_statements()} == set(statement_files())


def test_every_block_is_used() -> None:
    unused = [
        f"{name(file.path)}: {block}" for file in loaded_statements() for block in set(file.blocks) - set(file.taken)
    ]
    assert unused == []


@pytest.mark.parametrize("statement", STATEMENTS, ids=_id)
async def test_it_prepares_and_its_columns_are_the_fields(
    statement: Statement, kept_connections: dict[Service, Any]
) -> None:
    service = service_of(statement.file)
    for schema in [service] if service else SERVICES:
        prepared = await kept_connections[schema].prepare(statement.text)  # type: ignore[index]  # a service's folder is its name
        columns = {column.name: column.type.name for column in prepared.get_attributes()}
        if statement.struct is None:
            assert len(columns) <= 1, "a command or scalar returns one column at most"
            continue
        fields = {field.encode_name: field.type for field in msgspec.structs.fields(statement.struct)}
        assert set(columns) == set(fields)
        wrong = {column: (kind, fields[column]) for column, kind in columns.items() if not _fits(kind, fields[column])}
        assert wrong == {}


def _fits(column: str, field: Any) -> bool:
    """Whether a column of this type becomes this field by msgspec.convert. jsonb may become anything."""
    origin, inner = typing.get_origin(field), typing.get_args(field)
    if column in ("json", "jsonb"):
        return True
    if origin in (types.UnionType, typing.Union):
        return any(_fits(column, part) for part in inner if part is not type(None))
    if origin is typing.Annotated or (column.endswith("[]") and origin in (list, tuple, set, frozenset)):
        return _fits(column.removesuffix("[]"), inner[0])
    if origin is typing.Literal:
        return all(isinstance(value, PYTHON_OF[column]) for value in inner)
    if isinstance(field, type) and issubclass(field, Enum):
        return issubclass(field, PYTHON_OF[column])
    return field is PYTHON_OF.get(column)


@pytest.mark.parametrize("path", statement_files(), ids=name)
def test_no_statement_asks_the_database_for_the_time(path: Path) -> None:
    """A transaction has one instant, from an injected clock."""
    assert FORBIDDEN.findall(_without_comments(path.read_text("utf-8"))) == []


def _without_comments(sql: str) -> str:
    return re.sub(r"--.*", "", sql)


def test_no_python_file_holds_a_statement() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in python_files()
        if name(path) not in ALLOWED_IN_PYTHON
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL_IN_PYTHON.match(node.value)
    ]
    assert found == []
