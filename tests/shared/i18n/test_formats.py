"""Months that stand alone."""

from shared.i18n.formats import month_name, month_of_year, quarter_months

LANGUAGES = ("en", "ko", "zh", "es", "fr")


def test_a_month_alone_is_written_as_in_a_date() -> None:
    assert [month_name(9, language) for language in LANGUAGES] == [
        "September",
        "9월",
        "9月",
        "Septiembre",
        "Septembre",
    ]
    for language in ("ko", "zh"):
        assert month_of_year(2021, 9, language).endswith(month_name(9, language))


def test_the_months_of_a_quarter() -> None:
    assert [quarter_months(3, language) for language in LANGUAGES] == [
        "July to September",
        "7월~9월",
        "7月至9月",
        "Julio a septiembre",
        "Juillet à septembre",
    ]
