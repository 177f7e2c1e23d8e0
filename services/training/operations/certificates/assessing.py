"""Trainers say of the people of their own cohort whether they passed the assessment, where certificates ask for it.

By account only, never by the link that all trainers share: a certificate hangs on it, so it must be known who said it.
"""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.occasion import Occasion
from services.training.domain.certificates.rules import Assessment
from services.training.operations.certificates.lines import Line
from services.training.operations.certificates.roll import roll_of
from services.training.operations.certificates.setting import occasion_of
from services.training.store import staffing
from services.training.store.certificates import occasions, people
from shared.db import Tx
from shared.errors import Conflict, Forbidden, Invalid, Problem
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import NOT_YOURS, require
from shared.identity.staff import Role, Staff

_NOT_ASKED = mark("Certificates of this course do not ask for an assessment. The secretariat sets what they ask for.")
_CHOOSE = mark("Choose one of the list")


class Class(msgspec.Struct, frozen=True):
    """A cohort with everybody who has a place. Whoever holds a certificate is settled."""

    occasion: Occasion
    lines: tuple[Line, ...]


async def show(house: House, actor: Staff, cohort_id: UUID) -> Class:
    """Raises Forbidden for another's cohort, NotFound, Conflict where no assessment is asked for."""
    async with house.db.reading() as tx:
        return await _class(tx, actor, cohort_id)


async def keep(house: House, actor: Staff, cohort_id: UUID, body: Mapping[str, object]) -> int:
    """`people`: what is said of each by id. With `was`, what the page showed before: only what differs from that is
    written, so that two trainers do not undo each other. Returns how many were changed.

    Raises Forbidden, NotFound, Conflict, Invalid for who has no place or holds a certificate, and for another word.
    """
    async with house.db.transaction() as tx:
        require(actor, Role.ORGANIZER, Role.TRAINER)
        await occasions.lock(tx, f"{Kind.COHORT}:{cohort_id}")
        room = await _class(tx, actor, cohort_id)
        open_to = {str(line.who.id): line for line in room.lines if not line.held}
        before = _words(body.get("was"))
        changed = 0
        for person, said in _words(body.get("people")).items():
            if person in before and before[person] == said:
                continue
            line = open_to.get(person)
            if line is None or said not in {each.value for each in Assessment}:
                raise Invalid([Problem("people", _CHOOSE)])
            changed += await _say(tx, actor, room.occasion, line, Assessment(said))
        return changed


async def is_asked(tx: Tx, cohort_id: UUID) -> bool:
    """Whether certificates of the cohort ask for it."""
    return (await occasions.setup(tx, f"{Kind.COHORT}:{cohort_id}")).rules.assessment


async def _say(tx: Tx, actor: Staff, occasion: Occasion, line: Line, said: Assessment) -> int:
    before = line.said.assessment
    if said is before:
        return 0
    await people.set_assessment(tx, occasion.key, line.who.id, said)
    old, new = {"assessment": before.value}, {"assessment": said.value}
    await record(tx, actor.trail, "certificates.person", f"participant:{line.who.id}", old=old, new=new)
    return 1


async def _class(tx: Tx, actor: Staff, cohort_id: UUID) -> Class:
    require(actor, Role.ORGANIZER, Role.TRAINER)
    if actor.role is Role.TRAINER and not await staffing.is_staff(tx, actor.id, cohort_id):
        raise Forbidden(NOT_YOURS)
    occasion = await occasion_of(tx, f"{Kind.COHORT}:{cohort_id}")
    if not await is_asked(tx, cohort_id):
        raise Conflict(_NOT_ASKED, code="not-asked")
    roll = await roll_of(tx, occasion)
    return Class(occasion, tuple(line for line in roll.lines if line.who.active))


def _words(given: object) -> dict[str, str]:
    """Raises Invalid for what is no map of words."""
    if given is None:
        return {}
    if not isinstance(given, dict) or not all(isinstance(each, str) for pair in given.items() for each in pair):
        raise Invalid([Problem("people", _CHOOSE)])
    return given
