"""Badges and name plates of those who come to an event, printed before it and as often as needed."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from services.registration.domain.categories import CATEGORIES
from services.registration.domain.event import Event
from services.registration.domain.guest import Guest
from services.registration.domain.registrants import RegistrantFilter
from services.registration.domain.registration import Category, Status
from services.registration.store import guests, programme, registrants
from shared.db import Tx
from shared.documents import name_papers
from shared.documents.name_papers import NOBODY, Bearer, Role, Wanted, read_wanted
from shared.errors import NotFound
from shared.fields import Fields
from shared.house import House
from shared.i18n.mark import mark
from shared.identity.accounts import record
from shared.identity.roles import require
from shared.identity.staff import Role as May
from shared.identity.staff import Staff

LANGUAGE = "en"
"""Of the papers where nobody chooses another: events have none of their own."""
_NO_EVENT = mark("There is no such event. Look for it in the programme.")
_NONE_OF_CATEGORY = mark("Nobody of this category has a seat: there is nothing to print.")
_NONE_OF_CHOSEN = mark("Nobody of those you chose has a seat: there is nothing to print.")
_CHOOSE = mark("Choose one of the list")
# The first is what blank badges say where nobody chooses.
ROLES = {
    Category.DELEGATE.value: Role(CATEGORIES[Category.DELEGATE], "teal"),
    Category.OBSERVER.value: Role(CATEGORIES[Category.OBSERVER], "teal"),
    Category.MAYOR.value: Role(CATEGORIES[Category.MAYOR], "plum"),
    Category.CIO.value: Role(CATEGORIES[Category.CIO], "plum"),
    Category.SPEAKER.value: Role(CATEGORIES[Category.SPEAKER], "blue"),
    Category.EXHIBITOR.value: Role(CATEGORIES[Category.EXHIBITOR], "amber"),
    Category.PRESS.value: Role(CATEGORIES[Category.PRESS], "amber"),
    Category.STAFF.value: Role(CATEGORIES[Category.STAFF], "ink"),
}


class Papers(msgspec.Struct, frozen=True, kw_only=True):
    """For how many badges can be printed, and whose names no font has: these are left to be written by hand."""

    event: Event
    people: int
    unprintable: list[str]


Chosen = Sequence[UUID] | RegistrantFilter
"""Those named, those that fit a view of the list, or, empty, all."""


async def show(house: House, actor: Staff, slug: str, chosen: Chosen = ()) -> Papers:
    """Of these registrations, or of all. Raises Forbidden, NotFound."""
    require(actor, May.ORGANIZER, May.CHECKIN)
    async with house.db.reading() as tx:
        event = await _event(tx, slug)
        found = await guests.of_event(tx, event.id, ids=await _ids(tx, event, chosen))
    bearers = [_bearer(house, guest) for guest in found]
    return Papers(event=event, people=len(found), unprintable=name_papers.unprintable(bearers))


async def printed(
    house: House, actor: Staff, slug: str, query: Mapping[str, object], chosen: Chosen = ()
) -> tuple[Wanted, bytes]:
    """Who takes people's data out is in the audit trail.

    Raises Forbidden, NotFound, Invalid, Conflict where there is nobody to print for.
    """
    require(actor, May.ORGANIZER, May.CHECKIN)
    wanted = read_wanted(query, ROLES, LANGUAGE)
    form = Fields(query, {})
    category = form.choice("category", Category, _CHOOSE, optional=True)
    form.check()
    async with house.db.transaction() as tx:
        event = await _event(tx, slug)
        found = await guests.of_event(tx, event.id, ids=await _ids(tx, event, chosen), category=category)
        new = {"kind": wanted.paper.value, "people": str(len(found))}
        await record(tx, actor.trail, "registrations.names_printed", f"event:{event.id}", new=new)
        at = tx.now
    bearers = [_bearer(house, guest) for guest in found]
    nobody = _NONE_OF_CHOSEN if chosen else _NONE_OF_CATEGORY if category and event.confirmed_count else NOBODY
    file = await name_papers.printed(
        bearers, wanted, ROLES, title=event.title, when=event.when, created=at, nobody=nobody
    )
    return wanted, file


async def _ids(tx: Tx, event: Event, chosen: Chosen) -> Sequence[UUID] | None:
    """None for all."""
    if isinstance(chosen, RegistrantFilter):
        return await registrants.matching(tx, event.id, chosen, (Status.CONFIRMED,))
    return chosen or None


def _bearer(house: House, guest: Guest) -> Bearer:
    who = guest.participant
    return Bearer(
        name=who.name,
        native_name=who.native_name,
        native_name_language=who.native_name_language,
        organisation=who.organisation,
        country=who.country,
        role=who.category.value,
        address=house.url(f"/organize/check-in/{guest.id}"),
        code=guest.code,
    )


async def _event(tx: Tx, slug: str) -> Event:
    event = await programme.event_by_slug(tx, slug)
    if event is None:
        raise NotFound(_NO_EVENT)
    return event
