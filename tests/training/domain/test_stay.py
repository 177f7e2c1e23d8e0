"""A stay is told in pieces; what is told must fit together."""

from datetime import date, time
from uuid import UUID

import pytest

from services.training.domain.place_files import PlaceFile, problem_of
from services.training.domain.stay import Leg, Needs, Stay, Travel
from services.training.domain.stay_form import (
    AWAY,
    BACK_FIRST,
    DAY_FIRST,
    NAME,
    PHONE,
    ZONE,
    body_of,
    read_stay,
)
from shared.errors import Invalid
from shared.fields import DAY, HOUR
from shared.files.kinds import FileType
from shared.text_fields import TOO_LONG
from shared.when import Precision, When

JEJU = When(precision=Precision.DAY, first=date(2027, 10, 4), last=date(2027, 10, 7))
WHOLE = {
    "timezone": "Asia/Seoul", "arrival_day": "2027-10-02", "arrival_hour": "15:40", "arrival_by": "KE 960",
    "arrival_at": "Incheon", "departure_day": "2027-10-08", "departure_hour": "09:10", "departure_by": "KE 1",
    "departure_at": "Incheon", "lodging": "Hotel Shilla\r\n75 Jungmun", "diet": "Halal", "access": "No stairs",
    "contact_name": "Otieno", "contact_relation": "Husband", "contact_phone": "+254 20 1234567",
}  # fmt: skip


def problems(**changes: object) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        read_stay(WHOLE | changes, timezone="Asia/Seoul", when=JEJU)
    return [(each.field, each.message) for each in caught.value.problems]


def test_everything_comes_back_as_it_was_told() -> None:
    travel, needs = read_stay(WHOLE, timezone="Asia/Seoul", when=JEJU)
    assert travel == Travel(
        timezone="Asia/Seoul",
        arrival=Leg(day=date(2027, 10, 2), hour=time(15, 40), by="KE 960", at="Incheon"),
        departure=Leg(day=date(2027, 10, 8), hour=time(9, 10), by="KE 1", at="Incheon"),
        lodging="Hotel Shilla\n75 Jungmun",
    )
    assert needs == Needs(
        diet="Halal", access="No stairs", contact_name="Otieno", contact_relation="Husband",
        contact_phone="+254 20 1234567",
    )  # fmt: skip
    stay = Stay(participant_id=UUID(int=1), travel=travel, needs=needs, revision=1)
    assert stay.told_arrival
    assert read_stay(body_of(stay, timezone="UTC"), timezone="UTC", when=JEJU) == (travel, needs)


def test_nothing_must_be_told() -> None:
    assert read_stay({}, timezone="Asia/Seoul", when=JEJU) == (Travel(timezone="Asia/Seoul"), Needs())
    assert not Stay(participant_id=UUID(int=1)).told_arrival
    local, _ = read_stay({"local": "true"}, timezone="Asia/Seoul", when=JEJU)
    assert Stay(participant_id=UUID(int=1), travel=local).told_arrival


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"arrival_day": "2nd October"}, [("arrival_day", DAY)]),
        ({"arrival_day": "2026-10-02"}, [("arrival_day", AWAY)]),
        ({"arrival_day": ""}, [("arrival_day", DAY_FIRST)]),
        ({"arrival_hour": "3 pm"}, [("arrival_hour", HOUR)]),
        ({"departure_day": "2027-10-01"}, [("departure_day", BACK_FIRST)]),
        ({"departure_day": "2027-10-02"}, [("departure_day", BACK_FIRST)]),
        ({"timezone": "Mars/Olympus"}, [("timezone", ZONE)]),
        ({"diet": "x" * 501}, [("diet", TOO_LONG)]),
        ({"contact_name": ""}, [("contact_name", NAME)]),
        ({"contact_phone": "555"}, [("contact_phone", PHONE)]),
        ({"contact_phone": "+82 call me"}, [("contact_phone", PHONE)]),
        ({"contact_name": "", "contact_phone": "", "contact_relation": "Brother"},
         [("contact_name", NAME), ("contact_phone", PHONE)]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_beside_its_field(changes: dict[str, str], found: list[tuple[str, str]]) -> None:
    assert problems(**changes) == found


def test_of_an_open_date_any_day_may_be_near() -> None:
    travel, _ = read_stay({"arrival_day": "2030-01-01"}, timezone="UTC", when=When(precision=Precision.YEAR, year=2027))
    assert travel.arrival.day == date(2030, 1, 1)


def test_a_photo_is_a_picture_and_papers_may_be_either() -> None:
    assert problem_of(PlaceFile.PHOTO, 10, FileType.PNG) is None
    assert problem_of(PlaceFile.INSURANCE, 10, FileType.PDF) is None
    for kind, size, content in (
        (PlaceFile.PHOTO, 10, FileType.PDF),
        (PlaceFile.AGREEMENT, 10, None),
        (PlaceFile.AGREEMENT, 10, FileType.WEBP),
        (PlaceFile.INSURANCE, 0, FileType.PDF),
    ):
        problem = problem_of(kind, size, content)
        assert problem is not None
        assert problem.field == kind
