"""The date box: three short lines."""

from datetime import date, datetime

import pytest

from shared.i18n import LANGUAGES, translator
from shared.i18n.datebox import DateBox, datebox
from shared.when import Precision, When

P = Precision


def box(when: When, language: str = "en") -> DateBox:
    return datebox(when, translator(language))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When(precision=P.TIME, start=datetime(2021, 2, 24, 17)), DateBox(top="Feb", main="24", bottom="Wed")),
        (
            When(precision=P.DAY, first=date(2021, 6, 23), last=date(2021, 6, 25)),
            DateBox(top="Jun", main="23–25", bottom="Wed–Fri", long=True),
        ),
        (
            When(precision=P.DAY, first=date(2021, 6, 30), last=date(2021, 7, 2), tentative=True),
            DateBox(top="Jun–Jul", main="30–2", bottom="Wed–Fri", long=True, tentative=True),
        ),
        (When(precision=P.MONTH, year=2021, month=9), DateBox(main="Sep", bottom="day open", is_open=True)),
        (
            When(precision=P.MONTH, year=2021, month=12, tentative=True),
            DateBox(main="Dec", bottom="open", is_open=True, tentative=True),
        ),
        (
            When(precision=P.QUARTER, year=2021, quarter=3, tentative=True),
            DateBox(main="Q3", bottom="Jul–Sep", is_open=True, tentative=True),
        ),
        (When(precision=P.YEAR, year=2021), DateBox(main="2021", bottom="all year", is_open=True)),
    ],
)
def test_boxes(when: When, expected: DateBox) -> None:
    assert box(when) == expected


def test_the_box_in_other_languages() -> None:
    quarter = When(precision=P.QUARTER, year=2021, quarter=3)
    day = When(precision=P.DAY, first=date(2021, 5, 26), last=date(2021, 5, 26))
    assert [box(quarter, each.code).main for each in LANGUAGES] == ["Q3", "3분기", "3季度", "T3", "T3"]
    assert [(box(day, each.code).top, box(day, each.code).bottom) for each in LANGUAGES] == [
        ("May", "Wed"),
        ("5월", "수"),
        ("5月", "周三"),
        ("may", "mié"),
        ("mai", "mer."),
    ]
