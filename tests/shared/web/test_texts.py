"""Texts in templates: every one a format string, what fills its holes escaped; one code for all languages."""

import pytest

from services.registration import app
from shared.i18n import LANGUAGES
from shared.web.pages import Pages

PAGES = Pages()


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{{ _("Sign in") }}', "로그인"),
        ('{{ _("Programme %(year)s", year="<b>") }}', "&lt;b&gt;년 프로그램"),
        ('{{ _("100 %%") }}', "100 %"),
        ('{{ ngettext("%(num)s day", "%(num)s days", 3) }}', "3일"),
        ('{{ pgettext("date box", "all year") }}', "연중"),
        ('{{ npgettext("no such context", "%(num)s <i>", "%(num)s <b>", 2) }}', "2 <b>"),
        ('{% set year = "<b>" %}{% trans %}Programme {{ year }}{% endtrans %}', "&lt;b&gt;년 프로그램"),
    ],
)
def test_texts_in_the_language_of_the_reader(source: str, shown: str) -> None:
    korean = next(language for language in LANGUAGES if language.code == "ko")
    environment = PAGES.template(korean, "error.html").environment
    assert environment.from_string(source).render() == shown


def test_a_template_is_compiled_once_for_every_language() -> None:
    of_registration = Pages([app.TEMPLATES])
    codes = {
        id(pages.template(language, "layout.html").root_render_func.__code__)
        for pages in (PAGES, of_registration)
        for language in LANGUAGES
    }
    assert len(codes) == 1
