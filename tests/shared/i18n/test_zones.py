"""Time zones by city."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from shared.i18n import LANGUAGES
from shared.i18n.zones import WEGO_ZONES, abbreviation, canonical, city, find, grouped, offset, zone

WINTER = datetime(2027, 1, 15, 12, 30, tzinfo=UTC)
SUMMER = datetime(2027, 7, 15, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "present"),
    [
        ("Asia/Seoul", "Asia/Seoul"),
        ("ROK", "Asia/Seoul"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("America/Mexico_City", "America/Mexico_City"),
        ("UTC", "Etc/UTC"),
    ],
)
def test_an_older_name_is_the_same_zone(name: str, present: str) -> None:
    assert canonical(name) == present


@pytest.mark.parametrize(
    "name", ["", "Seoul", "asia/seoul", "../../etc/passwd", "/etc/localtime", "localtime", "Factory"]
)
def test_what_is_no_zone_is_none(name: str) -> None:
    assert canonical(name) is None


def test_cities_in_the_readers_language() -> None:
    assert [city("Asia/Seoul", each.code) for each in LANGUAGES] == ["Seoul", "서울", "首尔", "Seúl", "Séoul"]
    assert [city("Asia/Shanghai", each.code) for each in LANGUAGES] == ["Chengdu", "청두", "成都", "Chengdu", "Chengdu"]
    assert city("Africa/Lagos", "ko") == "아부자"
    assert city("Asia/Kolkata", "ko") == city("Asia/Calcutta", "ko") == "콜카타"
    assert city("Etc/UTC", "zh") == "UTC"


def test_every_offered_zone_has_a_city_in_every_language() -> None:
    for language in LANGUAGES:
        names = {each.name for _, zones in grouped(language.code, WINTER) for each in zones}
        assert set(WEGO_ZONES) <= names
        assert len(names) > 400
        assert all(canonical(name) == name for name in names)


def test_offsets_follow_the_season() -> None:
    assert offset("Asia/Seoul", WINTER) == "UTC+9"
    assert offset("America/Mexico_City", SUMMER) == "UTC-6"
    assert offset("Asia/Kolkata", WINTER) == "UTC+5:30"
    assert (offset("Europe/London", WINTER), offset("Europe/London", SUMMER)) == ("UTC", "UTC+1")
    assert zone("Europe/Paris", "fr", WINTER).offset == "UTC+1"
    assert zone("Europe/Paris", "fr", SUMMER).offset == "UTC+2"


def test_letters_only_where_there_are_some() -> None:
    assert abbreviation(WINTER.astimezone(ZoneInfo("Asia/Seoul"))) == "KST"
    assert abbreviation(WINTER.astimezone(ZoneInfo("Europe/Istanbul"))) == ""


def test_a_city_is_found_by_what_people_type() -> None:
    def names(words: str, language: str) -> list[str]:
        return [each.name for each in find(words, language, WINTER)]

    assert names("nairobi", "ko") == names("나이로비", "ko") == names("kenya", "ko") == ["Africa/Nairobi"]
    assert names("seul", "es") == ["Asia/Seoul"]
    assert names("Chengdu", "en") == names("shanghai", "en") == ["Asia/Shanghai"]
    assert names("lagos", "fr") == ["Africa/Lagos"]
    assert names("首尔", "zh") == ["Asia/Seoul"]
    assert "Asia/Kolkata" in names("inde", "fr")
    assert names("xyzzy", "en") == []
