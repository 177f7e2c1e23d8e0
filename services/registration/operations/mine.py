"""Everything that belongs to an address somebody has proven to be theirs."""

import msgspec

from services.registration.domain.desk_items import PLACE, DeskItem
from services.registration.domain.registration import Status
from services.registration.store import desk_items, mine
from services.registration.store.mine import MyLine
from shared.house import House
from shared.identity.people import person_id


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """Lines with their personal links. `past` holds what is over or cancelled, the newest first. `courses` are
    the places in courses, `items` all else that other services say waits for this person.
    """

    items: list[DeskItem]
    courses: list[DeskItem]
    upcoming: list[tuple[MyLine, str]]
    waiting: list[tuple[MyLine, str]]
    past: list[tuple[MyLine, str]]
    preferences_url: str


async def mine_of(house: House, email: str) -> Mine:
    """`email` is the session's: the caller has it proven."""
    async with house.db.reading() as tx:
        lines = [(line, _link(house, line)) for line in await mine.of_address(tx, email)]
        items = await desk_items.of_person(tx, email)
    ahead = [(line, link) for line, link in lines if not _is_past(line, over=tx.now >= line.over_at)]
    return Mine(
        items=[item for item in items if item.kind != PLACE],
        courses=[item for item in items if item.kind == PLACE],
        upcoming=[pair for pair in ahead if pair[0].status is Status.CONFIRMED],
        waiting=[pair for pair in ahead if pair[0].status is not Status.CONFIRMED],
        past=[pair for pair in reversed(lines) if pair not in ahead],
        preferences_url=house.url("/preferences/" + house.links.token("preferences", person_id(email))),
    )


def _is_past(line: MyLine, *, over: bool) -> bool:
    return over or line.status is Status.CANCELLED or line.cancelled_at is not None


def _link(house: House, line: MyLine) -> str:
    return "/r/" + house.links.token("registration", line.id, line.link_version)
