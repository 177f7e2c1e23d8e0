"""A cohort: one time that a training programme is held."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from shared.contracts.common import Place
from shared.contracts.notify import CalendarPut
from shared.contracts.registration import ProgrammePut
from shared.programme.entries import CourseFields
from shared.when import Precision, When


class Cohort(CourseFields, frozen=True, kw_only=True):
    """A cohort with the facts of its programme. `timezone` is empty while unknown; `over_at` in UTC.

    `original_when` is the date as the source gives it, where it was moved by whole years; else None. `language` is the
    one it is held in (BCP 47).
    """

    id: UUID
    slug: str
    programme: str
    when: When
    timezone: str
    original_when: When | None
    cancelled_at: datetime | None
    over_at: datetime
    sort_on: date
    language: str
    timetable_published: bool

    def state(self, now: datetime) -> str:
        """ "cancelled", "over", or "ahead" (which it also is while it is held)."""
        if self.cancelled_at is not None:
            return "cancelled"
        return "over" if now >= self.over_at else "ahead"


class Told(msgspec.Struct, frozen=True):
    """What other services are told of a cohort, but for the revision."""

    entry: ProgrammePut
    item: CalendarPut

    def at(self, revision: int) -> "Told":
        """The same with a revision."""
        return Told(
            msgspec.structs.replace(self.entry, revision=revision),
            msgspec.structs.replace(self.item, revision=revision),
        )


class Tellable(CourseFields, frozen=True, kw_only=True):
    """What a cohort is told from: its own facts and those of its programme."""

    id: UUID
    slug: str
    when: When
    timezone: str
    original_when: When | None
    cancelled: bool
    published: bool


def span(when: When) -> When:
    """What stands in calendars for the course itself: whole days, even where the first hour is known."""
    if when.precision is not Precision.TIME or when.first_day == when.last_day:
        return when
    return When(precision=Precision.DAY, first=when.first_day, last=when.last_day, tentative=when.tentative)


def told(cohort: Tellable, page_url: str) -> Told:
    """Its entry in the year's programme, and its calendar item. A cancelled cohort leaves the programme."""
    place = Place(city=cohort.host_city, country=cohort.country)
    key = f"cohort:{cohort.id}"
    entry = ProgrammePut(
        key=key,
        revision=0,
        slug=cohort.slug,
        title=cohort.title,
        when=cohort.when,
        timezone=cohort.timezone,
        place=place,
        page_url=page_url,
        original_when=cohort.original_when,
        duration_days=cohort.duration_days,
        duration_weeks=cohort.duration_weeks,
        seats_from=cohort.seats_from,
        seats_to=cohort.seats_to,
        partners=cohort.partners,
        withdrawn=cohort.cancelled or not cohort.published,
    )
    item = CalendarPut(
        owner="training",
        key=key,
        revision=0,
        slug=cohort.slug,
        title=cohort.title,
        when=span(cohort.when),
        timezone=cohort.timezone,
        place=place,
        transparent=True,
        description="\n".join(cohort.content),
        page_url=page_url,
        feeds=("programme", f"training:{cohort.slug}"),
        cancelled=cohort.cancelled,
        withdrawn=not cohort.published,
    )
    return Told(entry, item)
