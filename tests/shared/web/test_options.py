"""The lines of a select: as escaped, as chosen, and the same whether they were drawn before."""

from collections.abc import Callable

import pytest

from shared.web.options import Choices, option_lines

PLAIN = (("KR", "Korea & more"), ("CI", 'Côte d\'Ivoire "CI"'))
GROUPED = (("Asia", (("Asia/Seoul", "Seoul"), ("Asia/Tokyo", "Tokyo"))),)


@pytest.mark.parametrize("kind", [tuple, list])
def test_lines_are_escaped_and_the_chosen_one_is_marked(kind: Callable[[Choices], Choices]) -> None:
    for chosen, marks in (
        ("KR", (" selected", "")),
        ("CI", ("", " selected")),
        ("", ("", "")),
        ("KR", (" selected", "")),
    ):
        assert option_lines(kind(PLAIN), chosen) == (
            f'    <option value="KR"{marks[0]}>Korea &amp; more</option>\n'
            f'    <option value="CI"{marks[1]}>Côte d&#39;Ivoire &#34;CI&#34;</option>\n'
        )


def test_groups() -> None:
    assert option_lines(GROUPED, "Asia/Tokyo") == (
        '    <optgroup label="Asia"><option value="Asia/Seoul">Seoul</option>'
        '<option value="Asia/Tokyo" selected>Tokyo</option></optgroup>\n'
    )


@pytest.mark.parametrize("typed", ["Asia", "Seoul", 'KR"><b>', "<script>", "kr"])
def test_what_is_no_choice_marks_nothing_and_stands_nowhere(typed: str) -> None:
    for choices in (PLAIN, GROUPED):
        assert option_lines(choices, typed) == option_lines(choices, "")
