"""Who is asked: everybody with a place, or who came; of a session those of its groups who were not noted as away."""

from collections.abc import Iterable
from uuid import UUID

from services.training.domain.attendance import State, standings
from services.training.domain.surveys.survey import Survey
from services.training.operations.places import person_of
from services.training.store import attendance, participants, sessions
from services.training.store.surveys import invitations
from shared.contracts.common import Person
from shared.db import Tx

AWAY = (State.ABSENT, State.EXCUSED)


async def asked(tx: Tx, survey: Survey) -> dict[UUID, Person]:
    """Of a session whoever was noted as away is left out; where nobody was noted, everybody is asked."""
    if survey.activity_key is not None:
        return await invitations.of_activity(tx, survey.activity_key)
    assert survey.cohort_id is not None, "a survey is about a cohort or an event"
    people = [each for each in await participants.of_cohort(tx, survey.cohort_id) if each.official.name]
    if survey.session_id is not None:
        session = await sessions.by_id(tx, survey.session_id)
        assert session is not None, "a survey refers to its session"
        away = await _away(tx, session.id)
        people = [each for each in people if session.is_for(each.group_key) and each.id not in away]
    return {each.id: person_of(each) for each in people}


async def entitled(tx: Tx, survey: Survey) -> set[UUID]:
    """Whose invitation stands: everybody with a place, or who came. One who was away after all keeps theirs."""
    if survey.activity_key is not None:
        return set(await invitations.of_activity(tx, survey.activity_key))
    assert survey.cohort_id is not None, "a survey is about a cohort or an event"
    return {each.id for each in await participants.of_cohort(tx, survey.cohort_id)}


async def known(tx: Tx, survey: Survey, ids: Iterable[UUID]) -> dict[UUID, Person]:
    """How these are written to, also who has no place any more; whoever was forgotten is left out."""
    if survey.activity_key is not None:
        people = await invitations.of_activity(tx, survey.activity_key)
    else:
        assert survey.cohort_id is not None, "a survey is about a cohort or an event"
        everybody = await participants.of_cohort(tx, survey.cohort_id, None)
        people = {each.id: person_of(each) for each in everybody if each.official.name}
    return {id_: people[id_] for id_ in ids if id_ in people}


async def _away(tx: Tx, session_id: UUID) -> set[UUID]:
    found = standings(await attendance.of_session(tx, session_id))
    return {person for (_, person), each in found.items() if not each.conflict and each.says.state in AWAY}
