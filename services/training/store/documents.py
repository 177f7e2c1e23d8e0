"""What organizers put for participants to read."""

from uuid import UUID

from services.training.domain.document import Document, DocumentFields
from shared import sql as sql_files
from shared.db import Tx
from shared.ids import uuid7

sql = sql_files.load(__file__)
_of_cohort = sql.query("documents_of_cohort", Document)
_for = sql.query("documents_for", Document)
_insert = sql.command("insert_document")
_delete = sql.command("delete_document")


async def of_cohort(tx: Tx, cohort_id: UUID) -> list[Document]:
    """In the order in which they were put."""
    return await _of_cohort.all(tx, cohort_id)


async def for_participant(tx: Tx, cohort_id: UUID, participant_id: UUID) -> list[Document]:
    """Those for everybody and those for this person."""
    return await _for.all(tx, cohort_id, participant_id)


async def insert(tx: Tx, cohort_id: UUID, fields: DocumentFields) -> Document:
    made = Document(
        id=uuid7(),
        cohort_id=cohort_id,
        participant_id=fields.participant_id,
        title=fields.title,
        url=fields.url,
        added_at=tx.now,
    )
    await _insert.run(tx, made.id, made.cohort_id, made.participant_id, made.title, made.url, made.added_at)
    return made


async def delete(tx: Tx, document: Document) -> bool:
    """False where it was gone already."""
    return await _delete.run(tx, document.id, document.cohort_id) == 1
