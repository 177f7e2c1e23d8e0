"""Cohorts as JSON: a list in the order of their days, and one whole."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import get

from services.training.domain.cohort import Cohort
from services.training.operations import cohorts
from shared.cursors import read_limit
from shared.errors import Invalid, NotFound, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.web.given import FromPath, TheHouse
from shared.web.query import Cursor, Limit, documented
from shared.when import When

_YEAR = mark("Write a year with four digits, like 2027")


class CohortBody(msgspec.Struct, frozen=True, kw_only=True):
    """A cohort. `when` is as exact as is known: see its `precision`. `timezone` is an IANA name, empty while unknown.

    Weeks or days, whichever is known, the other 0. `seats_from` = `seats_to`: exactly that many; both 0: not said.
    `state` is "ahead" (also while it is held), "over" or "cancelled". `original_when` is the date of the source where
    it was moved by whole years.
    """

    id: UUID
    slug: str
    programme: str
    title: str
    subject: str
    when: When
    timezone: str
    original_when: When | None
    host_city: str
    country: str
    duration_weeks: int
    duration_days: int
    seats_from: int
    seats_to: int
    eligible: str
    content: tuple[str, ...]
    partners: tuple[str, ...]
    state: str
    page_url: str


class CohortPage(msgspec.Struct, frozen=True):
    """`next` is the cursor of what follows, null at the end."""

    items: tuple[CohortBody, ...]
    next: str | None


Year = Annotated[str, documented("Only what takes place, or may, in this year", type="integer")]
Programme = Annotated[str, documented("Only cohorts of this training programme, by its slug")]


@get("/api/v1/cohorts", tags=["Training"])
async def list_cohorts(
    *, house: TheHouse, year: Year = "", programme: Programme = "", limit: Limit = "", cursor: Cursor = ""
) -> CohortPage:
    """Every cohort, in the order of its days; an open date stands after the fixed ones of its span."""
    if year and not (len(year) == 4 and year.isascii() and year.isdigit()):
        raise Invalid([Problem("year", _YEAR)])
    found = await cohorts.list_cohorts(
        house, year=int(year) if year else None, programme=programme, limit=read_limit(limit), cursor=cursor
    )
    return CohortPage(tuple(_body(house, each, each.state(found.now)) for each in found.cohorts), found.next)


@get("/api/v1/cohorts/{slug:str}", tags=["Training"])
async def get_cohort(house: TheHouse, slug: FromPath[str]) -> CohortBody:
    """One cohort, by its own slug."""
    shown = await cohorts.cohort_page(house, slug)
    if isinstance(shown, str):
        raise NotFound(mark("This names a training programme. Its newest cohort is %(slug)s."), slug=shown)
    return _body(house, shown.cohort, shown.cohort.state(shown.now))


def _body(house: House, cohort: Cohort, state: str) -> CohortBody:
    own: dict[str, Any] = {"state": state, "page_url": house.url(f"/training/{cohort.slug}")}
    kept = {name: getattr(cohort, name) for name in CohortBody.__struct_fields__ if name not in own}
    return CohortBody(**kept, **own)


HANDLERS = (list_cohorts, get_cohort)
