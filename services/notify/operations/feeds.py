"""Calendars to subscribe to. What they show is read from the same rows as the invites; nothing here changes any."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

import msgspec

from services.notify.calendar.build import publish
from services.notify.calendar.entries import Entry, Organizer
from services.notify.domain.items import Item
from services.notify.mail.sender import sender
from services.notify.operations.entry import entry_of
from services.notify.store import followers, items, people
from services.notify.store.items import ItemOfPerson
from shared.errors import Gone, NotFound
from shared.house import House
from shared.i18n import DEFAULT, Translator, mark, translator
from shared.identity.roles import require
from shared.identity.staff import Role, Staff

PROGRAMME = "programme"


class Feed(msgspec.Struct, frozen=True):
    """A calendar file. `tag` is the entity tag without quotes: the same until something shown changes."""

    tag: str
    changed_at: datetime | None
    name: str
    entries: tuple[Entry, ...]
    organizer: Organizer

    def content(self) -> bytes:
        """The file; made once for all who ask."""
        return _content(self)


@lru_cache(maxsize=64)
def _content(feed: Feed) -> bytes:
    return publish(feed.name, feed.entries, feed.organizer)


async def programme(house: House) -> Feed:
    """All of the public programme that has a date."""
    texts = translator(DEFAULT.code)
    async with house.db.reading() as tx:
        found = await items.of_feed(tx, PROGRAMME)
    return _feed(house, texts.gettext("WeGO programme"), found, texts)


async def public(house: House, kind: str, slug: str) -> Feed:
    """One event or cohort with its parts. Raises NotFound where there is none, or none of it has a date yet."""
    async with house.db.reading() as tx:
        found = await items.of_feed(tx, f"{kind}:{slug}")
    if not found:
        raise NotFound(mark("There is no calendar of that name."))
    if not any(item.has_entry for item in found):
        raise NotFound(mark("The date is still open, so there is no calendar file yet."), code="date-open")
    head = next((item for item in found if item.slug == slug), found[0])
    return _feed(house, head.title, found, translator(DEFAULT.code))


async def personal(house: House, token: str) -> Feed:
    """What one person takes part in. Raises NotFound for a token that is not ours, Gone for one that was replaced."""
    person, version = house.links.read("calendar", token)
    async with house.db.reading() as tx:
        known = await people.find(tx, person)
        if version != (known.calendar_version if known else 0):
            raise Gone(mark("This calendar has a new address. Its owner finds it under the link in any newer mail."))
        found = [*await items.of_person(tx, person), *await followers.items_of(tx, person)]
    texts = translator((known.language or known.given_language) if known else DEFAULT.code)
    return _feed(house, texts.gettext("My WeGO events"), _once(found), texts)


async def course(house: House, token: str) -> Feed:
    """The sessions of one place in a course. Raises NotFound, Gone for an address that was replaced."""
    place, version = house.links.read("course-calendar", token)
    async with house.db.reading() as tx:
        follower = await followers.find(tx, "training", place)
        if follower is None:
            raise NotFound(mark("There is no calendar of that name."))
        if version != follower.link_version:
            raise Gone(mark("This calendar has a new address. Its owner finds it under the link in any newer mail."))
        known = await people.find(tx, follower.person_id)
        found = await followers.items_for(tx, "training", place)
    texts = translator((known.language or known.given_language) if known else DEFAULT.code)
    return _feed(house, texts.gettext("My course at WeGO"), found, texts)


async def teaching(house: House, token: str) -> Feed:
    """What one trainer teaches, for whoever has the address. Raises NotFound for a token that is not ours.

    A renewed address is another feed, so the old one is empty.
    """
    trainer, version = house.links.read("trainer-calendar", token)
    async with house.db.reading() as tx:
        found = await items.of_feed(tx, f"trainer:{trainer}:{version}")
    texts = translator(DEFAULT.code)
    return _feed(house, texts.gettext("What I teach at WeGO"), found, texts, with_links=True)


async def timetable(house: House, actor: Staff, slug: str) -> Feed:
    """Every session of a course, published or not. Raises Forbidden, NotFound where there is none."""
    require(actor, Role.ORGANIZER, Role.VIEWER)
    async with house.db.reading() as tx:
        found = await items.of_feed(tx, f"timetable:{slug}")
    if not found:
        raise NotFound(mark("There is no calendar of that name."))
    texts = translator(DEFAULT.code)
    return _feed(house, texts.gettext("Timetable of %(course)s", course=slug), found, texts, with_links=True)


def _once(found: Sequence[ItemOfPerson]) -> list[ItemOfPerson]:
    """Two registrations of one person in one event are one entry, and so is what one takes part in and follows."""
    return list({item.id: item for item in found}.values())


def _feed(house: House, name: str, found: Sequence[Item], texts: Translator, *, with_links: bool = False) -> Feed:
    shown = [item for item in found if item.has_entry]
    entries = tuple(_entry(item, texts, with_link=with_links) for item in shown)
    from_ = sender(house.settings.mail_from, house.settings.public_url)
    organizer = Organizer(from_.name, from_.address)
    seal = hashlib.sha256(msgspec.json.encode([name, organizer, entries]))
    changed = max((entry.stamp for entry in entries), default=None)
    return Feed(seal.hexdigest()[:32], changed, name, entries, organizer)


def _entry(item: Item, texts: Translator, *, with_link: bool) -> Entry:
    """The link to join is for those who take part or teach."""
    if isinstance(item, ItemOfPerson):
        stamp = max(item.revised_at, item.part_changed_at)
        return entry_of(item, texts, stamp=stamp, join_url=item.join_url, chosen=item.chosen)
    return entry_of(item, texts, stamp=item.revised_at, join_url=item.join_url if with_link else "")
