"""Faults of a file as a whole, and of clocks that are moved."""

import pytest

from shared.programme import ProgrammeRefused, parse

HEAD = '[source]\norganisation = "WeGO"\nshort_name = "WeGO"\ndefault_timezone = "Asia/Seoul"\n'
NIGHT = """[[events]]
slug = "night"
title = "A night"
kind = "forum"
timezone = "America/New_York"
when = { precision = "time", start = 2027-03-14T02:30:00, end = 2027-03-14T04:00:00 }
"""


@pytest.mark.parametrize("text", ["", HEAD, "# cut off\n"])
def test_a_file_without_anything_to_load_is_refused(text: str) -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        parse(text, "wego.toml")
    assert list(refused.value.lines()) == ["wego.toml: holds no event and no training"]


def test_an_hour_that_clocks_skip_is_refused() -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        parse(HEAD + NIGHT, "wego.toml")
    said = "2027-03-14 02:30 does not exist in America/New_York: clocks are moved forward; write another hour"
    assert list(refused.value.lines()) == [f"wego.toml:10: events.when: {said}"]


def test_so_is_one_of_a_session() -> None:
    session = '  [[events.sessions]]\n  title = "Watch"\n  day = 2\n  begins = 01:00:00\n  ends = 02:30:00\n'
    night = NIGHT.replace("03-14T02:30:00", "03-13T20:00:00")
    with pytest.raises(ProgrammeRefused) as refused:
        parse(HEAD + night + session, "wego.toml")
    said = "does not exist that day in America/New_York: clocks are moved forward; write another hour"
    assert list(refused.value.lines()) == [f"wego.toml:15: events.sessions.ends: {said}"]
