"""Answering by the personal link: what its page shows, and the one transaction that takes the answers in."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from services.training.domain.surveys.answering import check, split
from services.training.domain.surveys.asking import Occasion, Phase, phase
from services.training.domain.surveys.box import Boxed
from services.training.domain.surveys.questions import Texts
from services.training.domain.surveys.survey import Survey
from services.training.operations.surveys import letters, mix, pairs
from services.training.operations.surveys.tend import BELL
from services.training.store.surveys import invitations, live, mixed
from services.training.store.surveys.invitations import Invitation
from shared.db import Tx
from shared.errors import Conflict, Gone, Invalid, NotFound
from shared.house import House
from shared.i18n.mark import mark

_NO_SURVEY = mark("There is no such survey. Open the link from your newest mail again.")
_REPLACED = mark("This link was replaced by a newer one. Open the link from your newest mail.")
_SOON = mark("This survey has not opened yet.")
_CLOSED = mark("This survey has closed. What comes now can no longer be counted.")


class MySurvey(msgspec.Struct, frozen=True, kw_only=True):
    """A survey as somebody meets it by their own link. `too_few`: it has closed, and not enough people answered for
    anything to be shown.
    """

    survey: Survey
    occasion: Occasion
    phase: Phase
    answered: bool
    too_few: bool
    now: datetime


class ToAnswer(msgspec.Struct, frozen=True):
    """A survey that waits for somebody, what it is about, and the path of their own link."""

    title: Texts
    languages: tuple[str, ...]
    occasion: Occasion
    closes_at: datetime
    path: str


async def show(house: House, token: str) -> MySurvey:
    """Changes nothing. Raises NotFound, Gone for a link that was replaced."""
    async with house.db.reading() as tx:
        invitation = await _invitation(house, tx, token)
        survey = await live.by_id(tx, invitation.survey_id)
        assert survey is not None, "an invitation is to a survey"
        stands = phase(survey, tx.now)
        closed = stands is Phase.CLOSED
        return MySurvey(
            survey=survey,
            occasion=await live.occasion(tx, survey.id),
            phase=stands,
            answered=invitation.answered,
            too_few=closed and survey.anonymous and await _destroyed(tx, survey),
            now=tx.now,
        )


async def answer(house: House, token: str, raw: Mapping[str, object], language: str) -> bool:
    """Once for each link: False where it has been answered before, and then nothing of this is taken.

    The invitation's mark and the answers are written together or not at all. Raises Invalid, Conflict (not open yet,
    closed), NotFound, Gone.
    """
    async with house.db.transaction() as tx:
        invitation = await _invitation(house, tx, token)
        survey = await live.shared(tx, invitation.survey_id)
        assert survey is not None, "an invitation is to a survey"
        if invitation.answered:
            return False
        _check_open(phase(survey, tx.now))
        answers, problems = check(survey.items, raw, language=language)
        if problems:
            raise Invalid(problems)
        if not await invitations.mark(tx, invitation.id):
            return await _still_there(tx, invitation.id)
        rest, words = split(survey.items, answers)
        pseudonym = await pairs.pseudonym(house, tx, survey, invitation.person_id)
        boxed = Boxed(rest, tuple(words), pseudonym)
        if survey.anonymous:
            await mix.put(house, tx, survey, boxed)
        else:
            await mixed.keep_named(tx, survey.id, invitation.id, boxed)
        tx.ring(BELL)
        return True


async def waiting_for(house: House, tx: Tx, person_id: UUID) -> list[ToAnswer]:
    """Surveys that somebody has not answered yet, the first to close on top."""
    found = await invitations.waiting(tx, person_id)
    about = await live.occasions(tx, [each.survey_id for each in found])
    return [
        ToAnswer(
            each.title,
            each.languages,
            about[each.survey_id],
            each.closes_at,
            letters.path(house, each.id, each.link_version),
        )
        for each in found
    ]


async def _invitation(house: House, tx: Tx, token: str) -> Invitation:
    id_, version = house.links.read(letters.LINK, token)
    invitation = await invitations.by_id(tx, id_)
    if invitation is None:
        raise NotFound(_NO_SURVEY)
    if invitation.link_version != version:
        raise Gone(_REPLACED, code="link-replaced")
    return invitation


async def _still_there(tx: Tx, id_: UUID) -> bool:
    """It was marked meanwhile, or taken back. Raises NotFound for the latter."""
    if await invitations.by_id(tx, id_) is None:
        raise NotFound(_NO_SURVEY)
    return False


async def _destroyed(tx: Tx, survey: Survey) -> bool:
    return not await mixed.released(tx, survey.id) and not await mixed.box(tx, survey.id)


def _check_open(stands: Phase) -> None:
    if stands is Phase.SOON:
        raise Conflict(_SOON, code="not-open")
    if stands is Phase.CLOSED:
        raise Conflict(_CLOSED, code="closed")
