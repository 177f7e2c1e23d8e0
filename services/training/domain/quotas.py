"""Quotas by region, city and gender: what a selection fills, who fits, and whom they let in next."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from services.training.domain.call import Quota, QuotaBy

EVERY = "*"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """What quotas know of somebody; "" where it is not said: then no quota of that kind counts them.

    `city` is that of the directory, where the organisation is one; `written` what they wrote: a quota that names a city
    counts either.
    """

    id: UUID
    region: str = ""
    city: str = ""
    written: str = ""
    country: str = ""
    gender: str = ""

    def value(self, by: QuotaBy) -> str:
        return str(getattr(self, by.value))


class Fill(msgspec.Struct, frozen=True, kw_only=True):
    """One limit on one value, and how many of those chosen have it. `named`: the quota says this very value."""

    by: QuotaBy
    value: str
    named: bool
    at_least: int
    at_most: int | None
    filled: int

    def counts(self, person: Person) -> bool:
        """Whether it is their value."""
        return _has(person, self.by, self.value, named=self.named)

    @property
    def missing(self) -> int:
        return max(self.at_least - self.filled, 0)

    @property
    def broken(self) -> bool:
        return self.at_most is not None and self.filled > self.at_most


class Proposal(msgspec.Struct, frozen=True):
    """Who would be chosen and who waits, each in order, and what could not be satisfied."""

    chosen: tuple[UUID, ...]
    reserve: tuple[UUID, ...]
    unmet: tuple[Fill, ...]


def fills(quotas: Sequence[Quota], chosen: Sequence[Person], pool: Sequence[Person]) -> tuple[Fill, ...]:
    """Each limit with how far it is filled. "*" is every value of the pool that has no quota of its own."""
    found = []
    for quota in quotas:
        named = quota.value != EVERY
        for value in [quota.value] if named else _values(quota, quotas, (*pool, *chosen)):
            filled = sum(_has(person, quota.by, value, named=named) for person in chosen)
            limits = {"at_least": quota.at_least, "at_most": quota.at_most}
            found.append(Fill(by=quota.by, value=value, named=named, filled=filled, **limits))  # type: ignore[arg-type]  # by name
    return tuple(found)


def fits(quotas: Sequence[Quota], held: Sequence[Person], person: Person) -> bool:
    """With this one too, no limit that speaks of them has too many."""
    for quota in quotas:
        if quota.at_most is None or not _speaks(quota, quotas, person):
            continue
        named = quota.value != EVERY
        own = quota.value if named else _label(person, quota.by)
        if sum(_has(each, quota.by, own, named=named) for each in held) >= quota.at_most:
            return False
    return True


def next_in(
    quotas: Sequence[Quota], held: Sequence[Person], waiting: Sequence[Person], free: int, pool: Sequence[Person]
) -> Person | None:
    """Who gets the next of `free` seats: the first of `waiting` who breaks no "at most".

    Once the seats that are left are all needed to reach an "at least", the first who also fills one of those; if nobody
    does, the first all the same: an "at least" leaves no seat empty.
    """
    if free <= 0:
        return None
    able = [person for person in waiting if fits(quotas, held, person)]
    pressing = _pressing(quotas, held, free, pool)
    helpful = (person for person in able if any(fill.counts(person) for fill in pressing))
    return next(helpful, None) or next(iter(able), None)


def propose(quotas: Sequence[Quota], ranked: Sequence[Person], seats: int) -> Proposal:
    """Seat after seat by `next_in`, the best first. Simple, not the best of all combinations; staff change it."""
    held: list[Person] = []
    waiting = list(ranked)
    while (person := next_in(quotas, held, waiting, seats - len(held), ranked)) is not None:
        held.append(person)
        waiting.remove(person)
    chosen = {person.id for person in held}
    return Proposal(
        tuple(person.id for person in ranked if person.id in chosen),
        tuple(person.id for person in waiting),
        tuple(fill for fill in fills(quotas, held, ranked) if fill.missing or fill.broken),
    )


def _pressing(quotas: Sequence[Quota], held: Sequence[Person], free: int, pool: Sequence[Person]) -> list[Fill]:
    """The limits that lack somebody, of each kind whose lacks need every free seat."""
    lacks: dict[QuotaBy, list[Fill]] = defaultdict(list)
    for fill in fills(quotas, held, pool):
        if fill.missing:
            lacks[fill.by].append(fill)
    return [fill for own in lacks.values() if sum(each.missing for each in own) >= free for fill in own]


def _values(quota: Quota, quotas: Sequence[Quota], pool: Iterable[Person]) -> list[str]:
    """Each value that "*" speaks of, in the order of the alphabet."""
    found: dict[str, str] = {}
    for person in pool:
        if _speaks(quota, quotas, person):
            found.setdefault(folded(_label(person, quota.by)), _label(person, quota.by))
    return [found[key] for key in sorted(found)]


def _speaks(quota: Quota, quotas: Sequence[Quota], person: Person) -> bool:
    if not person.value(quota.by):
        return False
    if quota.value != EVERY:
        return _has(person, quota.by, quota.value, named=True)
    named = (each.value for each in quotas if each.by == quota.by and each.value != EVERY)
    return not any(_has(person, quota.by, value, named=True) for value in named)


def _has(person: Person, by: QuotaBy, value: str, *, named: bool) -> bool:
    """Cities of one name in two countries are two, unless a quota names that city."""
    if not named:
        return folded(_label(person, by)) == folded(value)
    own = (person.city, person.written) if by is QuotaBy.CITY else (person.value(by),)
    return folded(value) in {folded(each) for each in own}


def folded(text: str) -> str:
    """As it is compared: without case, accents and spaces too many."""
    apart = unicodedata.normalize("NFKD", text)
    return " ".join("".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f").casefold().split())


def _label(person: Person, by: QuotaBy) -> str:
    if by is QuotaBy.CITY and person.city and person.country:
        return f"{person.city}, {person.country}"
    return person.value(by)
