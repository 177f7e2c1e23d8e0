"""What trainers are told of their whole course: mail to each whose address is known, with the update of the course."""

from collections.abc import Iterable
from typing import Literal

from services.training.domain.calendar import OWNER
from services.training.domain.desk import DeskCohort
from services.training.domain.participant import HOME_ZONE
from services.training.domain.session import Trainer
from services.training.operations.places import item_key
from shared import outbox
from shared.contracts.common import Person
from shared.contracts.notify import Message, MessageSend
from shared.db import Tx

Template = Literal["teaching.moved", "teaching.cancelled"]


async def tell_trainers(tx: Tx, cohort: DeskCohort, trainers: Iterable[Trainer], template: Template) -> None:
    """Kept until the update of the course goes out, so that it names the date as it is then."""
    letters = [
        MessageSend(
            owner=OWNER,
            to=person_of(cohort, each),
            message=Message(template=template, key=f"{each.id}:{template}:{cohort.revision}"),
            item=item_key(cohort),
            with_update=True,
        )
        for each in trainers
        if each.email
    ]
    await outbox.put_many(tx, letters, to="notify")


def person_of(cohort: DeskCohort, trainer: Trainer) -> Person:
    """How notify knows them: in the zone they teach in."""
    return Person(
        email=trainer.email,
        name=trainer.name,
        native_name=trainer.native_name,
        native_name_language=trainer.native_name_language,
        timezone=cohort.timezone or HOME_ZONE,
    )
