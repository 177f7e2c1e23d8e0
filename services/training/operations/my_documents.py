"""Documents of a place, by the personal link: what organizers put to be read, and what participants send."""

from collections.abc import Mapping
from uuid import UUID

import asyncpg
import msgspec

from services.training.domain.desk import DeskCohort
from services.training.domain.document import Document
from services.training.domain.participant import Participant, PlaceStatus
from services.training.domain.place_files import PlaceFile, delete_after, problem_of, too_large
from services.training.domain.stored_file import StoredFile
from services.training.operations import uploads
from services.training.operations.my_place import by_token
from services.training.operations.my_stay import open_place
from services.training.store import desk, documents, files
from shared.db import Tx
from shared.errors import Conflict, Gone, Invalid, NotFound, Problem, TooLarge
from shared.files.cabinet import Arriving
from shared.house import House
from shared.i18n.mark import mark

_NONE = mark("Choose at least one file")
_CHANGED = mark("The same file was sent a moment ago from another window. Load the page again.")
_GIVEN_UP = mark("Your place in this course is given up, so its documents are not shown any more.")


class MyDocuments(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to read, and by its kind what was sent. `may_send`: the course is not over."""

    participant: Participant
    cohort: DeskCohort
    documents: tuple[Document, ...]
    sent: Mapping[str, StoredFile]
    files: Mapping[UUID, StoredFile]
    may_send: bool


async def show(house: House, token: str) -> MyDocuments:
    """Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        participant = await _holder(house, tx, token)
        cohort = await desk.by_id(tx, participant.cohort_id)
        assert cohort is not None, "a place refers to its cohort"
        found = tuple(await documents.for_participant(tx, cohort.id, participant.id))
        kept = await files.of_owners(tx, [participant.file_owner, *(each.file_owner for each in found)])
    by_owner = {each.owner: each for each in kept}
    return MyDocuments(
        participant=participant,
        cohort=cohort,
        documents=found,
        sent={each.kind: each for each in kept if each.owner == participant.file_owner},
        files={each.id: by_owner[each.file_owner] for each in found if each.file_owner in by_owner},
        may_send=cohort.state(tx.now) == "ahead",
    )


async def send(house: House, token: str, arrived: Mapping[PlaceFile, Arriving]) -> None:
    """Each takes the place of the one before it. Raises NotFound, Gone, Invalid (TooLarge), Conflict."""
    _check(arrived)
    replaced: list[UUID] = []
    try:
        async with house.db.transaction() as tx:
            participant, cohort = await open_place(house, tx, token, locked=True)
            for kind, each in arrived.items():
                replaced += await uploads.keep(
                    house,
                    tx,
                    each,
                    owner=participant.file_owner,
                    kind=kind,
                    by=participant.file_owner,
                    delete_after=delete_after(cohort.over_at),
                )
    except asyncpg.UniqueViolationError as error:
        raise Conflict(_CHANGED) from error
    house.cabinet.delete(replaced)


async def take_away(house: House, token: str, kind: str) -> None:
    """What was sent is gone. Twice is once. Raises NotFound, Gone."""
    async with house.db.transaction() as tx:
        participant = await _holder(house, tx, token)
        gone = await files.delete(tx, participant.file_owner, kind)
    house.cabinet.delete(gone)


async def open_own(house: House, token: str, kind: str) -> uploads.Opened:
    """What they sent. Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        participant = await _holder(house, tx, token)
        return await uploads.open_file(house, tx, participant.file_owner, kind)


async def open_document(house: House, token: str, id: UUID) -> uploads.Opened:  # noqa: A002  # the row's id
    """What was put for them. Raises NotFound, Gone."""
    async with house.db.reading() as tx:
        participant = await _holder(house, tx, token)
        found = await documents.for_participant(tx, participant.cohort_id, participant.id)
        document = next((each for each in found if each.id == id), None)
        if document is None:
            raise NotFound(uploads.NO_FILE)
        return await uploads.open_file(house, tx, document.file_owner, "file")


def _check(arrived: Mapping[PlaceFile, Arriving]) -> None:
    if not arrived:
        raise Invalid([Problem(PlaceFile.INSURANCE, _NONE)])
    large = [too_large(kind, each.size, each.limit) for kind, each in arrived.items() if each.too_large]
    wrong = [problem_of(kind, each.size, each.kind) for kind, each in arrived.items() if not each.too_large]
    problems = [*large, *(each for each in wrong if each is not None)]
    if problems:
        raise (TooLarge if large else Invalid)(problems)


async def _holder(house: House, tx: Tx, token: str) -> Participant:
    participant = await by_token(house, tx, token)
    if participant.status is not PlaceStatus.CONFIRMED:
        raise Gone(_GIVEN_UP, code="given-up")
    return participant
