"""Every type of question is whole: its entry, its template, its row here; and what of it may be answered."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import msgspec
import pytest

from services.training.app import TEMPLATES
from services.training.domain.surveys.answering import check, raw_of, split
from services.training.domain.surveys.questions import Condition, MultipleChoice, Question, Section, YesNo
from services.training.domain.surveys.types import TYPES, type_of
from services.training.web.surveys.question_view import views_of
from shared.http import translated
from shared.i18n import LANGUAGES, translator
from shared.web.pages import Pages
from tests.training.surveys.questions import ROWS, Row, choices, en

ASKED = [row for row in ROWS if type_of(row.item).asks]
PAGES = Pages([TEMPLATES])


def name_of(row: object) -> str:
    assert isinstance(row, Row)
    return type_of(row.item).tag


def shown(items: list[Question], raw: dict[str, object], problems: Any = (), *, language: str = "en") -> str:
    views = views_of(items, language, translator(language), raw, problems)
    code = next(each for each in LANGUAGES if each.code == language)
    render = PAGES._environments[code.code].from_string(
        '{% from "surveys/questions/all.html" import ask %}{% for view in views %}{{ ask(view) }}{% endfor %}'
    )
    return render.render(views=views, reader=SimpleNamespace())


def test_every_type_has_its_entry_its_template_and_its_row() -> None:
    tags = {str(struct.__struct_config__.tag) for struct in get_args(Question)}
    templates = {path.stem for path in (Path(TEMPLATES) / "surveys" / "questions").glob("*.html")}
    assert set(TYPES) == tags
    assert templates - {"all", "parts"} == tags
    assert {name_of(row) for row in ROWS} == tags


def test_settings_name_fields_of_the_struct() -> None:
    common = {"key", "text", "help", "required", "when", "bank"}
    for entry in TYPES.values():
        own = set(entry.struct.__struct_fields__) - common
        assert {setting.name for setting in entry.settings} == own, entry.tag


@pytest.mark.parametrize("row", ASKED, ids=name_of)
def test_it_is_read_from_a_form_and_from_json(row: Row) -> None:
    assert check([row.item], raw_of([row.item], row.form), language="en") == ({"x": row.answer}, [])
    assert check([row.item], {"x": row.json}, language="en") == ({"x": row.answer}, [])


@pytest.mark.parametrize("row", ASKED, ids=name_of)
def test_what_cannot_be_is_said_beside_the_question(row: Row) -> None:
    _, problems = check([row.item], {"x": row.bad}, language="en")
    assert [(each.field, each.message) for each in translated(tuple(problems), translator("en"))] == [
        ("x", row.problem)
    ]
    assert f'<p class="error" id="error-x" lang="en">{row.problem}</p>' in shown([row.item], {"x": row.bad}, problems)


@pytest.mark.parametrize("row", ASKED, ids=name_of)
@pytest.mark.parametrize("odd", [[], {}, "", None, [1], {"a": []}, {"keys": "x"}, "\ud800", 1e400, -1, {"other": 1}])
def test_nothing_that_is_sent_breaks_it(row: Row, odd: object) -> None:
    check([row.item], {"x": odd, "unknown": odd}, language="ko")


@pytest.mark.parametrize("row", ASKED, ids=name_of)
def test_only_a_required_one_must_be_answered(row: Row) -> None:
    assert check([row.item], {}, language="en") == ({}, [])
    needed = msgspec.structs.replace(row.item, required=True)
    assert [problem.field for problem in check([needed], {}, language="en")[1]] == ["x"]


@pytest.mark.parametrize("row", ASKED, ids=name_of)
def test_texts_are_kept_apart(row: Row) -> None:
    assert row.answer is not None
    left = {} if row.left is None else {"x": row.left}
    assert split([row.item], {"x": row.answer}) == (left, [("x", words) for words in row.words])


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_template_has_its_fields_and_shows_what_was_given(row: Row) -> None:
    raw = raw_of([row.item], row.form)
    page = shown([row.item], raw)
    assert row.item.text["en"] in page
    for name in row.fields:
        assert f'name="{name}"' in page
    given = [value for values in row.form.values() for value in values]
    marks = page.count(" checked") + sum(page.count(f'value="{words.strip()}" dir') for words in given)
    texts = type_of(row.item).is_words or type_of(row.item).tag == "number"
    assert texts or not type_of(row.item).asks or marks >= len(given)
    assert shown([row.item], raw, language="ko")


@pytest.mark.parametrize("row", ASKED, ids=name_of)
def test_a_kept_answer_is_shown_as_the_typed_one(row: Row) -> None:
    assert row.answer is not None
    if type_of(row.item).is_words:
        return
    typed = shown([row.item], raw_of([row.item], row.form))
    kept = shown([row.item], {"x": row.answer})
    assert kept.count(" checked") == typed.count(" checked")


def test_what_is_not_asked_has_no_answer() -> None:
    items: list[Question] = [
        YesNo(key="came", text=en("Did you come?")),
        Section(key="visit", text=en("The visit"), when=Condition("came", ("yes",))),
        YesNo(key="liked", text=en("Did you like it?"), required=True),
        YesNo(key="again", text=en("Again?"), when=Condition("liked", ("no",)), required=True),
        Section(key="end", text=en("At the end")),
        YesNo(key="last", text=en("Anything else?")),
    ]
    everything = {"came": "no", "liked": "yes", "again": "yes", "last": "no"}
    assert check(items, everything, language="en") == ({"came": False, "last": False}, [])
    assert check(items, {**everything, "came": "yes"}, language="en")[0] == {"came": True, "liked": True, "last": False}
    answers, problems = check(items, {"came": True, "liked": False}, language="en")
    assert (answers, [problem.field for problem in problems]) == ({"came": True, "liked": False}, ["again"])
    page = shown(items, {})
    assert "Only if you answered “Did you come?” with: Yes" in page
    assert page.count("data-when=") == 3
    assert "[[&#34;came&#34;,[&#34;yes&#34;]],[&#34;liked&#34;,[&#34;no&#34;]]]" in page


def test_of_several_one_is_enough_and_other_is_one_of_them() -> None:
    source = next(row.item for row in ROWS if type_of(row.item).tag == "multiple")
    source = msgspec.structs.replace(source, key="what")
    follow = YesNo(key="more", text=en("More?"), when=Condition("what", ("water", "other")))
    for raw, asked in (
        ({"keys": ["water", "power"]}, True),
        ({"keys": ["waste"]}, False),
        ({"keys": [], "other": "Trams"}, True),
    ):
        answers, _ = check([source, follow], {"what": raw, "more": True}, language="en")
        assert ("more" in answers) is asked


def test_words_stand_in_the_readers_language_or_the_first() -> None:
    item = YesNo(key="x", text={"en": "Did you come?", "ko": "오셨나요?"}, help={"en": "By bus or train"})
    (view,) = views_of([item], "ko", translator("fr"))
    assert (view.lang, view.say(view.item.text), view.say(view.item.help)) == ("ko", "오셨나요?", "By bus or train")
    (view,) = views_of([item], "es", translator("es"))
    assert (view.lang, view.say(view.item.text)) == ("en", "Did you come?")


NONE = MultipleChoice(key="x", text=en("What of it?"), choices=choices("maps", "none"), other=True, alone="none")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["maps", "other"], True),
        (["none"], True),
        (["maps", "none"], False),
        (["none", "other"], False),
        ({"keys": ["none"], "other": "Trams"}, False),
    ],
)
def test_what_goes_with_no_other_is_not_taken_with_others(given: object, kept: bool) -> None:
    answers, problems = check([NONE], {"x": given}, language="en")
    said = [each.message for each in translated(tuple(problems), translator("en"))]
    assert (bool(answers), said) == (
        kept, [] if kept else ["“The None” goes with no other answer: take away its tick, or the others"]
    )  # fmt: skip
    page = shown([NONE], {"x": {"keys": ["maps", "none"]}})
    assert page.count("data-alone") == 1
    assert 'value="none" checked data-alone' in page
