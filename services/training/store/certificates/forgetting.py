"""Taking people out of what is kept of certificates, once its time has come."""

from datetime import datetime

from shared import sql as sql_files
from shared.db import Tx

sql = sql_files.load(__file__)
_people = sql.command("forget_people")
_hands = sql.command("forget_hands")
_runs = sql.command("forget_runs")
_certificates = sql.command("forget_certificates")
_awards = sql.command("forget_awards")
_pictures = sql.command("forget_pictures")


async def forget_people(tx: Tx, over_before: datetime) -> int:
    """Of courses and events that were over before this instant; returns how many people."""
    await _hands.run(tx, over_before)
    await _runs.run(tx, over_before)
    return await _people.run(tx, over_before)


async def forget_certificates(tx: Tx, issued_before: datetime) -> int:
    """Delete those that nobody needs any more; returns how many."""
    deleted = await _certificates.run(tx, issued_before)
    await _awards.run(tx, issued_before)
    return deleted


async def forget_pictures(tx: Tx, added_before: datetime) -> int:
    """Logos and signatures that no certificate and no design names; returns how many."""
    return await _pictures.run(tx, added_before)
