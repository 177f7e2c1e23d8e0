"""What a change of an event's date is to those whose calendar shows nothing of it: who waits, and who asked for it."""

from datetime import datetime
from enum import StrEnum

from services.registration.domain.desk import Asked
from services.registration.domain.unreached import STANDING, Audience
from shared.date_form import NewDate
from shared.programme.entries import EventFields
from shared.programme.schedule import schedule_of


class DateNews(StrEnum):
    FIXED = "fixed"
    MOVED = "moved"
    REOPENED = "reopened"

    @property
    def audience(self) -> Audience:
        """Who hears of it: all that are registered, and of those who asked who waits for a date, and who was told one
        that counts no more.
        """
        return Audience(statuses=STANDING, untold=self is not DateNews.REOPENED, told=self is not DateNews.FIXED)

    def concerns(self, asked: Asked) -> int:
        """How many of those who asked hear of it."""
        whom = self.audience
        return (asked.untold if whom.untold else 0) + (asked.told if whom.told else 0)


def date_news(before: EventFields, after: EventFields | NewDate, now: datetime) -> DateNews | None:
    """None where they hear nothing: of a date that is past, and of an open one that was not fixed before.

    The same fixed date again is `MOVED`: a caller who says it again means it.
    """
    if schedule_of(after.when, after.timezone).over_at <= now:
        return None
    if after.when.is_fixed:
        return DateNews.FIXED if before.when.is_open else DateNews.MOVED
    return DateNews.REOPENED if before.when.is_fixed and after.when.is_open else None
