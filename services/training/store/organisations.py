"""The directory of organisations as registration tells it."""

from shared import sql as sql_files
from shared.contracts.training import OrganisationPut
from shared.db import Tx

sql = sql_files.load(__file__)
_put = sql.command("put_organisation")


async def put(tx: Tx, told: OrganisationPut) -> bool:
    """Keep what registration says, if it is newer than what is known; whether it was."""
    row = (
        told.id, told.revision, told.name, told.native_name, told.native_name_language, told.type, told.country,
        told.region, told.networks, told.active,
    )  # fmt: skip
    return await _put.run(tx, *row) == 1
