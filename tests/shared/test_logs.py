"""What PostgreSQL says of a row that it refused stands in no log: the row is somebody's."""

import json
import logging
from uuid import uuid4

import asyncpg
import pytest

from shared.logging import JsonLines
from tests.support.house import OpenHouse


@pytest.mark.parametrize("name", ["Kim Min-su", "Kim\nMin-su\nHINT:  of Seoul"])
async def test_a_refused_row_is_not_told(house: OpenHouse, name: str) -> None:
    home = await house("registration")
    with pytest.raises(asyncpg.NotNullViolationError, match="Kim") as refused:
        async with home.db.transaction() as tx:
            await tx.conn.execute("INSERT INTO organisations (id, name) VALUES ($1, $2)", uuid4(), name)
    failed = RuntimeError("the operation failed")
    failed.__cause__ = refused.value
    record = logging.LogRecord("wego", logging.ERROR, "", 1, "broke", (), (RuntimeError, failed, None))
    traceback = json.loads(JsonLines("registration").format(record))["traceback"]
    assert [word for word in ("Kim", "Min-su", "Seoul") if word in traceback] == []
    assert "violates not-null constraint" in traceback
    assert "RuntimeError: the operation failed" in traceback
