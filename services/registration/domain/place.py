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
    """Whether those who are registered must be told: another time, place, title or link to join."""
    return _told(before) != _told(after)


def _told(event: EventFields) -> tuple[object, ...]:
    return event.title, event.when, event.timezone, place_of(event), event.join_url
