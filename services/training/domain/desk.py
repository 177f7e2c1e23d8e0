"""A cohort as staff see it."""

from datetime import datetime
from enum import StrEnum

from services.training.domain.cohort import Cohort
from services.training.domain.rules import Rules


class Lack(StrEnum):
    """What a cohort still misses."""

    DATE = "date"
    PEOPLE = "people"
    TIMETABLE = "timetable"
    PUBLICATION = "publication"


class DeskCohort(Cohort, frozen=True, kw_only=True):
    """Also drafts. `participants` have a place, `offered` may take one; `sessions` take place.

    `changes_due_at` (UTC): people are told of changes of the timetable then.
    """

    published: bool
    rules: Rules
    revision: int
    trainer_link_version: int
    changes_due_at: datetime | None
    participants: int
    offered: int
    sessions: int

    def lacks(self, now: datetime) -> tuple[Lack, ...]:
        """What is missing while it lies ahead; nothing is of what is over or cancelled."""
        if self.state(now) != "ahead":
            return ()
        found = []
        if self.when.is_open:
            found.append(Lack.DATE)
        if self.participants < self.fewest:
            found.append(Lack.PEOPLE)
        if not self.sessions:
            found.append(Lack.TIMETABLE)
        elif not self.timetable_published:
            found.append(Lack.PUBLICATION)
        return tuple(found)

    @property
    def fewest(self) -> int:
        """With fewer people it is not held; 0: nobody said."""
        return self.rules.seats_needed or self.seats_from
