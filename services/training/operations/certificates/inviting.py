"""Asking people to look at how their name stands, before certificates are issued."""

from collections.abc import Collection
from uuid import UUID

from services.training.domain.certificates.rules import Chance
from services.training.domain.stay import ASKED_AGAIN_AFTER
from services.training.operations.certificates.letters import letter
from services.training.operations.certificates.lines import Line, Roll
from services.training.operations.certificates.roll import roll_of
from services.training.operations.certificates.setting import occasion_of
from services.training.store.certificates import occasions, people
from shared import outbox
from shared.house import House
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role, Staff
from shared.ids import uuid7


def unconfirmed(roll: Roll) -> list[Line]:
    """Who may still get one and has not said how their name is written."""
    return [
        line
        for line in roll.lines
        if line.certificate is None
        and line.said.names is None
        and line.who.active
        and line.judgement.chance is not Chance.NEVER
    ]


def to_ask(roll: Roll) -> list[Line]:
    """Those of them who were not asked these days."""
    since = roll.now - ASKED_AGAIN_AFTER
    return [line for line in unconfirmed(roll) if line.said.invited_at is None or line.said.invited_at <= since]


async def ask_names(house: House, actor: Staff, key: str, only: Collection[UUID] | None = None) -> int:
    """One mail to each who has not confirmed; to these alone where some are named. Who was asked these days is left in
    peace. Raises Forbidden, NotFound."""
    require(actor, Role.ORGANIZER)
    async with house.db.transaction() as tx:
        await occasions.lock(tx, key)
        roll = await roll_of(tx, await occasion_of(tx, key))
        known = {line.who.id: line.who for line in unconfirmed(roll) if only is None or line.who.id in only}
        chosen = await people.invite(tx, key, list(known), tx.now - ASKED_AGAIN_AFTER)
        asked = [who for id_, who in known.items() if id_ in chosen]
        if not asked:
            return 0
        occasion, once = roll.occasion, uuid7()
        letters = [letter(house, occasion, who, "certificate.names", about=once) for who in asked]
        await outbox.put_many(tx, letters, to="notify")
        await record(tx, actor.trail, "certificates.asked", key, new={"people": str(len(asked))})
        return len(asked)
