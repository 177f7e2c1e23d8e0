"""The call for nominations of a cohort: until when, what is asked, by what people are chosen."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class QuestionKind(StrEnum):
    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    YES_NO = "yes_no"


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """Asked of each official besides the usual. `choices` of a choice alone. `key` names the answer for ever."""

    key: str
    label: str
    kind: QuestionKind
    required: bool = False
    choices: tuple[str, ...] = ()


class Criterion(msgspec.Struct, frozen=True):
    """What reviewers score: from 0 to `scale`. Weights count among each other."""

    key: str
    label: str
    weight: int
    scale: int


class QuotaBy(StrEnum):
    REGION = "region"
    CITY = "city"
    GENDER = "gender"


class Quota(msgspec.Struct, frozen=True, omit_defaults=True):
    """Of those chosen, how many have this value; "*" is every value, each on its own. `at_most` None: no limit."""

    by: QuotaBy
    value: str
    at_least: int = 0
    at_most: int | None = None


class CallFields(msgspec.Struct, frozen=True, kw_only=True):
    """What staff write. `opens` and `closes` are wall clocks in `timezone`; `per_organisation` 0: no limit."""

    opens: datetime
    closes: datetime
    timezone: str
    text: str
    questions: tuple[Question, ...]
    criteria: tuple[Criterion, ...]
    quotas: tuple[Quota, ...]
    per_organisation: int
    accept_days: int


class Call(CallFields, frozen=True, kw_only=True):
    """A row. The instants are derived from the wall clock; `revision` tells a stale edit."""

    cohort_id: UUID
    opens_at: datetime
    closes_at: datetime
    revision: int

    def state(self, now: datetime) -> str:
        """ "ahead", "open", or "closed" from the very instant it closes."""
        if now < self.opens_at:
            return "ahead"
        return "open" if now < self.closes_at else "closed"
