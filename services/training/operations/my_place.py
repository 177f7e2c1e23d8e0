"""What somebody who has a place sees by their personal link: the course, their sessions, their calendar."""

from datetime import datetime

import msgspec

from services.training.domain.calendar import COURSE_CALENDAR
from services.training.domain.desk import DeskCohort
from services.training.domain.document import Document
from services.training.domain.participant import Participant, PlaceStatus
from services.training.domain.session import Group, Session, Trainer
from services.training.domain.stay import Stay
from services.training.operations.places import LINK
from services.training.operations.surveys.answer import ToAnswer, waiting_for
from services.training.store import desk, documents, participants, sessions, staffing, stays
from shared.db import Tx
from shared.errors import Gone, NotFound
from shared.house import House
from shared.i18n.mark import mark

_NO_PLACE = mark("There is no such place in a course. Open the link from your newest mail again.")
_FORGOTTEN = mark("Five years after the course we deleted what this link led to, as our privacy page says.")
_REPLACED = mark("This link was replaced by a newer one. Open the link from your newest mail.")


class MyPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its course. `sessions` are those of the person's group, none until the timetable is published.

    `calendar_path` is the address of a calendar that follows them; `documents` are there to be read,
    `surveys` wait for an answer; read at `now`.
    """

    participant: Participant
    cohort: DeskCohort
    sessions: tuple[Session, ...]
    groups: tuple[Group, ...]
    trainers: tuple[Trainer, ...]
    token: str
    calendar_path: str
    stay: Stay
    documents: tuple[Document, ...]
    surveys: tuple[ToAnswer, ...]
    now: datetime

    @property
    def open(self) -> bool:
        """Something may still be told for it, or the place given up."""
        return self.has_place and self.cohort.state(self.now) == "ahead"

    @property
    def has_place(self) -> bool:
        return self.participant.status is PlaceStatus.CONFIRMED

    @property
    def group(self) -> str:
        """The name of their group, "" where the course is not parted."""
        return next((group.name for group in self.groups if group.key == self.participant.group_key), "")


async def show(house: House, token: str) -> MyPlace:
    """Raises NotFound for a token that is none, Gone for one that was replaced or whose time is over."""
    async with house.db.reading() as tx:
        participant = await by_token(house, tx, token)
        cohort = await desk.by_id(tx, participant.cohort_id)
        assert cohort is not None, "a place refers to its cohort"
        shown = cohort.timetable_published and participant.status is PlaceStatus.CONFIRMED
        every = await sessions.of_cohort(tx, cohort.id) if shown else []
        return MyPlace(
            participant=participant,
            cohort=cohort,
            sessions=tuple(session for session in every if session.is_for(participant.group_key)),
            groups=tuple(await staffing.groups(tx, cohort.id)),
            trainers=tuple(await staffing.trainers(tx, cohort.id)),
            token=token,
            calendar_path=_calendar_path(house, participant) if shown else "",
            stay=await stays.of(tx, participant.id),
            documents=tuple(await documents.for_participant(tx, cohort.id, participant.id)),
            surveys=tuple(await waiting_for(house, tx, participant.id)),
            now=tx.now,
        )


async def by_token(house: House, tx: Tx, token: str) -> Participant:
    """Whose link this is. Raises NotFound, Gone."""
    id_, version = house.links.read(LINK, token)
    participant = await participants.by_id(tx, id_)
    if participant is None:
        raise NotFound(_NO_PLACE)
    if not participant.official.name:
        raise Gone(_FORGOTTEN)
    if version != participant.link_version:
        raise Gone(_REPLACED, code="link-replaced")
    return participant


def _calendar_path(house: House, participant: Participant) -> str:
    return f"/calendar/courses/{house.links.token(COURSE_CALENDAR, participant.id, participant.link_version)}.ics"
