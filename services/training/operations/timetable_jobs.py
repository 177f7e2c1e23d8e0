"""What others are told of a timetable: the sessions as calendar items, and what waits to be told to people."""

from collections.abc import Sequence
from datetime import timedelta

from services.training.domain.calendar import session_item
from services.training.domain.changes import told_of, worth_telling
from services.training.domain.desk import DeskCohort
from services.training.domain.session import Session, Trainer
from services.training.store import changes
from shared import outbox
from shared.db import Tx
from shared.house import House

BELL = "changes"


async def put_items(
    house: House, tx: Tx, cohort: DeskCohort, sessions: Sequence[Session], trainers: Sequence[Trainer]
) -> None:
    """Calendars take these sessions as they are; where the timetable is not shown, the desk's alone."""
    links = {trainer.id: trainer.link_version for trainer in trainers}
    url = house.url(f"/training/{cohort.slug}")
    gone = cohort.cancelled_at is not None
    shown = cohort.timetable_published and cohort.published and not gone
    items = [
        session_item(each, cohort=cohort.id, slug=cohort.slug, page_url=url, shown=shown, gone=gone, links=links)
        for each in sessions
    ]
    await outbox.put_many(tx, items, to="notify")


async def note(house: House, tx: Tx, cohort: DeskCohort, before: Session | None, after: Session) -> None:
    """People are told of this change when nothing more has changed for the quiet time."""
    if cohort.timetable_published and cohort.state(tx.now) == "ahead" and worth_telling(before, after, tx.now):
        told = told_of(before) if before is not None else None
        due = tx.now + timedelta(seconds=house.settings.update_quiet)
        await changes.keep(tx, cohort.id, after.id, told, due)
        tx.ring(BELL)
