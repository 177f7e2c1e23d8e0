"""The scan for lines finds exactly the keys that the standard parser finds, each on its line."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.programme.positions import Path, Positions

TEXT = (
    """\
# a comment with [[brackets]] and key = "value"
title = "a # that is no comment, [nor] a {table}"
"quoted key" = 1
'literal' = '''
many lines
]] """
    + '"""'
    + """ }} '''
a.b."c.d" = 2021-02-24T17:00:00   # dotted

[source]
list = [ # comment, with ] inside
  "one", 'two',
  \"\"\"three
  lines \\"""
    + '"""'
    + """ here\"\"\"\"\",

  { name = "x", deep = { k = [1, 2] } },
]
empty = []
none = {}

[[events]]
slug = "one"
when = { precision = "time", start = 2020-12-09 15:00:00, end=2020-12-09T17:00:00Z }
  [[events.sessions]]
  title = "A"
  [[events.sessions]]
  title = "B"
  speakers = [
    { name = "X" },
    { name = "Y",
      role = "r" },
  ]
  [events.extra]
  key = true

[[events]]
slug = "two"
  [[events.sessions]]
  title = "C"
"""
)


def paths(value: Any, at: Path = ()) -> set[Path]:
    """Every key and every element of an array, as the standard parser has them."""
    found: set[Path] = set()
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        found |= {(*at, key)} | paths(child, (*at, key))
    return found


def test_every_key_of_a_hard_text() -> None:
    text = TEXT.replace('{ name = "Y",\n      role', '{ name = "Y", role')  # TOML 1.0: inline tables on one line
    positions = Positions(text)
    assert positions.paths() == paths(tomllib.loads(text))
    lines = text.splitlines()
    for path, start in (
        (("title",), "title"),
        (("quoted key",), '"quoted'),
        (("a", "b", "c.d"), "a.b"),
        (("source", "list", 3, "deep", "k"), "  { name"),
        (("events", 0, "when", "end"), "when"),
        (("events", 0, "sessions", 1, "speakers", 1, "role"), '    { name = "Y"'),
        (("events", 0, "extra", "key"), "  key = true"),
        (("events", 1, "sessions", 0), "  [[events.sessions]]"),
        (("events", 1, "sessions", 0, "title"), '  title = "C"'),
    ):
        assert lines[positions.line(path) - 1].startswith(start), path


def test_a_path_that_is_not_there_has_its_table_s_line() -> None:
    assert Positions("[[events]]\nslug = 1\n\n[[events]]\n").line(("events", 1, "when", "month")) == 4


def test_windows_line_ends() -> None:
    assert Positions("a = 1\r\n\r\nb = 2\r\n").line(("b",)) == 3


scalars = st.one_of(
    st.integers(-9, 9), st.booleans(), st.text(st.characters(exclude_categories=["Cs"]), max_size=8), st.just(1.5)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(min_size=1, max_size=4, alphabet='ab.-é"'), inner, max_size=3)
    ),
    max_leaves=8,
)


def written(value: Any) -> str:
    """A TOML value, tables inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[ " + ",\n # a comment, here ]\n".join(map(written, value)) + "\n]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {written(child)}" for key, child in value.items()) + "}"
    return str(value)


def quoted(text: str) -> str:
    return (
        '"' + "".join(char if char.isalnum() or char in " #[]{}=,'" else f"\\U{ord(char):08X}" for char in text) + '"'
    )


@given(st.lists(st.dictionaries(st.from_regex(r"[a-z][a-z-]{0,3}", fullmatch=True), values, max_size=4), max_size=3))
def test_any_document(tables: list[dict[str, Any]]) -> None:
    text = "".join(
        "[[entry]] # one\n" + "".join(f"{key} = {written(value)}\n" for key, value in table.items()) for table in tables
    )
    assert Positions(text).paths() == paths(tomllib.loads(text))
