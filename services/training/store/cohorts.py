"""Cohorts as they are read, each with the facts of its programme. Only published ones."""

from datetime import date

import msgspec

from services.training.domain.cohort import Cohort
from shared import sql as sql_files
from shared.db import Tx


class Cursor(msgspec.Struct, frozen=True):
    """The last cohort seen: lists go on after it."""

    sort_on: date
    slug: str


sql = sql_files.load(__file__)
_by_slug = sql.query("cohort_by_slug", Cohort)
_newest_slug = sql.scalar("newest_slug", str)
_newest = sql.query("newest_cohorts", Cohort)
_of_programme = sql.query("cohorts_of_programme", Cohort)
_list = sql.query("cohort_list", Cohort)


async def by_slug(tx: Tx, slug: str) -> Cohort | None:
    return await _by_slug.one(tx, slug)


async def newest_slug(tx: Tx, programme: str) -> str | None:
    """The address of a programme's newest cohort."""
    return await _newest_slug.value(tx, programme)


async def newest(tx: Tx) -> list[Cohort]:
    """Of each programme its newest cohort, in the order of their days."""
    return await _newest.all(tx)


async def of_programme(tx: Tx, programme: str) -> list[Cohort]:
    """Every cohort of a programme, the newest first."""
    return await _of_programme.all(tx, programme)


async def listed(tx: Tx, *, year: int | None, programme: str, limit: int, after: Cursor | None = None) -> list[Cohort]:
    """In the order of their days."""
    place = (after.sort_on, after.slug) if after else (None, None)
    return await _list.all(tx, year, programme or None, limit, *place)
