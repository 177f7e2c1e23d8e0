"""When a survey opens and closes, and what of it is due."""

from datetime import datetime, time, timedelta
from enum import StrEnum

import msgspec

from services.training.domain.surveys.survey import Anchor, Schedule, State, Survey
from shared.i18n.mark import mark
from shared.places import LAST_PLACE_ON_EARTH
from shared.when import When, instant


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """What a survey is about. `title` is of the session, the course or the event; `course` names the session's course,
    else "". `when` is by the clock of its place.

    Instants in UTC, None while the date is open. `timezone` "" while unknown.
    """

    title: str
    course: str
    timezone: str
    when: When
    starts_at: datetime | None
    ends_at: datetime | None
    cancelled: bool

    def begun(self, now: datetime) -> bool:
        """From then on nobody joins as a rule."""
        return self.starts_at is not None and self.starts_at <= now


class Phase(StrEnum):
    """As somebody who opens a link meets it."""

    SOON = "soon"
    OPEN = "open"
    CLOSED = "closed"


def instants(when: When, timezone: str) -> tuple[datetime | None, datetime | None]:
    """The first and the last instant (UTC) of what takes place then; None while its days are open."""
    if when.is_open:
        return None, None
    zone = timezone or LAST_PLACE_ON_EARTH
    return when.starts_at(zone) or instant(datetime.combine(when.first_day, time()), zone), when.over_at(zone)


def span(schedule: Schedule, occasion: Occasion) -> tuple[datetime, datetime] | None:
    """When it opens and closes; None while the date is open, and for what was cancelled: it never opens then."""
    anchor = occasion.starts_at if schedule.anchor is Anchor.START else occasion.ends_at
    if anchor is None or occasion.cancelled:
        return None
    opens = anchor + timedelta(minutes=schedule.opens_after)
    return opens, opens + timedelta(minutes=schedule.open_for)


def phase(survey: Survey, now: datetime) -> Phase:
    """By the state and the clock: a survey is closed at its hour, also before anybody has noted it."""
    if survey.state is State.CLOSED or (survey.state is State.OPEN and survey.closes_at and survey.closes_at <= now):
        return Phase.CLOSED
    return Phase.OPEN if survey.state is State.OPEN else Phase.SOON


def reminders_due(survey: Survey, now: datetime) -> int:
    """How many reminders whoever has not answered should have had by now."""
    if survey.opens_at is None or phase(survey, now) is not Phase.OPEN:
        return 0
    return sum(survey.opens_at + timedelta(minutes=after) <= now for after in survey.schedule.reminders)


ANONYMOUS = mark("Anonymous: we note that this link was used, never together with what you answer.")
NAMED = mark("Not anonymous: your name stands with what you answer.")
