"""How somebody wants to be written to, and the address of their personal feed."""

from uuid import UUID

import msgspec

from services.notify.domain.messages import WISHES, Category
from services.notify.store import deliveries, items, people, wishes
from services.notify.store.wishes import Wish
from shared import outbox
from shared.contracts.registration import WishEnded
from shared.errors import Invalid, NotFound, Problem
from shared.house import House
from shared.i18n import language_of, mark
from shared.i18n.zones import canonical


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the page. `address` is empty where nothing was sent yet; so are language and zone then.

    `version` is that of the feed's address: a form carries it, so that sending it twice renews once. `wishes` are the
    events they are told of because they asked.
    """

    address: str
    language: str
    timezone: str
    feed_path: str
    version: int
    reminders: bool
    wishes: list[Wish]


async def show(house: House, token: str) -> Preferences:
    """Raises NotFound for a token that is not ours."""
    person = _person(house, token)
    async with house.db.reading() as tx:
        known = await people.find(tx, person)
        wished = await wishes.of_person(tx, person, WISHES)
    version = known.calendar_version if known else 0
    return Preferences(
        address=known.address if known else "",
        language=(known.language or known.given_language) if known else "",
        timezone=(known.timezone or known.given_timezone) if known else "",
        feed_path=f"/calendar/mine/{house.links.token('calendar', person, version)}.ics",
        version=version,
        reminders=known is None or Category.REMINDER not in known.unsubscribed,
        wishes=wished,
    )


async def keep(house: House, token: str, *, language: str, timezone: str) -> None:
    """Used for every later mail to that address. Raises Invalid naming each bad field, NotFound."""
    person = _person(house, token)
    chosen, zone = language_of(language), canonical(timezone)
    problems = []
    if chosen is None:
        problems.append(Problem("language", mark("Choose one of the languages")))
    if zone is None:
        problems.append(Problem("timezone", mark("Choose a city from the list")))
    if chosen is None or zone is None:
        raise Invalid(problems)
    async with house.db.transaction() as tx:
        await people.prefer(tx, person, language=chosen.code, timezone=zone)


async def want(house: House, token: str, category: str, *, wanted: bool) -> None:
    """Get a kind of message or not; what waits of it is kept back. Raises NotFound, also for what always comes."""
    person = _person(house, token)
    if category not in {each for each in Category if each.optional and not each.by_event}:
        raise NotFound(mark("These messages cannot be switched off."))
    async with house.db.transaction() as tx:
        await people.want(tx, person, category, wanted=wanted)
        if not wanted:
            await deliveries.withhold_reminders_to(tx, person)


async def end_wish(house: House, token: str, item_id: UUID) -> None:
    """Nothing more of this item's date; registration hears of it. Who is registered stays so. Raises NotFound."""
    person = _person(house, token)
    async with house.db.transaction() as tx:
        item = await items.find_locked(tx, item_id)  # no update of it is being written meanwhile
        known = await people.find(tx, person)
        if item is None or known is None or not await wishes.end(tx, item.id, person, WISHES):
            raise NotFound(mark("There is no such page."))
        await outbox.put(tx, WishEnded(key=item.key, email=known.address, at=tx.now), to="registration")


async def renew_feed(house: House, token: str, version: int) -> None:
    """The feed's address of this version leads nowhere any more. Raises NotFound."""
    person = _person(house, token)
    async with house.db.transaction() as tx:
        await people.renew_calendar(tx, person, version=version)


def _person(house: House, token: str) -> UUID:
    return house.links.read("preferences", token)[0]
