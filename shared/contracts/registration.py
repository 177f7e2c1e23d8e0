"""Jobs that registration receives."""

from datetime import datetime

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
    """An open task for staff (`email` empty) or for one person. The same key replaces; count 0 clears."""

    key: str
    title: str
    count: int
    link: str
    email: str = ""
    due: datetime | None = None


RegistrationJob = ProgrammePut | DeskPut | OutboxConfirm
