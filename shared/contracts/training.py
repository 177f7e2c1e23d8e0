"""Jobs that training receives."""

from uuid import UUID

from shared.contracts import Job
from shared.contracts.common import OutboxConfirm


class OrganisationPut(Job, frozen=True, tag="organisation.put"):
    """An entry of the member directory. `type` is an organisation_type of the API; country ISO 3166-1 alpha-2."""

    id: UUID
    revision: int
    name: str
    type: str
    country: str = ""


TrainingJob = OrganisationPut | OutboxConfirm
