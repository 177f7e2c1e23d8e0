"""What a certificate is for: a cohort that was held, or an event that people came to."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.certificates.design import Design
from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.rules import CertificateRules
from services.training.domain.participant import HOME_ZONE
from shared.when import When

EARLIEST = date(2000, 1, 1)
"""Of days of award where no last day is fixed."""


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the cohort's, or the event's at registration. `threshold` is the least share of planned minutes in
    percent; None where no minutes are kept.
    """

    kind: Kind
    id: UUID
    slug: str
    title: str
    when: When
    timezone: str
    city: str
    country: str
    language: str
    over_at: datetime
    cancelled: bool
    threshold: int | None

    @property
    def key(self) -> str:
        """How it is called in tables and jobs."""
        return f"{self.kind}:{self.id}"

    def day_of(self, moment: datetime) -> date:
        """At the place of it."""
        return moment.astimezone(ZoneInfo(self.timezone or HOME_ZONE)).date()

    def may_award(self, day: date, now: datetime) -> bool:
        """Nothing is awarded before it is over, nor on a day that has not come."""
        first = self.when.last_day if self.when.is_fixed else EARLIEST
        return first <= day <= self.day_of(now)

    @property
    def path(self) -> str:
        """Of its page on the desk."""
        return f"/organize/certificates/{self.kind}/{self.id}"


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who took part: `id` of the place or of the registration. `active`: the place was not given up."""

    id: UUID
    email: str
    name: str
    native_name: str
    native_name_language: str
    honorific: str
    organisation: str
    country: str
    language: str
    timezone: str
    link_version: int
    active: bool


class Listed(Occasion, frozen=True, kw_only=True):
    """In the list: how many took part and hold a certificate, and how many corrections wait. `possible`: how many hold
    one or may get one yet, as it was last counted; None before.
    """

    people: int
    issued: int
    asked: int
    possible: int | None

    def missing(self, now: datetime) -> int:
        """How many may get one yet, once it is over."""
        if self.cancelled or now < self.over_at:
            return 0
        return max(0, (self.people if self.possible is None else self.possible) - self.issued)

    def turn(self, now: datetime) -> tuple[int, float]:
        """By which a list is sorted: what needs work, what runs, what is ahead, the nearest first, and what is done."""
        over, late = self.over_at <= now, -self.over_at.timestamp()
        if self.asked or self.missing(now):
            return 0, late
        if over or self.cancelled:
            return 3, late
        return (1 if self.under_way(now) else 2), -late

    def under_way(self, now: datetime) -> bool:
        """It has begun and is not over."""
        return self.when.is_fixed and self.when.first_day <= self.day_of(now) and now < self.over_at


class Setup(msgspec.Struct, frozen=True):
    rules: CertificateRules = CertificateRules()
    design: Design = Design()


class Logo(msgspec.Struct, frozen=True):
    """A picture by its content: PNG, JPEG or SVG."""

    sha256: bytes
    media_type: str
    content: bytes
