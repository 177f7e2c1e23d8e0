"""A draft as it is read and kept: nobody overwrites another's change unseen, and the audit trail has old and new."""

from collections.abc import Sequence
from uuid import UUID

from services.training.domain.surveys import survey_form
from services.training.domain.surveys.bank import BankQuestion
from services.training.domain.surveys.desk import DeskSurvey
from services.training.domain.surveys.item_form import body_of
from services.training.domain.surveys.questions import Question
from services.training.domain.surveys.survey import State
from services.training.domain.surveys.survey_form import Settings
from services.training.store.surveys import building
from shared.db import Tx
from shared.errors import Conflict, NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

NO_SURVEY = mark("There is no such survey. Look for it in the list of surveys.")
NO_QUESTION = mark("There is no such question in this survey.")
FROZEN = mark("Only a draft can be changed. Take the survey back first; once it has opened, its questions stay.")
STALE = mark("Somebody else changed this survey meanwhile. What you wrote is still here: keep it once more.")


async def show(house: House, actor: Staff, id: UUID) -> DeskSurvey:  # noqa: A002  # the row's id
    """Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        return await find(tx, id)


async def find(tx: Tx, id: UUID) -> DeskSurvey:  # noqa: A002  # the row's id
    """Raises NotFound."""
    survey = await building.by_id(tx, id)
    if survey is None:
        raise NotFound(NO_SURVEY)
    return survey


def question(survey: DeskSurvey, key: str) -> Question:
    """Raises NotFound."""
    found = next((item for item in survey.items if item.key == key), None)
    if found is None:
        raise NotFound(NO_QUESTION)
    return found


def as_taken(item: Question) -> BankQuestion:
    """As the bank would have it."""
    return BankQuestion(key=item.key, version=1, question=item, tags=(), retired_at=None)


async def draft_of(tx: Tx, id: UUID) -> DeskSurvey:  # noqa: A002
    """Raises NotFound, Conflict `frozen` where it is no draft."""
    survey = await find(tx, id)
    if survey.state is not State.DRAFT:
        raise Conflict(FROZEN, code="frozen")
    return survey


def settings_of(survey: DeskSurvey) -> Settings:
    """All but its questions."""
    return Settings(**{name: getattr(survey, name) for name in Settings.__struct_fields__})


async def keep(
    tx: Tx, actor: Staff, before: DeskSurvey, items: tuple[Question, ...], settings: Settings | None = None
) -> None:
    """With what changed, old and new, in the audit trail; where nothing did, nothing. Raises Conflict `stale`."""
    wanted = settings or settings_of(before)
    old = trail_of(settings_of(before), before.items)
    new = trail_of(wanted, items)
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if not changed:
        return
    if not await building.change(tx, before, wanted, items):
        raise Conflict(STALE, code="stale")
    await record(
        tx, actor.trail, "survey.changed", f"survey:{before.id}",
        old={name: old.get(name, "") for name in changed}, new={name: new.get(name, "") for name in changed},
    )  # fmt: skip


def trail_of(settings: Settings, items: Sequence[Question]) -> dict[str, str]:
    """A survey in words for the audit trail: the order of its questions, and each one's fields."""
    body: dict[str, str | list[str]] = survey_form.body_of(settings) | {"questions": [item.key for item in items]}
    for item in items:
        body |= {f"{item.key} {name}": value for name, value in body_of(item).items()}
        body[f"{item.key} bank"] = f"{item.bank.key} {item.bank.version}" if item.bank else ""
    return {name: value if isinstance(value, str) else ", ".join(value) for name, value in body.items() if value}
