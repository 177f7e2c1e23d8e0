"""Jobs that registration receives."""

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


RegistrationJob = ProgrammePut | OutboxConfirm
