"""The answers to a survey that is not anonymous, with the names of who gave them. For organizers alone."""

from uuid import UUID

import msgspec

from services.training.domain.surveys.about import About
from services.training.domain.surveys.named import Named, named_of
from services.training.domain.surveys.survey import Survey
from services.training.operations.surveys import people
from services.training.operations.surveys.readers import NO_SURVEY
from services.training.store.surveys import invitations, live, results
from shared.db import Tx
from shared.errors import NotFound
from shared.house import House
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff


class Told(msgspec.Struct, frozen=True):
    """The survey, what it is about, and who answered it, by name."""

    survey: Survey
    about: About
    people: tuple[Named, ...]


async def show(house: House, actor: Staff, survey_id: UUID) -> Told:
    """Raises Forbidden, NotFound (an anonymous survey has no such answers)."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await _told(tx, survey_id)


async def export(house: House, actor: Staff, survey_id: UUID) -> Told:
    """Who takes people's data out is in the audit trail. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        found = await _told(tx, survey_id)
        await record(tx, actor.trail, "survey.answers_exported", f"survey:{survey_id}")
        return found


async def _told(tx: Tx, survey_id: UUID) -> Told:
    survey = await live.by_id(tx, survey_id)
    if survey is None or survey.anonymous:
        raise NotFound(NO_SURVEY)
    invited = {each.id: each.person_id for each in await invitations.of_survey(tx, survey_id)}
    known = await people.known(tx, survey, set(invited.values()))
    by_invitation = {id_: (person, known[person]) for id_, person in invited.items() if person in known}
    responses = await results.responses(tx, [survey_id])
    words = await results.words(tx, [survey_id])
    about = await results.about(tx, [survey_id])
    return Told(survey, about[survey_id], tuple(named_of(by_invitation, responses[survey_id], words[survey_id])))
