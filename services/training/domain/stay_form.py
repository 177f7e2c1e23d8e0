"""The form of a stay: read loosely, every problem at once. Nothing must be told; what is told must fit together."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from services.training.domain.stay import Leg, Needs, Stay, Travel
from shared.fields import Fields
from shared.i18n.mark import mark
from shared.places import zones
from shared.when import When

LONGEST = {
    "arrival_by": 80, "arrival_at": 120, "departure_by": 80, "departure_at": 120, "lodging": 500, "diet": 500,
    "access": 1000, "contact_name": 120, "contact_relation": 80, "contact_phone": 40,
}  # fmt: skip
FIELDS = (*LONGEST, "local", "timezone", "arrival_day", "arrival_hour", "departure_day", "departure_hour")
_NEAR = timedelta(days=60)
_FEWEST_DIGITS, _MOST_DIGITS = 6, 15  # ITU-T E.164

ZONE = mark("Choose the time zone of these hours from the list")
DAY_FIRST = mark("Write the day too, so that the hour says when")
AWAY = mark("Look at the year and the month: the course is on other days")
BACK_FIRST = mark("You would leave before you arrive: look at the days and hours again")
NAME = mark("Write whom we should call")
PHONE = mark("Write the number with the code of its country, like +82 2 1234 5678")


def read_stay(body: Mapping[str, object], *, timezone: str, when: When) -> tuple[Travel, Needs]:
    """`timezone` where none is chosen; `when` is that of the course. Raises Invalid with every problem."""
    form = Fields(body, LONGEST)
    local = form.flag("local")
    arrival = _leg(form, "arrival", when)
    departure = _leg(form, "departure", when)
    zone = form.one_of("timezone", zones(), ZONE, timezone)
    if _before(departure, arrival):
        form.bad("departure_day", BACK_FIRST)
    lodging = "\n".join(form.lines("lodging"))
    travel = Travel(local=local, timezone=zone, arrival=arrival, departure=departure, lodging=lodging)
    needs = _needs(form)
    form.check()
    return travel, needs


def body_of(stay: Stay, *, timezone: str) -> dict[str, str]:
    """The form filled in: what `read_stay` reads back to the same."""
    travel, needs = stay.travel, stay.needs
    legs = {
        f"{name}_{part}": text
        for name, leg in (("arrival", travel.arrival), ("departure", travel.departure))
        for part, text in _told(leg).items()
    }
    return {
        "local": "true" if travel.local else "",
        "timezone": travel.timezone or timezone,
        **legs,
        "lodging": travel.lodging,
        **{name: getattr(needs, name) for name in needs.__struct_fields__},
    }


def _told(leg: Leg) -> dict[str, str]:
    day = leg.day.isoformat() if leg.day else ""
    return {"day": day, "hour": f"{leg.hour:%H:%M}" if leg.hour else "", "by": leg.by, "at": leg.at}


def _leg(form: Fields, name: str, when: When) -> Leg:
    before = len(form.problems)
    day, hour = form.day(f"{name}_day"), form.hour(f"{name}_hour")
    if len(form.problems) == before:
        if hour is not None and day is None:
            form.bad(f"{name}_day", DAY_FIRST)
        elif day is not None and not _near(day, when):
            form.bad(f"{name}_day", AWAY)
    return Leg(day=day, hour=hour, by=form.text(f"{name}_by"), at=form.text(f"{name}_at"))


def _near(day: date, when: When) -> bool:
    if not when.is_fixed:
        return True
    return when.first_day - _NEAR <= day <= when.last_day + _NEAR


def _before(departure: Leg, arrival: Leg) -> bool:
    if departure.day is None or arrival.day is None:
        return False
    if departure.day != arrival.day:
        return departure.day < arrival.day
    return (departure.hour or time.max) < (arrival.hour or time.min)


def _needs(form: Fields) -> Needs:
    diet, access = "\n".join(form.lines("diet")), "\n".join(form.lines("access"))
    before = len(form.problems)
    name, relation, phone = (form.text(f"contact_{each}") for each in ("name", "relation", "phone"))
    if len(form.problems) == before and (name or relation or phone):
        if not name:
            form.bad("contact_name", NAME)
        if not _is_number(phone):
            form.bad("contact_phone", PHONE)
    return Needs(diet=diet, access=access, contact_name=name, contact_relation=relation, contact_phone=phone)


def _is_number(phone: str) -> bool:
    """With the code of its country: written by hand, with whatever stands between the digits."""
    digits = [sign for sign in phone if sign.isascii() and sign.isdigit()]
    known = all(sign in "0123456789 +-()./" for sign in phone)
    return known and phone.startswith(("+", "00")) and _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS + 2
