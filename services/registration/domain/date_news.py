"""What a change of an event's date is to those whose calendar shows nothing of it: who waits, and who asked for it."""

from datetime import datetime
from enum import StrEnum

from services.registration.domain.desk import Asked
from shared.date_form import NewDate
from shared.programme.entries import EventFields
from shared.programme.schedule import schedule_of


class DateNews(StrEnum):
    FIXED = "fixed"
    MOVED = "moved"
    REOPENED = "reopened"

    def concerns(self, asked: Asked) -> int:
        """How many of those who asked hear of it: who waits for a date, and who was told one that counts no more."""
        return {
            DateNews.FIXED: asked.untold,
            DateNews.MOVED: asked.untold + asked.told,
            DateNews.REOPENED: asked.told,
        }[self]


def date_news(before: EventFields, after: EventFields | NewDate, now: datetime) -> DateNews | None:
    """None where they hear nothing: of a date that is past, and of an open one that was not fixed before.

    The same fixed date again is `MOVED`: a caller who says it again means it.
    """
    if schedule_of(after.when, after.timezone).over_at <= now:
        return None
    if after.when.is_fixed:
        return DateNews.FIXED if before.when.is_open else DateNews.MOVED
    return DateNews.REOPENED if before.when.is_fixed and after.when.is_open else None
