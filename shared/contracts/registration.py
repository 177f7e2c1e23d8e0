"""Jobs that registration receives."""

from datetime import datetime

import msgspec

from shared.contracts import Job
from shared.contracts.common import OutboxConfirm, Place
from shared.when import When


class ProgrammePut(Job, frozen=True, tag="programme.put"):
    """A cohort's entry in the year's programme. `key` ("cohort:<uuid>") names it for training; revisions as always.

    `original_when` is the date as the source gives it, where the loaded one was moved by whole years.
    `seats_from` = `seats_to` means exactly that many; both 0: not said.
    """

    key: str
    revision: int
    slug: str
    title: str
    when: When
    timezone: str
    place: Place
    page_url: str
    original_when: When | None = None
    duration_days: int = 0
    duration_weeks: int = 0
    seats_from: int = 0
    seats_to: int = 0
    partners: tuple[str, ...] = ()
    withdrawn: bool = False


class DeskPut(Job, frozen=True, tag="desk.put"):
    """An open task on the desk of the staff or, with `person` (an address), an item on that person's own page.

    `key` names it for its owner; the same key replaces, `count` 0 clears. Applied only if `revision` is greater than
    the known one. `kind` is an entry of registration's table (domain/desk_items.py), which has the words in every
    language; `facts` fills their holes, and for who reads one of the languages of `spoken` ("ko") the facts there go
    before them. Where the kind is not known there, `title` is shown as it is. `link` is a path on this house, empty
    where there is nothing to open. `due` is in UTC.
    """

    owner: str
    key: str
    revision: int
    kind: str
    title: str
    count: int
    link: str
    facts: dict[str, str] = msgspec.field(default_factory=dict)
    spoken: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    due: datetime | None = None
    person: str = ""


class WishEnded(Job, frozen=True, tag="wish.ended"):
    """Somebody who asked to be told of an item's date wants no more of it since `at` (UTC). Asked later, they do.

    `key` names the item for its owner, as in calendar.put.
    """

    key: str
    email: str
    at: datetime


class DeliveryFailed(Job, frozen=True, tag="delivery.failed"):
    """Mail about an item did not arrive at this address, and nothing more is tried; not `failed`: one arrived since.

    `key` names the item for its owner, as in calendar.put. Applied only if `revision` is greater than the known one of
    that item and address. `reply` is what the mail server said, `at` (UTC) when it was settled.
    """

    key: str
    email: str
    revision: int
    at: datetime
    failed: bool = True
    reply: str = ""


RegistrationJob = ProgrammePut | DeskPut | WishEnded | DeliveryFailed | OutboxConfirm
