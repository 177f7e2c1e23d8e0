"""Where an event takes place, and whether a change of it concerns those who are registered."""

from shared.contracts.common import Place
from shared.programme.entries import EventFields


def place_of(event: EventFields) -> Place:
    """Where it takes place, with as much as is known."""
    return Place(
        format=event.format or "",
        venue=event.venue,
        city=event.city,
        country=event.country,
        platform=event.platform,
        tentative=event.venue_tentative,
    )


def moves_people(before: EventFields, after: EventFields) -> bool:
    """Whether those who are registered must be told: another time, place or title."""
    return (before.title, before.when, before.timezone, place_of(before)) != (
        after.title,
        after.when,
        after.timezone,
        place_of(after),
    )
