"""Badges and name plates of a course: of its participants and its trainers. An event's come from registration."""

from collections.abc import Mapping

import msgspec

from services.training.domain.certificates.kind import Kind
from services.training.domain.certificates.occasion import Occasion
from services.training.domain.session import Trainer
from services.training.operations.certificates.lines import Line
from services.training.operations.certificates.roll import roll_of
from services.training.operations.certificates.setting import occasion_of
from services.training.store import staffing
from shared.db import Tx
from shared.documents import name_papers
from shared.documents.name_papers import Bearer, Role, Wanted, read_wanted
from shared.errors import NotFound
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role as May
from shared.identity.staff import Staff

ROLES = {
    "participant": Role(mark("Participant"), "teal"),
    "trainer": Role(mark("Trainer"), "blue"),
    "staff": Role(mark("Staff"), "ink"),
}
_AT_THE_EVENT = mark("The badges of an event stand with its registrations.")


class Papers(msgspec.Struct, frozen=True, kw_only=True):
    """Who gets one, and whose names no font has: these are left to be written by hand."""

    occasion: Occasion
    bearers: list[Bearer]

    @property
    def unprintable(self) -> list[str]:
        return name_papers.unprintable(self.bearers)


async def show(house: House, actor: Staff, key: str) -> Papers:
    """Raises Forbidden, NotFound."""
    require(actor, May.ORGANIZER)
    async with house.db.reading() as tx:
        return await _papers(tx, key)


async def printed(house: House, actor: Staff, key: str, query: Mapping[str, object]) -> tuple[Occasion, Wanted, bytes]:
    """Who takes people's data out is in the audit trail.

    Raises Forbidden, NotFound, Invalid, Conflict where there is nobody to print for.
    """
    require(actor, May.ORGANIZER)
    async with house.db.transaction() as tx:
        papers = await _papers(tx, key)
        wanted = read_wanted(query, ROLES, papers.occasion.language)
        new = {"kind": wanted.paper.value, "people": str(len(papers.bearers))}
        await record(tx, actor.trail, "certificates.names_printed", key, new=new)
        at = tx.now
    occasion = papers.occasion
    file = await name_papers.printed(
        papers.bearers, wanted, ROLES, title=occasion.title, when=occasion.when, created=at
    )
    return occasion, wanted, file


async def _papers(tx: Tx, key: str) -> Papers:
    occasion = await occasion_of(tx, key)
    if occasion.kind is not Kind.COHORT:
        raise NotFound(_AT_THE_EVENT)
    roll = await roll_of(tx, occasion)
    trainers = await staffing.trainers(tx, occasion.id)
    people = [_participant(line) for line in roll.lines if line.who.active]
    return Papers(occasion=occasion, bearers=[*people, *map(_trainer, trainers)])


def _participant(line: Line) -> Bearer:
    names = line.names
    return Bearer(
        name=names.name,
        native_name=names.native_name,
        native_name_language=names.native_name_language,
        organisation=line.who.organisation,
        country=line.who.country,
        role="participant",
    )


def _trainer(trainer: Trainer) -> Bearer:
    return Bearer(
        name=trainer.name,
        native_name=trainer.native_name,
        native_name_language=trainer.native_name_language,
        organisation=trainer.organisation,
        role="trainer",
    )
