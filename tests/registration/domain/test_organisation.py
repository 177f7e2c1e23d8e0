"""Names, regions, and what a person says of an organisation."""

from typing import Any
from uuid import UUID

import pytest

from services.registration.domain.organisation import Organisation, folded
from services.registration.domain.organisation_form import Known, read_organisation
from services.registration.domain.region import REGIONS, Region, region_of
from shared.errors import Invalid
from shared.i18n.names import countries as named_countries
from shared.places import countries

ID = UUID(int=1)
KNOWN = Known(("CJK", "NEASCN"), {"대한민국": "KR"})
GOOD = {"name": "Seoul", "type": "city", "country": "KR"}


def _read(**changes: Any) -> Organisation:
    return read_organisation({**GOOD, **changes}, KNOWN, id=ID)


def _bad(**changes: Any) -> list[str]:
    with pytest.raises(Invalid) as caught:
        _read(**changes)
    return [problem.field for problem in caught.value.problems]


def test_every_country_lies_in_a_region() -> None:
    assert {region_of(code) for code in countries()} == set(Region) == set(REGIONS)
    assert {region_of(code) for code, _ in named_countries("en")} == set(Region)
    assert [region_of(code) for code in ("KR", "NG", "CN", "TR", "MX", "ID")] == [
        Region.EAST_ASIA, Region.AFRICA, Region.EAST_ASIA, Region.WEST_CENTRAL_ASIA, Region.LATIN_AMERICA,
        Region.SOUTHEAST_ASIA,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["SEOUL  city", " seoul city", "Ｓｅｏｕｌ　City", "ſeoul city"])
def test_names_that_are_the_same(name: str) -> None:
    assert folded(name) == "seoul city"


def test_folding_keeps_what_tells_names_apart() -> None:
    assert folded("İstanbul") != folded("Istanbul!")
    assert folded("STRASSE") == folded("Straße")
    assert folded("가") == folded("\u1100\u1161")
    assert folded("Mérida") != folded("Merida")


def test_what_is_written_loosely_is_understood() -> None:
    read = _read(
        type="MoU partner", country="대한민국", native_name="서울", networks="neascn; CJK", aliases="SMG | smg\n S",
        website="seoul.example", active="TRUE",
    )  # fmt: skip
    assert (read.type, read.country, read.native_name_language, read.region) == (
        "mou_partner", "KR", "ko", Region.EAST_ASIA
    )  # fmt: skip
    assert (read.networks, read.aliases, read.website, read.active) == (
        ("CJK", "NEASCN"), ("smg", "S"), "https://seoul.example", True
    )  # fmt: skip


def test_every_problem_is_named_at_once_in_the_order_of_the_form() -> None:
    assert _bad(name="", type="x", country="", networks="EU", website="x y", active="maybe", region="x") == [
        "name", "type", "country", "region", "networks", "website", "active"
    ]  # fmt: skip
    assert _bad(name="a\x07") == ["name"]
    assert _bad(name=7) == ["name"]
    assert _bad(note="x" * 1001) == ["note"]
    assert _bad(aliases="|".join(f"n{n}" for n in range(21))) == ["aliases"]
    assert _bad(networks={"x": 1}) == ["networks"]


@pytest.mark.parametrize(("said", "active"), [(True, True), (False, False), ("", True), ("No", False), ("1", True)])
def test_who_is_a_member(said: object, active: bool) -> None:
    assert _read(active=said).active is active
    assert _bad(active=None) == ["active"]


def test_a_field_that_is_not_named_stays() -> None:
    before = _read(aliases=["SMG"], networks=["CJK"], active="no", city="Seoul")
    assert read_organisation({}, KNOWN, id=ID, before=before) == before
    after = read_organisation({"city": "", "country": "KE"}, KNOWN, id=ID, before=before)
    assert (after.city, after.country, after.region, after.aliases) == ("", "KE", Region.AFRICA, ("SMG",))
    chosen = _read(region="europe")
    assert read_organisation({"country": "KE"}, KNOWN, id=ID, before=chosen).region is Region.EUROPE
