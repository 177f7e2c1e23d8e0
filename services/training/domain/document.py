"""What organizers put for participants to read: a link, or a file."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from shared.fields import Fields
from shared.i18n.mark import mark

LONGEST = {"title": 120, "url": 500}
TITLE = mark("Write what it is, such as: Letter of acceptance")
WHOM = mark("Choose one of the participants, or everybody")
SOMETHING = mark("Add a file or write a link")
ONE = mark("Add a file or write a link, not both")


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A row. `participant_id` None: for everybody who has a place; `url` "": it is a file."""

    id: UUID
    cohort_id: UUID
    participant_id: UUID | None
    title: str
    url: str
    added_at: datetime

    @property
    def file_owner(self) -> str:
        """How its file names it."""
        return f"document:{self.id}"


class DocumentFields(msgspec.Struct, frozen=True, kw_only=True):
    """What is written of one."""

    title: str
    url: str
    participant_id: UUID | None


def read_document(form: Fields, people: Collection[UUID], *, with_file: bool) -> DocumentFields:
    """Problems are left in the form, which the caller checks."""
    title = form.text("title", missing=TITLE)
    whom = form.one_of("participant", {str(each) for each in people}, WHOM, "")
    before = len(form.problems)
    url = form.web("url")
    if len(form.problems) == before and bool(url) == with_file:
        form.bad("url", ONE if with_file else SOMETHING)
    return DocumentFields(title=title, url=url, participant_id=UUID(whom) if whom else None)


def fields_of(body: Mapping[str, object]) -> Fields:
    return Fields(body, LONGEST)
