"""Searches find what was written with accents by what was typed without, and what stood before the column did too."""

import unicodedata
from pathlib import Path

import pytest

import services.registration
from services.registration.domain.searching import pattern, searchable
from shared.house import House
from tests.registration.events import load_event
from tests.registration.web.registering import come, home

__all__ = ["home"]
_MIGRATIONS = Path(services.registration.__file__).parent / "migrations"
# Letters of the scripts that have capitals, and words of others.
_LETTERS = [
    chr(code)
    for code in (*range(0x20, 0x1C80), *range(0x1E00, 0x2000))
    if unicodedata.name(chr(code), "").split(" ")[0] in ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN")
]
_WORDS = [
    "José MÜLLER",
    "Straße",
    "İSTANBUL",
    "Reykjavík Þór",
    "김민수",
    "서울특별시",
    "李样本",
    "ＷＥＧＯ",
    "አበበ",
    "がぎぐ",
    "สมชาย",
]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("jose", "José"), ("muller", "MÜLLER"), ("Sao Paulo", "São Paulo"), ("istanbul", "İstanbul"),
        ("lodz", "Łódź"), ("malmo", "Malmø"), ("strasse", "STRAẞE"), ("김민", "김민수"), ("样本", "李样本"),
        ("서울", unicodedata.normalize("NFD", "서울특별시")), ("wego", "ＷＥＧＯ"), ("ЕКАТЕРИНА", "екатерина"),
    ],
)  # fmt: skip
def test_it_is_found_by_what_a_keyboard_has(typed: str, written: str) -> None:
    assert searchable(typed) in searchable(written)


def test_another_letter_is_not_another_accent() -> None:
    assert searchable("か") != searchable("が")
    assert searchable("기") not in searchable("김")
    assert pattern("50%_\\") == "%50\\%\\_\\\\%"


@pytest.mark.parametrize("name", ["0010_search.sql", "0012_event_search.sql", "0014_programme_search.sql"])
async def test_the_migration_writes_what_the_domain_does(home: House, name: str) -> None:
    function = (_MIGRATIONS / name).read_text("utf-8").partition("CREATE FUNCTION")[2].partition("$$;")[0]
    texts = [*_LETTERS, *_WORDS]
    async with home.db.transaction() as tx:
        await tx.conn.execute(f"CREATE FUNCTION {function} $$")
        rows = await tx.conn.fetch("SELECT t, searchable(t) AS s FROM unnest($1::text[]) AS t", texts)
        await tx.conn.execute("DROP FUNCTION searchable(text)")
    assert len(rows) > 1000
    assert [(row["t"], row["s"]) for row in rows if row["s"] != searchable(row["t"])] == []


async def test_the_column_follows_every_change(home: House) -> None:
    await load_event(home)
    await come(home, 1, name="José Müller", native_name="조세", organisation="Malmö")
    async with home.db.reading() as tx:
        found = await tx.conn.fetchval("SELECT search FROM registrations")
        event = await tx.conn.fetchval("SELECT search FROM events")
    assert found == "jose muller\n조세\nperson1@example.org\nmalmo"
    assert event == "cio forum\nseoul\n"


async def test_an_event_from_before_the_column_is_found(home: House) -> None:
    await load_event(home, 'network = "Málaga"')
    statements = (_MIGRATIONS / "0012_event_search.sql").read_text("utf-8")
    async with home.db.transaction() as tx:
        await tx.conn.execute("ALTER TABLE events DROP COLUMN search CASCADE")
        await tx.conn.execute(statements)
        assert await tx.conn.fetchval("SELECT search FROM events") == "cio forum\nseoul\nmalaga"
