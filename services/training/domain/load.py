"""What loading a programme file changes in training: pure, from what is kept and what the file says."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.training.domain.cohort import Tellable
from services.training.domain.rules import Rules
from shared.ids import uuid7
from shared.programme.entries import CourseFields, TrainingEntry
from shared.programme.merge import as_json, merge
from shared.when import When

COURSE_FIELDS = CourseFields.__struct_fields__


class Held(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When a cohort is held: what a file says of it."""

    when: When
    timezone: str = ""


HELD_FIELDS = Held.__struct_fields__


class KeptProgramme(CourseFields, frozen=True, kw_only=True):
    """A training programme as it is kept. `loaded` is what the last load wrote; None if no file brought it."""

    id: UUID
    slug: str
    loaded: dict[str, Any] | None


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """What a cohort has of its own; None: as its programme. Seats are both None or neither, as city and country.

    `language` is the one it is held in (BCP 47).
    """

    host_city: str | None = None
    country: str | None = None
    partners: tuple[str, ...] | None = None
    seats_from: int | None = None
    seats_to: int | None = None
    language: str = "en"
    rules: Rules = Rules()


def beside(own: Own, programme: CourseFields) -> Own:
    """The same without what its programme says too: that stays the programme's, which a file may still change."""
    same: dict[str, None] = {}
    for names in (("host_city", "country"), ("partners",), ("seats_from", "seats_to")):
        if all(getattr(own, name) == getattr(programme, name) for name in names):
            same |= dict.fromkeys(names)
    return msgspec.structs.replace(own, **same)


OWN_FACTS = ("host_city", "country", "partners", "seats_from", "seats_to")


class KeptCohort(Own, frozen=True, kw_only=True):
    """A cohort as it is kept; `source_year` and `loaded` are None for one that no file brought."""

    when: When
    timezone: str

    id: UUID
    programme_id: UUID
    slug: str
    source_year: int | None
    loaded: dict[str, Any] | None
    moved_years: int
    original_when: When | None
    published: bool
    cancelled_at: datetime | None
    revision: int


class ProgrammePlan(msgspec.Struct, frozen=True, kw_only=True):
    """One training of the file: `before` is None for a new programme, `cohort_before` for a new cohort.

    `others` are the programme's cohorts that the file does not speak of. `touched` and `left_alone` name fields.
    """

    before: KeptProgramme | None
    after: KeptProgramme
    cohort_before: KeptCohort | None
    cohort: KeptCohort
    others: tuple[KeptCohort, ...]
    touched: tuple[str, ...]
    left_alone: tuple[str, ...]


def plan_programme(
    entry: TrainingEntry,
    kept: KeptProgramme | None,
    cohorts: Sequence[KeptCohort],
    taken: Collection[str],
    move_years: int | None,
) -> ProgrammePlan:
    """Merge one training of the file with what is kept. `taken` are the slugs of all cohorts.

    Another year in the file is another cohort. `move_years` None: each cohort keeps its own shift.
    """
    after, touched, left_alone = _course(entry, kept)
    before = _cohort_of(entry, cohorts, move_years)
    cohort, more_touched, more_left = _cohort(entry, after, before, taken, move_years)
    return ProgrammePlan(
        before=kept,
        after=after,
        cohort_before=before,
        cohort=cohort,
        others=tuple(one for one in cohorts if before is None or one.id != before.id),
        touched=touched + more_touched,
        left_alone=left_alone + more_left,
    )


def _course(entry: TrainingEntry, kept: KeptProgramme | None) -> tuple[KeptProgramme, tuple[str, ...], tuple[str, ...]]:
    wanted = as_json(msgspec.convert(entry, CourseFields, from_attributes=True))
    if kept is None:
        return _kept_programme(wanted, wanted, uuid7(), entry.slug), tuple(wanted), ()
    now = as_json(msgspec.convert(kept, CourseFields, from_attributes=True))
    bound = ({"seats_from", "seats_to"}, {"duration_weeks", "duration_days"})
    merged = merge(now, kept.loaded or {}, wanted, COURSE_FIELDS, bound)
    after = _kept_programme(merged.values, wanted, kept.id, kept.slug)
    return after, merged.changed, merged.left_alone


def _kept_programme(
    values: dict[str, Any],
    loaded: dict[str, Any],
    id: UUID,  # noqa: A002  # the row's id
    slug: str,
) -> KeptProgramme:
    fields = msgspec.convert(values, CourseFields)
    return KeptProgramme(**{name: getattr(fields, name) for name in COURSE_FIELDS}, id=id, slug=slug, loaded=loaded)


def _cohort_of(entry: TrainingEntry, cohorts: Sequence[KeptCohort], move_years: int | None) -> KeptCohort | None:
    """The one that this entry brought before; else one that a person made for the same year."""
    year = entry.when.known_year
    slug = f"{entry.slug}-{year + (move_years or 0)}"
    return next(
        (one for one in cohorts if one.source_year == year),
        next((one for one in cohorts if one.source_year is None and one.slug == slug), None),
    )


def _cohort(
    entry: TrainingEntry,
    programme: KeptProgramme,
    kept: KeptCohort | None,
    taken: Collection[str],
    move_years: int | None,
) -> tuple[KeptCohort, tuple[str, ...], tuple[str, ...]]:
    years = move_years if move_years is not None else kept.moved_years if kept else 0
    held = Held(when=entry.when.moved(years), timezone=entry.timezone)
    wanted = as_json(held)
    source: dict[str, Any] = {
        "source_year": entry.when.known_year,
        "loaded": wanted,
        "moved_years": years,
        "original_when": entry.when if years else None,
    }
    if kept is None:
        new = KeptCohort(
            when=held.when,
            timezone=held.timezone,
            id=uuid7(),
            programme_id=programme.id,
            slug=_slug(f"{programme.slug}-{held.when.known_year}", taken),
            published=True,
            cancelled_at=None,
            revision=0,
            **source,
        )
        return new, ("cohort",), ()
    now = as_json(Held(when=kept.when, timezone=kept.timezone))
    merged = merge(now, kept.loaded or {}, wanted, HELD_FIELDS, [set(HELD_FIELDS)])
    after = msgspec.convert(merged.values, Held)
    changed = msgspec.structs.replace(kept, when=after.when, timezone=after.timezone, **source)
    return changed, merged.changed, merged.left_alone


def _slug(wanted: str, taken: Collection[str]) -> str:
    """With -2, -3 where a cohort of that programme and year exists, which another year of the file brought."""
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def tellable(programme: KeptProgramme, cohort: KeptCohort) -> Tellable:
    """What others are told of the cohort: what it has of its own stands before what its programme says."""
    facts = {name: getattr(programme, name) for name in COURSE_FIELDS}
    own = {name: getattr(cohort, name) for name in OWN_FACTS if getattr(cohort, name) is not None}
    return Tellable(
        **facts | own,
        id=cohort.id,
        slug=cohort.slug,
        when=cohort.when,
        timezone=cohort.timezone,
        original_when=cohort.original_when,
        cancelled=cohort.cancelled_at is not None,
        published=cohort.published,
    )
