"""Documents that organizers put for the participants of a cohort: links and files, for everybody or for one."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.training.domain.desk import DeskCohort
from services.training.domain.document import Document, fields_of, read_document
from services.training.domain.participant import Participant
from services.training.domain.place_files import DOCUMENT, delete_after, problem_of, too_large
from services.training.domain.stored_file import StoredFile
from services.training.operations import uploads
from services.training.operations.access import locked, visible
from services.training.store import documents, files, participants
from shared.db import Tx
from shared.errors import Invalid, NotFound, TooLarge
from shared.files.cabinet import Arriving
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

_GONE = mark("This document was taken away already.")


class Documents(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was put, with the file of each that is one."""

    cohort: DeskCohort
    people: tuple[Participant, ...]
    documents: tuple[Document, ...]
    files: Mapping[UUID, StoredFile]


async def show(house: House, actor: Staff, slug: str) -> Documents:
    """Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        cohort = await visible(tx, actor, slug)
        found = tuple(await documents.of_cohort(tx, cohort.id))
        kept = {each.owner: each for each in await files.of_owners(tx, [each.file_owner for each in found])}
        people = tuple(await participants.of_cohort(tx, cohort.id))
    own = {each.id: kept[each.file_owner] for each in found if each.file_owner in kept}
    return Documents(cohort=cohort, people=people, documents=found, files=own)


async def put(house: House, actor: Staff, slug: str, body: Mapping[str, object], arrived: Arriving | None) -> Document:
    """`title`, `participant` ("" for everybody) and either `url` or a file. Raises Forbidden, NotFound, Invalid."""
    form = fields_of(body)
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        people = [each.id for each in await participants.of_cohort(tx, cohort.id)]
        fields = read_document(form, people, with_file=arrived is not None)
        if arrived is not None and arrived.too_large:
            raise TooLarge([*form.problems, too_large(DOCUMENT, arrived.size, arrived.limit)])
        wrong = problem_of(DOCUMENT, arrived.size, arrived.kind) if arrived is not None else None
        if wrong is not None:
            raise Invalid([*form.problems, wrong])
        form.check()
        made = await documents.insert(tx, cohort.id, fields)
        if arrived is not None:
            after = delete_after(cohort.over_at)
            await uploads.keep(
                house, tx, arrived, owner=made.file_owner, kind=DOCUMENT, by=actor.trail, delete_after=after
            )
        await record(tx, actor.trail, "document.put", f"cohort:{cohort.id}", new={"title": made.title})
        return made


async def take_away(house: House, actor: Staff, slug: str, id: UUID) -> None:  # noqa: A002  # the row's id
    """Nobody reads it any more. Raises Forbidden, NotFound."""
    async with house.db.transaction() as tx:
        cohort = await locked(tx, actor, slug)
        document = await _of(tx, cohort, id)
        await documents.delete(tx, document)
        gone = await files.delete_of(tx, document.file_owner)
        await record(tx, actor.trail, "document.taken_away", f"cohort:{cohort.id}", old={"title": document.title})
    house.cabinet.delete(gone)


async def open_file(house: House, actor: Staff, slug: str, id: UUID) -> uploads.Opened:  # noqa: A002
    """Raises Forbidden, NotFound, Gone."""
    require(actor, Role.ORGANIZER)
    async with house.db.reading() as tx:
        document = await _of(tx, await visible(tx, actor, slug), id)
        return await uploads.open_file(house, tx, document.file_owner, DOCUMENT)


async def _of(tx: Tx, cohort: DeskCohort, id: UUID) -> Document:  # noqa: A002  # the row's id
    found = next((each for each in await documents.of_cohort(tx, cohort.id) if each.id == id), None)
    if found is None:
        raise NotFound(_GONE)
    return found
