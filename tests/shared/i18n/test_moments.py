"""Instants in words."""

from datetime import UTC, datetime

from shared.i18n.moments import moment_words

AT = datetime(2021, 5, 26, 6, 0, tzinfo=UTC)


def test_an_instant_by_a_zone_s_clock() -> None:
    assert [moment_words(AT, "Asia/Seoul", language) for language in ("en", "ko", "zh", "es", "fr")] == [
        "Wednesday 26 May 2021, 15:00 Seoul",
        "서울 시간 2021년 5월 26일 수요일 15:00",
        "首尔时间2021年5月26日星期三15:00",
        "Miércoles 26 de mayo de 2021, 15:00, hora de Seúl",
        "Mercredi 26 mai 2021, 15:00, heure de Séoul",
    ]


def test_in_a_history_without_the_weekday() -> None:
    assert moment_words(AT, "America/Mexico_City", "en", weekday=False) == "26 May 2021, 01:00 Mexico City"


def test_an_unknown_zone_is_utc_and_says_so() -> None:
    assert moment_words(AT, "", "en") == "Wednesday 26 May 2021, 06:00 UTC"
    assert moment_words(AT, "Etc/UTC", "fr", weekday=False) == "26 mai 2021, 06:00 UTC"
