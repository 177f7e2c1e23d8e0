"""The directory of organisations: registration keeps it and tells of every change by `organisation.put`."""

from services.training.store import organisations
from shared.contracts.training import OrganisationPut
from shared.db import Tx
from shared.house import House


async def put(_house: House, tx: Tx, job: OrganisationPut) -> None:
    """An organisation as it stands; older news than what is known change nothing."""
    await organisations.put(tx, job)
