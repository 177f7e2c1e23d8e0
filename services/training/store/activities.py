"""Activities with the people who came, and the parts of them that wait for others."""

from datetime import datetime

import msgspec

from shared import sql as sql_files
from shared.contracts.training import ActivityPut
from shared.db import Tx
from shared.programme.schedule import schedule_of


class _Part(msgspec.Struct, frozen=True):
    job: ActivityPut


sql = sql_files.load(__file__)
_lock = sql.command("lock_activity")
_known_revision = sql.scalar("known_revision", int)
_keep_part = sql.command("keep_part")
_parts = sql.query("parts_of", _Part)
_drop_parts = sql.command("drop_parts")
_write_activity = sql.command("write_activity")
_drop_people = sql.command("drop_people")
_write_people = sql.command("write_people")
_forget_people = sql.command("forget_people")
_forget_parts = sql.command("forget_parts")


async def lock(tx: Tx, key: str) -> None:
    """Until the end of the transaction, whether the activity is known or not."""
    await _lock.run(tx, key)


async def known_revision(tx: Tx, key: str) -> int:
    """Of what is kept whole; 0 where nothing is."""
    return await _known_revision.value(tx, key) or 0


async def keep_part(tx: Tx, job: ActivityPut) -> list[ActivityPut]:
    """Keep this part, once; returns the parts of its revision that are there now."""
    over_at = schedule_of(job.when, job.timezone).over_at
    await _keep_part.run(tx, job.key, job.revision, job.part, job.parts, job, over_at)
    return [row.job for row in await _parts.all(tx, job.key, job.revision)]


async def write(tx: Tx, whole: ActivityPut) -> None:
    """Replace what was known, people included, and drop the parts that waited for this revision or a lower one."""
    await _write_activity.run(
        tx,
        whole.key,
        whole.revision,
        whole.slug,
        whole.title,
        whole.kind,
        whole.when,
        whole.timezone,
        whole.place,
        whole.page_url,
        len(whole.people),
        schedule_of(whole.when, whole.timezone).over_at,
    )
    await _drop_people.run(tx, whole.key)
    await _write_people.run(tx, whole.key, [msgspec.structs.asdict(person) for person in whole.people])
    await _drop_parts.run(tx, whole.key, whole.revision)


async def forget(tx: Tx, over_before: datetime) -> int:
    """Delete the people of activities that were over before this instant; returns how many there were."""
    await _forget_parts.run(tx, over_before)
    return await _forget_people.run(tx, over_before)
