"""Where something takes place, in the order of the language."""

import pytest

from shared.contracts.common import Place
from shared.i18n import translator
from shared.i18n.places import place_or_open, place_words

SEOUL, MEXICO = "Asia/Seoul", "America/Mexico_City"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Seoul Global Center, Seoul, South Korea"),
        ("ko", "대한민국 서울 Seoul Global Center"),
    ],
)
def test_venue_city_and_country(language: str, expected: str) -> None:
    place = Place(format="in_person", venue="Seoul Global Center", city="Seoul", country="KR")
    assert place_words(place, translator(language), SEOUL) == expected


def test_a_city_that_names_no_zone_stays_as_it_is_written() -> None:
    place = Place(city="Mérida", country="MX")
    words = [place_words(place, translator(language), MEXICO) for language in ("en", "ko")]
    assert words == ["Mérida, Mexico", "멕시코 Mérida"]
    assert place_words(Place(city="Seoul"), translator("ko"), "") == "Seoul"


def test_a_part_alone() -> None:
    assert place_words(Place(country="KR"), translator("ko"), "") == "대한민국"
    assert place_words(Place(venue="Zócalo"), translator("en"), "") == "Zócalo"
    assert place_words(Place(), translator("en"), "") == ""


def test_what_is_open_is_said() -> None:
    texts = translator("ko")
    seoul = Place(format="hybrid", city="Seoul", country="KR", tentative=True)
    assert place_words(seoul, texts, SEOUL) == "대한민국 서울(행사장 추후 확정) 및 온라인"
    assert place_or_open(Place(format="in_person"), texts, "") == "현장 참석, 장소 미정"
    assert place_or_open(Place(), texts, "") == "장소 미정"
