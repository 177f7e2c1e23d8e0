"""The directory of organisations as registration tells it."""

from uuid import UUID

from services.training.domain.organisation import Organisation
from shared import sql as sql_files
from shared.contracts.training import OrganisationPut
from shared.db import Tx

sql = sql_files.load(__file__)
_put = sql.command("put_organisation")
_active = sql.query("active_organisations", Organisation)
_by_id = sql.query("organisation_by_id", Organisation)


async def put(tx: Tx, told: OrganisationPut) -> bool:
    """Keep what registration says, if it is newer than what is known; whether it was."""
    row = (
        told.id, told.revision, told.name, told.native_name, told.native_name_language, told.type, told.country,
        told.region, told.networks, told.active,
    )  # fmt: skip
    return await _put.run(tx, *row) == 1


async def active(tx: Tx) -> list[Organisation]:
    """Those that are members now, by name."""
    return await _active.all(tx)


async def by_id(tx: Tx, id: UUID) -> Organisation | None:  # noqa: A002  # the row's id
    """None also for a former member."""
    return await _by_id.one(tx, id)
