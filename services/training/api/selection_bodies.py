"""What the API of a selection takes and answers."""

from uuid import UUID

import msgspec

from services.training.domain.quotas import Fill
from services.training.domain.scores import one_digit
from services.training.domain.selection import Outcome
from services.training.operations.offering import Offers
from services.training.operations.score_table import Row, Table


class CandidateBody(msgspec.Struct, frozen=True, kw_only=True):
    """`score` in points of 100 with one digit, null while nobody is done or it is hidden; `spread` likewise."""

    id: UUID
    name: str
    organisation: str
    city: str
    country: str
    region: str
    gender: str
    state: str
    score: str | None
    spread: str | None
    reviews: int


class QuotaBody(msgspec.Struct, frozen=True, kw_only=True):
    """One limit and how far it is filled. `by` is "region", "city" or "gender"."""

    by: str
    value: str
    at_least: int
    at_most: int | None
    filled: int


class SelectionBody(msgspec.Struct, frozen=True, kw_only=True):
    """`candidates` by score. `chosen` and `reserve` in their order; `revision` goes with every change.

    `hidden`: the scores are, because whoever asks reviews too and is not done.
    """

    revision: int
    published: bool
    hidden: bool
    seats_from: int
    seats_to: int
    candidates: tuple[CandidateBody, ...]
    chosen: tuple[UUID, ...]
    reserve: tuple[UUID, ...]
    quotas: tuple[QuotaBody, ...]


class NewSelection(msgspec.Struct, frozen=True, kw_only=True):
    """The whole draft: ids of nominations, each in order."""

    revision: int
    chosen: list[UUID]
    reserve: list[UUID] = []


class NewPublication(msgspec.Struct, frozen=True, kw_only=True):
    """`despite`: also where a minimum is not reached."""

    revision: int
    despite: bool = False


class OfferBody(msgspec.Struct, frozen=True, kw_only=True):
    """It holds to the end of `accept_by` in `timezone`. `outcome` is null while it is open."""

    nomination: UUID
    name: str
    accept_by: str
    timezone: str
    outcome: Outcome | None
    state: str


class OffersBody(msgspec.Struct, frozen=True, kw_only=True):
    """The offers that count, in the order in which they were sent, and the reserve list in its order."""

    revision: int
    items: tuple[OfferBody, ...]
    reserve: tuple[UUID, ...]
    quotas: tuple[QuotaBody, ...]


class NewDay(msgspec.Struct, frozen=True):
    """ISO 8601, a day in the host's zone."""

    accept_by: str


class NewOrder(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody on the reserve list once."""

    revision: int
    reserve: list[UUID]


def selection_body(table: Table) -> SelectionBody:
    selection = table.own.selection
    return SelectionBody(
        revision=selection.revision,
        published=selection.published_at is not None,
        hidden=table.hidden,
        seats_from=table.seats.least,
        seats_to=table.seats.most,
        candidates=tuple(_candidate(row) for row in table.rows),
        chosen=selection.chosen,
        reserve=selection.reserve,
        quotas=tuple(_quota(fill) for fill in table.fills(selection.chosen)),
    )


def _candidate(row: Row) -> CandidateBody:
    who, standing = row.nomination, row.standing
    scored = standing is not None and standing.mean is not None
    return CandidateBody(
        id=who.id,
        name=who.official.name,
        organisation=who.organisation,
        city=who.city,
        country=who.country,
        region=who.region,
        gender=who.official.gender or "",
        state=who.state,
        score=one_digit(standing.mean) if standing and scored else None,
        spread=one_digit(standing.spread) if standing and scored else None,
        reviews=standing.reviews if standing else 0,
    )


def offers_body(found: Offers) -> OffersBody:
    return OffersBody(
        revision=found.own.selection.revision,
        items=tuple(
            OfferBody(
                nomination=who.id,
                name=who.official.name,
                accept_by=offer.accept_by.isoformat(),
                timezone=offer.timezone,
                outcome=offer.outcome,
                state=who.state,
            )
            for who, offer in found.open
        ),
        reserve=found.own.waiting,
        quotas=tuple(_quota(fill) for fill in found.fills),
    )


def _quota(fill: Fill) -> QuotaBody:
    names = ("by", "value", "at_least", "at_most", "filled")
    return QuotaBody(**{name: getattr(fill, name) for name in names})
