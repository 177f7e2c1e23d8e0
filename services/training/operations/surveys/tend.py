"""What time and other people's acts lead to: surveys open and close, people are asked and reminded, answers mixed.

Everything about a survey happens under its lock, in one transaction. Done again it changes nothing.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from services.training.domain.surveys.asking import Occasion, reminders_due, span
from services.training.domain.surveys.mixing import shuffled
from services.training.domain.surveys.survey import BLOCK, State, Survey
from services.training.operations.surveys import letters, people
from services.training.operations.surveys.mix import all_may_go, mix, nobody_waits, shuffle
from services.training.operations.surveys.pairs import part_closed
from services.training.store.surveys import invitations, live
from services.training.store.surveys.invitations import Invitation
from shared import outbox
from shared.contracts.registration import DeskPut
from shared.db import Tx
from shared.house import House

log = logging.getLogger(__name__)

BELL = "surveys"


async def tend_due(house: House) -> None:
    """What is due at this instant."""
    async with house.db.reading() as tx:
        ids = await live.due(tx, BLOCK)
    await _each(house, ids)
    await part_closed(house)


async def tend_all(house: House) -> None:
    """Run every minute: times that moved, people who joined, reminders."""
    async with house.db.reading() as tx:
        ids = await live.alive(tx)
    await _each(house, ids)


async def clear_pages(house: House) -> None:
    """Run every few minutes: what was answered leaves people's own pages, in one go, so that no time stands there."""
    async with house.db.reading() as tx:
        ids = await live.to_unlist(tx)
    for id_ in ids:
        async with house.db.transaction() as tx:
            survey = await live.locked(tx, id_)
            if survey is not None and await _unlist(tx, survey) and survey.anonymous:
                await shuffle(house, tx, survey)


async def next_due(house: House) -> datetime | None:
    """When the next one opens or closes."""
    async with house.db.reading() as tx:
        return await live.next_due(tx)


async def _each(house: House, ids: Iterable[UUID]) -> None:
    """One that fails holds up none of the others."""
    for id_ in ids:
        try:
            async with house.db.transaction() as tx:
                await tend(house, tx, id_)
        except Exception:
            log.exception("a survey could not be tended", extra={"survey": str(id_)})


async def tend(house: House, tx: Tx, id_: UUID) -> None:
    """One survey as it should be at `tx.now`."""
    survey = await live.locked(tx, id_)
    if survey is None:
        return
    if survey.state is State.READY:
        survey = await _open(tx, survey, await live.occasion(tx, id_))
    if survey.state is State.OPEN:
        await _keep_open(house, tx, survey)
    elif survey.state is State.CLOSED and await mix(house, tx, survey, last=True):
        await shuffle(house, tx, survey)


async def _open(tx: Tx, survey: Survey, occasion: Occasion) -> Survey:
    """Times follow what it is about until the survey opens; past its end it never does."""
    times = span(survey.schedule, occasion)
    if times != (survey.opens_at, survey.closes_at) and (times or survey.opens_at):
        await live.set_span(tx, survey.id, times)
        survey = msgspec.structs.replace(
            survey, opens_at=times[0] if times else None, closes_at=times[1] if times else None
        )
    if times is None or not times[0] <= tx.now < times[1]:
        return survey
    await live.step(tx, survey.id, State.READY, State.OPEN)
    return msgspec.structs.replace(survey, state=State.OPEN)


async def _keep_open(house: House, tx: Tx, survey: Survey) -> None:
    occasion = await live.occasion(tx, survey.id)
    assert survey.closes_at is not None, "an open survey has an end"
    changed = False
    over = survey.closes_at <= tx.now
    if not over:
        changed = await _ask(house, tx, survey, occasion)
        over = occasion.begun(tx.now) and await _complete(house, tx, survey)
    if over:
        zone = ZoneInfo(occasion.timezone or "Etc/UTC")
        await live.close(tx, survey.id, min(survey.closes_at, tx.now).astimezone(zone).date())
        survey = msgspec.structs.replace(survey, state=State.CLOSED)
        changed = True
        await _unlist(tx, survey)
    if survey.anonymous:
        changed = await mix(house, tx, survey, last=over) or changed
        if changed:
            await _unlist(tx, survey)
            await shuffle(house, tx, survey)


async def _complete(house: House, tx: Tx, survey: Survey) -> bool:
    """Everyone has answered and nobody can join: so it closes, unless they are too few to be let out."""
    return await nobody_waits(tx, survey) and (not survey.anonymous or await all_may_go(house, tx, survey))


async def _ask(house: House, tx: Tx, survey: Survey, occasion: Occasion) -> bool:
    """Everybody who is to be asked and was not; who has lost their place is asked no more; the others are reminded."""
    invited = await invitations.of_survey(tx, survey.id)
    asked, stand = await people.asked(tx, survey), await people.entitled(tx, survey)
    gone = await invitations.take_back(tx, survey.id, [i.person_id for i in invited if i.person_id not in stand])
    due = reminders_due(survey, tx.now)
    new = await invitations.invite(tx, survey.id, shuffled(list(asked.keys() - {i.person_id for i in invited})), due)
    late = await invitations.remind(tx, survey.id, due)
    by_id = await people.known(tx, survey, [each.person_id for each in (*new, *late)])
    mails = [(each, "invitation", 1) for each in new] + [(each, "reminder", due) for each in late]
    found = [
        letters.letter(house, survey, occasion, by_id[to.person_id], to, kind=kind, number=number)
        for to, kind, number in mails
        if to.person_id in by_id
    ]
    await outbox.put_many(tx, found, to="notify")
    spoken = letters.facts_of(survey, occasion)
    items = [letters.listed(house, survey, spoken, by_id[to.person_id], to) for to in new if to.person_id in by_id]
    await outbox.put_many(tx, [*items, *_taken_off(gone)], to="registration")
    return bool(gone or new or late)


async def _unlist(tx: Tx, survey: Survey) -> bool:
    done = await invitations.unlist(tx, survey.id, everybody=survey.state is State.CLOSED)
    await outbox.put_many(tx, _taken_off(done), to="registration")
    return bool(done)


def _taken_off(rows: Iterable[Invitation]) -> list[DeskPut]:
    return shuffled([letters.unlisted(each) for each in rows])
