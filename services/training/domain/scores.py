"""Reviews: what a reviewer scores, what may be seen of others, and the order that comes of it. Exact, no rounding."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from uuid import UUID

import msgspec

from services.training.domain.call import Criterion
from services.training.domain.nomination import UNDER_REVIEW, Nomination

FULL = 100
"""Scores are told in points of this many."""


class Waiting(msgspec.Struct, frozen=True):
    """A course in which so many nominations wait for somebody's scores."""

    slug: str
    title: str
    count: int


class Reviewer(msgspec.Struct, frozen=True, kw_only=True):
    """A member of staff who scores for a cohort. `organisation` and `city` are where they have an interest, or ""."""

    cohort_id: UUID
    staff_id: UUID
    email: str
    name: str
    organisation: str
    city: str


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What one reviewer said of one nomination. `done_at` None while a criterion is not scored; `recused` has none."""

    nomination_id: UUID
    reviewer_id: UUID
    scores: dict[str, int]
    comment: str
    recused: bool
    done_at: datetime | None

    @property
    def closed(self) -> bool:
        """Nothing more is waited for."""
        return self.recused or self.done_at is not None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What reviews come to, in points of 100. No `mean` while nobody is done; `spread` is highest less lowest."""

    mean: Fraction | None
    spread: Fraction
    reviews: int


def is_complete(scores: Mapping[str, int], criteria: Sequence[Criterion]) -> bool:
    """Every criterion is scored within its scale."""
    return bool(criteria) and all(0 <= scores.get(one.key, -1) <= one.scale for one in criteria)


def points(scores: Mapping[str, int], criteria: Sequence[Criterion]) -> Fraction:
    """The weighted mean of a complete review, each criterion as a share of its scale."""
    whole = sum(one.weight for one in criteria)
    return sum((Fraction(FULL * one.weight * scores[one.key], one.scale * whole) for one in criteria), Fraction())


def one_digit(points: Fraction | None) -> str:
    """As it is shown: the one place where it is rounded. "" where nobody scored."""
    return "" if points is None else f"{float(points):.1f}"


def standing(reviews: Iterable[Review], criteria: Sequence[Criterion]) -> Standing:
    """The mean over the reviewers who are done. Whoever recused themselves is not counted."""
    found = [points(each.scores, criteria) for each in reviews if each.done_at is not None and not each.recused
             and is_complete(each.scores, criteria)]  # fmt: skip
    if not found:
        return Standing(mean=None, spread=Fraction(), reviews=0)
    return Standing(mean=sum(found, Fraction()) / len(found), spread=max(found) - min(found), reviews=len(found))


def rank(own: Standing, submitted_at: datetime | None, id: UUID) -> tuple[object, ...]:  # noqa: A002  # the row's id
    """To sort by: the higher mean; of equals whom reviewers agree on more, then who was nominated earlier, then the id.

    Whoever has no score yet comes last.
    """
    mean = own.mean if own.mean is not None else Fraction(-1)
    return (-mean, own.spread, submitted_at.timestamp() if submitted_at else 0.0, id)


def has_interest(reviewer: Reviewer, organisation: str, city: str) -> bool:
    """They come from the same organisation or city, so they may not score."""
    return _same(reviewer.organisation, organisation) or _same(reviewer.city, city)


def assigned(nominations: Iterable[Nomination], reviewer: Reviewer) -> list[Nomination]:
    """What a reviewer is asked to score."""
    return [
        each
        for each in nominations
        if each.state in UNDER_REVIEW and not has_interest(reviewer, each.organisation, each.city)
    ]


def sees_others(own: Iterable[Review], to_review: Iterable[UUID]) -> bool:
    """What others scored is hidden from a reviewer until all of their own are closed."""
    closed = {each.nomination_id for each in own if each.closed}
    return closed >= set(to_review)


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()
