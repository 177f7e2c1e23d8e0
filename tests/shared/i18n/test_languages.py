"""Which language a reader gets."""

import pytest

from shared.i18n import LANGUAGES, language_of, negotiate


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("ko", "ko"),
        ("ko-KR", "ko"),
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("zh_Hans_SG", "zh"),
        ("ES-419", "es"),
        (" fr ", "fr"),
    ],
)
def test_a_tag_is_served_by_its_language(tag: str, code: str) -> None:
    language = language_of(tag)
    assert language is not None
    assert language.code == code


@pytest.mark.parametrize("tag", ["", "am", "english", "*", "e", "../en"])
def test_a_tag_that_is_not_ours_is_none(tag: str) -> None:
    assert language_of(tag) is None


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "en"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("am, fr;q=0.5, es;q=0.7", "es"),
        ("en;q=0.1, zh-CN;q=0.2", "zh"),
        ("de, am", "en"),
        ("fr;q=0, es;q=0.1", "es"),
        ("fr;q=x, es", "es"),
        ("fr, es", "fr"),
        (";;;,,q=", "en"),
        ("ko;q=nan", "en"),
    ],
)
def test_the_greatest_wish_wins(header: str, code: str) -> None:
    assert negotiate(header).code == code


def test_every_language_says_its_own_name_and_tag() -> None:
    assert [(language.code, language.tag, language.name) for language in LANGUAGES] == [
        ("en", "en", "English"),
        ("ko", "ko", "한국어"),
        ("zh", "zh-Hans", "简体中文"),
        ("es", "es", "Español"),
        ("fr", "fr", "Français"),
    ]
