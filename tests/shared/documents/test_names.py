"""What stands on the paper in any script comes out of the file as it was written."""

import unicodedata
from datetime import UTC, datetime

import pytest

from shared.documents.fonts import SAMPLES, missing, scripts
from shared.documents.press import press
from tests.shared.documents.reading import fonts, lines

CREATED = datetime(2026, 5, 20, 9, tzinfo=UTC)
NAMES = [
    ("en", "Ana María Nuñez-Åström"),
    ("vi", "Nguyễn Thị Bích Hằng"),
    ("yo", "Adébáyọ̀ Ṣọlá"),
    ("mh", "L̗ajkit M̧ōn̄"),
    ("ko", "김견본"),
    ("zh-Hans", "王小明"),
    ("zh-Hant", "陳大文"),
    ("ja", "山田 さくら"),
    ("ar", "محمد عبد الرحمن"),
    ("ar", "شيماء بنت جميل لا إله"),
    ("ur", "گلزار ہاشمی"),
    ("fa", "پژمان گودرزی"),
    ("he", "משה כהן"),
    ("am", "አበበ ቢቂላ"),
    ("th", "สมชาย ใจดี"),
    ("th", "น้ำผึ้ง"),
    ("th", "ประสิทธิ์"),
    ("th", "ปิ่น"),
    ("th", "ทักษิณ ชินวัตร"),
    ("th", "พิธา ลิ้มเจริญรัตน์"),
    ("th", "กิตติศักดิ์ น้ำทิพย์"),
    ("th", "ไพบูลย์ ฟ้ารุ่งเรือง"),
    ("ru", "Екатерина Ёлкина"),
    ("mn", "Өлзийсайхан Үүрцайх"),
    ("hi", "श्रीकृष्ण प्रसाद"),
    ("ne", "काठमाडौं"),
    ("km", "សុខ សុភាព"),
    ("km", "លី ស្រីនួន"),
    ("km", "ស៊ិន ច័ន្ទឆាយា"),
    ("lo", "ວຽງຈັນ"),
    ("my", "ရန်ကုန်"),
    ("my", "မောင် မောင်"),
    ("bn", "ঢাকা"),
    ("ta", "சென்னை"),
    ("si", "කොළඹ"),
    ("si", "රනිල් වික්\u200dරමසිංහ"),
    ("ka", "თბილისი"),
    ("hy", "Երևան"),
]


@pytest.mark.parametrize(("language", "name"), NAMES, ids=[name for _, name in NAMES])
def test_the_text_of_a_certificate_is_the_name(language: str, name: str) -> None:
    sheet = {"name": name, "native": name, "native_lang": language, "programme": "Smart City Training"}
    made = press().pdf("certificate", sheet, created=CREATED)
    assert [line for line in lines(made) if not line.isascii()] == [unicodedata.normalize("NFC", name)] * 2


def test_what_is_told_beside_the_name_is_copied_as_it_was_written() -> None:
    told = {
        "programme": "การฝึกอบรม ศักดิ์สิทธิ์ ที่ ภูเก็ต",
        "organisation": "ក្រសួងមហាផ្ទៃ រដ្ឋបាលរាជធានីភ្នំពេញ",
        "place": "ศูนย์ประชุม ริมน้ำ ที่ กรุงเทพมหานคร",
    }
    found = lines(press().pdf("certificate", {"name": "Ana Sample"} | told, created=CREATED))
    assert {line for line in found if not line.isascii()} == set(told.values())


def test_a_long_name_that_wraps_is_copied_as_it_was_written() -> None:
    name = " ".join(["กิตติศักดิ์ศรีวัฒนาพงศ์ไพบูลย์ ชินวัตร"] * 4)
    found = lines(press().pdf("certificate", {"name": name}, created=CREATED))
    assert " ".join(line.strip() for line in found if not line.isascii()) == name


def test_a_non_joiner_is_drawn_where_it_stands_and_copied_a_letter_later() -> None:
    """Typst writes it with the letter after it, and readers turn both around: docs/documents.md tells it. Once that is
    mended, these names belong among NAMES."""
    copied = {
        name: {
            line for line in lines(press().pdf("certificate", {"name": name}, created=CREATED)) if not line.isascii()
        }
        for name in ("علی\N{ZERO WIDTH NON-JOINER}رضا", "امیر\N{ZERO WIDTH NON-JOINER}حسین میرزایی")
    }
    assert copied == {
        "علی\N{ZERO WIDTH NON-JOINER}رضا": {"علیر\N{ZERO WIDTH NON-JOINER}ضا"},
        "امیر\N{ZERO WIDTH NON-JOINER}حسین میرزایی": {"امیرح\N{ZERO WIDTH NON-JOINER}سین میرزایی"},
    }


@pytest.mark.parametrize(("language", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_badge_says_it_too(language: str, name: str) -> None:
    made = press().pdf("badge", {"badges": [{"name": "A", "native": name, "native_lang": language}]}, created=CREATED)
    assert "".join(lines(made)[2:]) == unicodedata.normalize("NFC", name)


def test_han_letters_are_those_of_the_language() -> None:
    used = {
        language: {font for font in fonts(press().pdf("certificate", sheet, created=CREATED)) if "CJK" in font}
        for language in ("ko", "ja", "zh-Hans", "zh-Hant", "zh-HK")
        if (sheet := {"name": "x", "native": "直骨", "native_lang": language})
    }
    assert {language: [font.partition("CJK")[2][:2] for font in found] for language, found in used.items()} == {
        "ko": ["kr"],
        "ja": ["jp"],
        "zh-Hans": ["sc"],
        "zh-Hant": ["tc"],
        "zh-HK": ["hk"],
    }


def test_every_promised_script_has_its_letters() -> None:
    assert scripts() == dict.fromkeys(SAMPLES, "")


def test_letters_without_a_font_are_named() -> None:
    assert missing("Kim \U00012000\U00012000 \U00013000") == "\U00012000\U00013000"
