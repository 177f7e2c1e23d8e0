"""Names from CLDR."""

import subprocess
import sys
from pathlib import Path

from shared.i18n.names import countries, country_name, language_name, months, weekdays


def test_countries_are_those_of_iso_3166() -> None:
    assert len(countries("en")) == 249
    codes = dict(countries("en"))
    assert [code for code in ("KR", "TW", "XK", "EU", "UN", "ZZ", "kr", "") if code in codes] == ["KR", "TW"]
    assert [country_name("KR", code) for code in ("en", "ko", "zh", "es", "fr")] == [
        "South Korea",
        "대한민국",
        "韩国",
        "Corea del Sur",
        "Corée du Sud",
    ]
    assert country_name("QQ", "fr") == "QQ"


def test_countries_stand_in_the_order_of_their_language() -> None:
    english = [name for _, name in countries("en")]
    assert english[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    korean = [name for _, name in countries("ko")]
    assert korean[0] == "가나"
    chinese = [name for _, name in countries("zh")]
    assert chinese.index("阿富汗") < chinese.index("加拿大") < chinese.index("中国")


def test_months_and_weekdays() -> None:
    assert months("es")[8] == "septiembre"
    assert weekdays("fr")[2] == "mercredi"
    assert months("ko", "abbreviated")[8] == "9월"
    assert weekdays("zh", "abbreviated")[2] == "周三"


def test_the_languages_do_not_mix_whatever_was_loaded_first() -> None:
    """Babel 2.18 shows Chinese months in French once Chinese was loaded, in its stand-alone tables."""
    code = (
        "from shared.i18n.names import months, weekdays\n"
        "for each in ('zh', 'ko', 'fr', 'es', 'en'):\n"
        "    months(each), weekdays(each), months(each, 'abbreviated'), weekdays(each, 'abbreviated')\n"
        "print(months('fr')[0], months('es', 'abbreviated')[8], weekdays('en', 'abbreviated')[0], months('ko')[0])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "janvier sept Mon 1월\n"


def test_language_names() -> None:
    assert language_name("am", "es") == "amárico"
    assert language_name("zh-Hant", "en") == "Traditional Chinese"
    assert language_name("xx-YY", "en") == "xx-YY"
