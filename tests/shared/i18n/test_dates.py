"""Dates in words, in five languages, on the real cases of the programme and on those where the day differs."""

from datetime import date, datetime

import pytest

from shared.i18n.dates import WhenWords, when_words
from shared.when import Precision, When

SEOUL, NAIROBI, MEXICO = "Asia/Seoul", "Africa/Nairobi", "America/Mexico_City"
LANGUAGES = ("en", "ko", "zh", "es", "fr")


def at(start: datetime, end: datetime | None = None, *, tentative: bool = False) -> When:
    return When(precision=Precision.TIME, start=start, end=end, tentative=tentative)


def on(first: date, last: date | None = None, *, tentative: bool = False) -> When:
    return When(precision=Precision.DAY, first=first, last=last or first, tentative=tentative)


PRE_WORKSHOP = at(datetime(2020, 12, 9, 15), datetime(2020, 12, 9, 17))
KICK_OFF = at(datetime(2021, 2, 24, 17))
EXPO = on(date(2021, 6, 23), date(2021, 6, 25))
MATCHMAKING = on(date(2021, 5, 26))
ASSEMBLY = When(precision=Precision.QUARTER, year=2021, quarter=3, tentative=True)
COHORT = When(precision=Precision.MONTH, year=2021, month=9)
ALL_YEAR = When(precision=Precision.YEAR, year=2021)


def plain(when: When, zone: str = "", reader: str = "") -> list[str]:
    return [when_words(when, zone, reader, language).plain for language in LANGUAGES]


def test_a_fixed_hour_in_both_zones() -> None:
    assert plain(PRE_WORKSHOP, SEOUL, NAIROBI) == [
        "Wednesday 9 December 2020, 15:00 to 17:00 Seoul (09:00 to 11:00 Nairobi)",
        "서울 시간 2020년 12월 9일 수요일 15:00~17:00(나이로비 시간 09:00~11:00)",
        "首尔时间2020年12月9日星期三15:00至17:00（内罗毕时间09:00至11:00）",
        "Miércoles 9 de diciembre de 2020, de 15:00 a 17:00, hora de Seúl (de 09:00 a 11:00, hora de Nairobi)",
        "Mercredi 9 décembre 2020, de 15:00 à 17:00, heure de Séoul (de 09:00 à 11:00, heure de Nairobi)",
    ]


def test_an_unknown_end_is_said() -> None:
    """17:00 in Seoul is 02:00 of the same day in Mexico City."""
    assert plain(KICK_OFF, SEOUL, MEXICO) == [
        "Wednesday 24 February 2021, 17:00 Seoul (02:00 Mexico City); no end time given",
        "서울 시간 2021년 2월 24일 수요일 17:00(멕시코 시티 시간 02:00), 종료 시간 안내 없음",
        "首尔时间2021年2月24日星期三17:00（墨西哥城时间02:00）；未注明结束时间",
        "Miércoles 24 de febrero de 2021, 17:00, hora de Seúl (02:00, hora de Ciudad de México); "
        "sin hora de finalización indicada",
        "Mercredi 24 février 2021, 17:00, heure de Séoul (02:00, heure de Mexico)\u00a0; heure de fin non communiquée",
    ]


def test_another_day_at_the_readers_is_said() -> None:
    morning = at(datetime(2021, 2, 24, 9), datetime(2021, 2, 24, 11))
    assert [when_words(morning, SEOUL, MEXICO, language).reader for language in LANGUAGES] == [
        "Tuesday 23 February, 18:00 to 20:00 Mexico City",
        "멕시코 시티 시간 2월 23일 화요일 18:00~20:00",
        "墨西哥城时间2月23日星期二18:00至20:00",
        "martes 23 de febrero, de 18:00 a 20:00, hora de Ciudad de México",
        "mardi 23 février, de 18:00 à 20:00, heure de Mexico",
    ]


def test_another_year_at_the_readers_is_said() -> None:
    new_year = at(datetime(2027, 1, 1, 9), datetime(2027, 1, 1, 10))
    assert when_words(new_year, SEOUL, MEXICO, "en").reader == "Thursday 31 December 2026, 18:00 to 19:00 Mexico City"


def test_midnight_between_start_and_end_at_the_readers() -> None:
    evening = at(datetime(2021, 5, 26, 20), datetime(2021, 5, 26, 22))
    words = when_words(evening, SEOUL, "Pacific/Auckland", "en")
    assert words.reader == "Wednesday 26 May, 23:00 to Thursday 27 May, 01:00 Auckland"
    assert [clock.same_day for clock in words.clocks] == [True, False]


def test_several_days_with_hours() -> None:
    course = at(datetime(2021, 6, 23, 9), datetime(2021, 6, 25, 18))
    assert plain(course, SEOUL) == [
        "Wednesday 23 June, 09:00 to Friday 25 June 2021, 18:00 Seoul",
        "서울 시간 2021년 6월 23일 수요일 09:00부터 6월 25일 금요일 18:00까지",
        "首尔时间2021年6月23日星期三09:00至6月25日星期五18:00",
        "Del miércoles 23 de junio, 09:00, al viernes 25 de junio de 2021, 18:00, hora de Seúl",
        "Du mercredi 23 juin, 09:00, au vendredi 25 juin 2021, 18:00, heure de Séoul",
    ]
    assert when_words(course, SEOUL, "", "en").hours == ""


@pytest.mark.parametrize(
    ("month", "there", "letters", "offset"),
    [(1, "12:00 to 13:00", "GMT", "UTC"), (7, "13:00 to 14:00", "BST", "UTC+1")],
)
def test_summer_time_is_that_of_the_day(month: int, there: str, letters: str, offset: str) -> None:
    evening = at(datetime(2027, month, 14, 21), datetime(2027, month, 14, 22))
    clock = when_words(evening, SEOUL, "Europe/London", "en").clocks[1]
    assert (clock.hours, clock.letters, clock.offset) == (there, letters, offset)


