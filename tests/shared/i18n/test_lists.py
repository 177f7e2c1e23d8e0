"""What stands one after the other in a line."""

from shared.i18n import translator
from shared.i18n.lists import comma_list, semicolon_list


def test_the_parts_that_are_known_in_a_line() -> None:
    english = translator("en")
    assert comma_list(("Seoul Global Center", "", "Seoul", "South Korea"), english) == (
        "Seoul Global Center, Seoul, South Korea"
    )
    assert semicolon_list(("hours to follow", "to be confirmed"), english) == "hours to follow; to be confirmed"
    assert (comma_list(("Zoom",), english), comma_list((), english)) == ("Zoom", "")


def test_a_percent_sign_in_a_part_stays() -> None:
    assert comma_list(("100 % online", "%(line)s"), translator("en")) == "100 % online, %(line)s"


def test_chinese_has_its_own_marks() -> None:
    assert comma_list(("线上", "Zoom", "YouTube"), translator("zh")) == "线上，Zoom，YouTube"
    assert semicolon_list(("具体时间另行通知", "待确认"), translator("zh")) == "具体时间另行通知；待确认"
