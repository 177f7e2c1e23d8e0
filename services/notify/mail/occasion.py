"""What a mail is about, before it is put into words."""

from collections.abc import Mapping

import msgspec

from services.notify.domain.message_kind import MessageKind
from shared.contracts.common import Person, Place
from shared.contracts.notify import ItemSession, SessionChange
from shared.when import When


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a message is about: the facts of a calendar item."""

    title: str
    when: When
    timezone: str
    place: Place
    page_url: str


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """One message to one reader, about an item or, of a kind that stands alone, None. `method` is the calendar part's,
    or empty. Links may be empty.

    `before`: what the reader knew until now, for a message that tells of a change. `reinstated`: that it
    was cancelled. `link_changed`: that the link to join was another. `sessions`: those of the item that the reader
    chose.
    """

    kind: MessageKind
    reader: Person
    about: Subject | None
    before: Subject | None = None
    reinstated: bool = False
    link_changed: bool = False
    method: str = ""
    facts: Mapping[str, str] = {}
    changes: tuple[SessionChange, ...] = ()
    sessions: tuple[ItemSession, ...] = ()
    course: bool = False
    manage_url: str = ""
    join_url: str = ""
    preferences_url: str = ""
    unsubscribe_url: str = ""


def full_name(person: Person) -> str:
    """The Latin name first, the native name after it, neither split nor reordered."""
    return f"{person.name} ({person.native_name})" if person.native_name else person.name