def test_the_venues_own_summer_time() -> None:
    for month, offset in ((1, "+01:00"), (7, "+02:00")):
        words = when_words(at(datetime(2027, month, 14, 9)), "Europe/Paris", "", "en")
        assert words.datetime == f"2027-{month:02}-14T09:00{offset}"


def test_one_day_and_its_zone() -> None:
    assert plain(MATCHMAKING, SEOUL, NAIROBI) == [
        "Wednesday 26 May 2021, Seoul time; hours to follow",
        "2021년 5월 26일 수요일(서울 시간), 시간은 추후 안내",
        "2021年5月26日星期三（首尔时间）；具体时间另行通知",
        "Miércoles 26 de mayo de 2021, hora de Seúl; horario por anunciar",
        "Mercredi 26 mai 2021, heure de Séoul\u00a0; horaires à préciser",
    ]
    assert when_words(MATCHMAKING, "", "", "en").plain == "Wednesday 26 May 2021; hours to follow"
    assert when_words(on(date(2021, 5, 26), tentative=True), "", "", "en").notes == (
        "hours to follow",
        "to be confirmed",
    )


def test_days_in_a_row() -> None:
    assert plain(EXPO, SEOUL) == [
        "Wednesday 23 to Friday 25 June 2021, Seoul time",
        "2021년 6월 23일 수요일부터 25일 금요일까지(서울 시간)",
        "2021年6月23日星期三至25日星期五（首尔时间）",
        "Del miércoles 23 al viernes 25 de junio de 2021, hora de Seúl",
        "Du mercredi 23 au vendredi 25 juin 2021, heure de Séoul",
    ]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2021, 6, 30), date(2021, 7, 2), "Wednesday 30 June to Friday 2 July 2021"),
        (date(2021, 12, 30), date(2022, 1, 2), "Thursday 30 December 2021 to Sunday 2 January 2022"),
    ],
)
def test_days_across_months_and_years(first: date, last: date, words: str) -> None:
    assert when_words(on(first, last), "", "", "en").plain == words


def test_the_first_of_a_month_in_french() -> None:
    assert when_words(on(date(2027, 6, 1)), "", "", "fr").date == "Mardi 1er juin 2027"


def test_open_dates() -> None:
    assert plain(COHORT, SEOUL, NAIROBI) == [
        "September 2021, day still open",
        "2021년 9월, 날짜 미정",
        "2021年9月，具体日期未定",
        "Septiembre de 2021, día por definir",
        "Septembre 2021, jour à définir",
    ]
    assert plain(ASSEMBLY) == [
        "3rd quarter 2021, to be confirmed",
        "2021년 3분기, 추후 확정",
        "2021年第三季度，待确认",
        "3.er trimestre de 2021, por confirmar",
        "3e trimestre 2021, à confirmer",
    ]
    assert plain(ALL_YEAR) == [
        "Throughout 2021",
        "2021년 연중",
        "2021年全年",
        "Durante todo 2021",
        "Tout au long de 2021",
    ]
    longer = when_words(COHORT, SEOUL, "", "en", several_days=True)
    assert longer.plain == "September 2021, first day still open"


def test_what_else_the_words_carry() -> None:
    words = when_words(PRE_WORKSHOP, SEOUL, NAIROBI, "es")
    assert (words.inline, words.venue, words.date, words.hours, words.notes, words.is_open, words.datetime) == (
        "miércoles 9 de diciembre de 2020, de 15:00 a 17:00, hora de Seúl (de 09:00 a 11:00, hora de Nairobi)",
        "Miércoles 9 de diciembre de 2020, de 15:00 a 17:00, hora de Seúl",
        "Miércoles 9 de diciembre de 2020",
        "de 15:00 a 17:00",
        (),
        False,
        "2020-12-09T15:00+09:00",
    )
    own, other = words.clocks
    assert (own.city, own.letters, own.offset, own.day) == ("Seúl", "KST", "UTC+9", "Miércoles 9 de diciembre de 2020")
    assert (other.city, other.hours, other.letters, other.same_day) == ("Nairobi", "de 09:00 a 11:00", "EAT", True)


def test_the_machine_readable_date_says_no_more_than_is_known() -> None:
    def machine(when: When) -> str:
        return when_words(when, "", "", "en").datetime

    assert [machine(each) for each in (EXPO, COHORT, ALL_YEAR, ASSEMBLY, KICK_OFF)] == [
        "2021-06-23",
        "2021-09",
        "2021",
        "",
        "2021-02-24T17:00",
    ]


@pytest.mark.parametrize("reader", ["", SEOUL, "ROK"])
def test_nothing_in_brackets_where_the_reader_has_the_same_zone_or_none(reader: str) -> None:
    words = when_words(PRE_WORKSHOP, SEOUL, reader, "en")
    assert words.reader == ""
    assert len(words.clocks) == 1


def test_a_venue_in_another_city_of_the_zone_names_itself() -> None:
    assert when_words(EXPO, MEXICO, "", "fr", venue_city="Mérida").venue.endswith(", heure de Mérida")
    assert when_words(PRE_WORKSHOP, "Asia/Shanghai", "", "en", venue_city="Shanghai").clocks[0].city == "Shanghai"


def test_an_unknown_language_reads_english() -> None:
    words: WhenWords = when_words(EXPO, "", "", "am")
    assert words.plain == "Wednesday 23 to Friday 25 June 2021"
