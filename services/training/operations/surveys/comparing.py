"""Results side by side: the sessions of a cohort by trainer or module, and cohorts by the questions of the bank."""

from collections import Counter
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.surveys.about import About
from services.training.domain.surveys.answer_readers import said
from services.training.domain.surveys.compared import Compared, compared, of_bank
from services.training.domain.surveys.questions import BankRef
from services.training.domain.surveys.results import Results, results_of
from services.training.domain.surveys.survey import Survey
from services.training.operations.access import NO_COHORT
from services.training.operations.hands import Hands
from services.training.operations.surveys.readers import SEVERAL, SIGN_IN, admit, own_sessions
from services.training.operations.surveys.twice import rules_for
from services.training.store import cohorts
from services.training.store.surveys import results
from shared.db import Tx
from shared.errors import Forbidden, NotFound, SignInNeeded
from shared.house import House
from shared.i18n.formats import plain_day
from shared.identity.roles import require
from shared.identity.staff import Role


class By(StrEnum):
    """How the surveys of a cohort's sessions are put together."""

    SESSION = "session"
    TRAINER = "trainer"
    MODULE = "module"


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """`surveys` are those it is made of. `nobody`: some are about sessions without a trainer, or without a module."""

    title: str
    surveys: tuple[tuple[Survey, About], ...]
    lines: tuple[Compared, ...]
    nobody: bool


async def sessions_of(house: House, hands: Hands, slug: str, by: By, language: str) -> Comparison:
    """Of a cohort; for a trainer their own sessions only. Two of one title are told apart by their day, in the reader's
    language. Raises SignInNeeded, Gone, Forbidden, NotFound."""
    if hands.staff is None and not hands.links:
        raise SignInNeeded(SIGN_IN)
    async with house.db.reading() as tx:
        cohort = await cohorts.by_slug(tx, slug)
        if cohort is None:
            raise NotFound(NO_COHORT)
        surveys = await results.sessions_of_cohort(tx, cohort.id)
        if hands.staff is not None and hands.staff.role is not Role.TRAINER:
            require(hands.staff, Role.ORGANIZER, Role.VIEWER)
        else:
            own = await own_sessions(tx, hands, cohort.id)
            if not own and hands.staff is None:
                raise Forbidden(SEVERAL)
            surveys = [each for each in surveys if each.session_id in own]
        about = await results.about(tx, [each.id for each in surveys])
        sessions = Counter(title for title, _ in {(each.occasion, each.starts) for each in about.values()})
        labels = {id_: _labels(each, by, language, alone=sessions[each.occasion] == 1) for id_, each in about.items()}
        every = await _results(tx, surveys)
        lines = compared([(labels[each.id], every[each.id]) for each in surveys])
    nobody = not all(labels.values())
    found = tuple((each, about[each.id]) for each in surveys)
    return Comparison(title=cohort.title, surveys=found, lines=tuple(lines), nobody=nobody)


async def cohorts_beside(house: House, hands: Hands, survey_id: UUID, language: str) -> Comparison:
    """A survey beside all that took the same version of a question of the bank; titles in the reader's language.

    Raises SignInNeeded, Gone, Forbidden, NotFound.
    """
    async with house.db.reading() as tx:
        survey = await admit(tx, hands, survey_id)
        if hands.staff is None:
            raise SignInNeeded(SIGN_IN)
        require(hands.staff, Role.ORGANIZER, Role.VIEWER)
        refs: list[BankRef] = [each.bank for each in survey.items if each.bank]
        surveys = await results.with_bank(tx, refs) if refs else []
        about = await results.about(tx, [survey.id, *(each.id for each in surveys)])
        every = await _results(tx, surveys)
        surveys = [each for each in surveys if every[each.id].shown()]
        labels = _apart(surveys, about, language)
        lines = of_bank(compared([(labels[each.id], every[each.id]) for each in surveys]))
    found = tuple((each, about[each.id]) for each in surveys)
    return Comparison(title=about[survey.id].occasion, surveys=found, lines=tuple(lines), nobody=False)


def _labels(about: About, by: By, language: str, *, alone: bool) -> list[str]:
    """`alone`: no other session has its title."""
    if by is By.TRAINER:
        return list(about.trainers)
    if by is By.MODULE:
        return [about.module] if about.module else []
    if alone or about.starts is None:
        return [about.occasion]
    return [f"{about.occasion} ({plain_day(about.starts.date(), language)}, {about.starts:%H:%M})"]


def _apart(surveys: list[Survey], about: dict[UUID, About], language: str) -> dict[UUID, list[str]]:
    """Two surveys of one title and cohort that opened on one day are numbered."""
    seen: Counter[str] = Counter()
    found = {}
    for each in surveys:
        label = _occasion(each, about[each.id], language)
        seen[label] += not each.session_id
        found[each.id] = [f"{label} ({seen[label]})" if seen[label] > 1 else label]
    return found


def _occasion(survey: Survey, about: About, language: str) -> str:
    """Sessions of a cohort count together; of other surveys each stands alone, told apart by its title and the
    day it opened, by the clock of what it is about.
    """
    if survey.session_id:
        return f"{about.course} ({about.slug})"
    name = f"{about.occasion} ({about.slug})" if about.slug else about.occasion
    title = said(survey.title, language)
    if not survey.opens_at:
        return f"{name}: {title}"
    opened = survey.opens_at.astimezone(ZoneInfo(about.timezone or "Etc/UTC"))
    return f"{name}: {title}, {plain_day(opened.date(), language)}"


async def _results(tx: Tx, surveys: list[Survey]) -> dict[UUID, Results]:
    """By survey, as each shows them by itself."""
    responses = await results.responses(tx, [each.id for each in surveys])
    rules = await rules_for(tx, surveys)
    return {each.id: results_of(each.items, responses[each.id], [], rules[each.id]) for each in surveys}
