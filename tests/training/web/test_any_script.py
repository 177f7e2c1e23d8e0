"""A cohort whose address is not ASCII is taken out as files all the same."""

from urllib.parse import unquote

import httpx
import pytest

from shared.house import House
from tests.training.people import jeju


@pytest.mark.parametrize("slug", ["제주-연수-2027", "ورشة-جيجو-2027"])
async def test_every_file_of_it(training: House, desk: httpx.AsyncClient, slug: str) -> None:
    await jeju(training)
    async with training.db.transaction() as tx:
        await tx.conn.execute("UPDATE cohorts SET slug = $1", slug)
    for name in ("attendance.csv", "attendance.xlsx", "timetable.csv", "timetable.xlsx", "participants.csv"):
        answer = await desk.get(f"/organize/training/{slug}/{name}")
        assert answer.status_code == 200, name
        assert unquote(answer.headers["content-disposition"]).endswith(f"''{slug}-{name}")
