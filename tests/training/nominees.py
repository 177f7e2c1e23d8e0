"""Calls, coordinators and nominations for tests of training."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.training.domain.call import Call, CallFields, Criterion, Question, QuestionKind, Quota, QuotaBy
from services.training.domain.coordinator import Asking, Coordinator
from services.training.domain.nomination import Nomination, NominationFields, State
from services.training.domain.participant import Official
from services.training.store import calls, coordinators, nominations, organisations
from shared.contracts.training import OrganisationPut
from shared.house import House
from shared.ids import uuid7

QUESTION = Question("project", "Which project do you bring?", QuestionKind.LONG, required=True)


def call_fields(**changes: Any) -> CallFields:
    """Open from 1 February to 31 March 2027, 18:00 in Seoul."""
    values: dict[str, Any] = {
        "opens": datetime(2027, 2, 1, 9),
        "closes": datetime(2027, 3, 31, 18),
        "timezone": "Asia/Seoul",
        "text": "Cities nominate officials who run digital services.",
        "questions": (QUESTION,),
        "criteria": (Criterion("relevance", "Relevance of the work", 2, 5), Criterion("effect", "Effect", 1, 5)),
        "quotas": (Quota(QuotaBy.GENDER, "female", at_least=2), Quota(QuotaBy.REGION, "*", at_most=3)),
        "per_organisation": 3,
        "accept_days": 7,
    }
    return CallFields(**{**values, **changes})


async def call(house: House, cohort_id: UUID, **changes: Any) -> Call:
    """The call of a cohort."""
    async with house.db.transaction() as tx:
        assert await calls.insert(tx, cohort_id, call_fields(**changes))
        made = await calls.of_cohort(tx, cohort_id)
    assert made is not None
    return made


async def organisation(house: House, name: str = "Nairobi", **changes: Any) -> UUID:
    """A member city of the directory."""
    values: dict[str, Any] = {"id": uuid7(), "revision": 1, "name": name, "type": "city", "country": "KE",
                              "region": "africa"}  # fmt: skip
    told = OrganisationPut(**{**values, **changes})
    async with house.db.transaction() as tx:
        assert await organisations.put(tx, told)
    return told.id


async def coordinator(house: House, organisation_id: UUID, email: str = "desk@nairobi.example") -> Coordinator:
    """Who may nominate for it, approved."""
    asking = Asking(
        email=email, name="Amina Wanjiru", language="en", timezone="Africa/Nairobi", organisation_id=organisation_id
    )
    async with house.db.transaction() as tx:
        id_ = await coordinators.tie(tx, asking)
        assert id_ is not None
        made = await coordinators.by_id(tx, id_)
    assert made is not None
    return made


def nominee(number: int = 1, **changes: Any) -> NominationFields:
    """Everything that is needed but the files."""
    values: dict[str, Any] = {
        "email": f"nominee{number}@example.org",
        "official": Official(name=f"Nominee {number:02}", job_title="Head of digital services"),
        "department": "ICT",
        "city": "Nairobi",
        "country": "KE",
        "motivation": "Runs the e-permit service.",
        "answers": {"project": "One portal for permits"},
        "signatory_name": "Jane Mwangi",
        "signatory_title": "Deputy mayor",
    }
    return NominationFields(**{**values, **changes})


async def draft(house: House, cohort_id: UUID, by: Coordinator, number: int = 1, **changes: Any) -> Nomination:
    """A draft, without files."""
    assert by.organisation_id is not None
    async with house.db.transaction() as tx:
        fields = nominee(number, **changes)
        id_ = await nominations.insert(tx, cohort_id, by.organisation_id, fields, by.id)
        made = await nominations.by_id(tx, id_)
    assert made is not None
    return made


async def submitted(
    house: House, cohort_id: UUID, by: Coordinator, number: int = 1, *, confirmed: bool = False, **changes: Any
) -> Nomination:
    """One that was sent, of which nobody was told; with `confirmed` the official has confirmed it."""
    made = await draft(house, cohort_id, by, number, **changes)
    async with house.db.transaction() as tx:
        assert await nominations.set_state(tx, made, State.SUBMITTED)
        after = await nominations.lock(tx, made.id)
        assert after is not None
        if confirmed:
            assert await nominations.set_state(tx, after, State.CONFIRMED)
            await nominations.set_confirmed(tx, made.id, confirmed=True)
            after = await nominations.by_id(tx, made.id)
    assert after is not None
    return after
