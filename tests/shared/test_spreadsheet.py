"""CSV files as spreadsheets save them, and cells that none of them takes for a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import Invalid
from shared.spreadsheet import BOM, LARGEST, MOST_LINES, QUOTES, guarded, lines, plain, read, safe

_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
_CELLS = st.builds(str.__add__, st.sampled_from(["", "'", "''", "=", "'=", "'-", "\r\n", '"', ";"]), _TEXT)


def _cells(content: bytes) -> list[list[str]]:
    return [row.cells for row in read(content)]


def _said(content: bytes) -> tuple[str, str, object]:
    with pytest.raises(Invalid) as caught:
        read(content)
    (problem,) = caught.value.problems
    return problem.field, problem.message.partition(".")[0], problem.params


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1"])
def test_a_cell_that_a_spreadsheet_would_compute_is_text(cell: str) -> None:
    assert safe(cell) == "'" + cell
    assert safe("x" + cell) == "x" + cell


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=4).filter(lambda row: any(c.strip() for c in row)), min_size=1))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    assert _cells(BOM + lines([["first", "second"], *([guarded(cell) for cell in row] for row in rows)]))[1:] == rows


@given(_CELLS)
def test_no_guarded_cell_begins_a_formula(cell: str) -> None:
    assert safe(guarded(cell)) == guarded(cell)
    assert plain(guarded(cell)) == cell


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_of_excel_in_any_country(encoding: str, separator: str, end: str) -> None:
    text = end.join([f"name{separator}city", f'"서울, {separator}"{separator}\'s-Hertogenbosch', "", ""])
    assert _cells(text.encode(encoding)) == [["name", "city"], [f"서울, {separator}", "'s-Hertogenbosch"]]


def test_the_line_that_names_the_separator_is_no_line_of_the_table() -> None:
    assert [(row.line, row.cells) for row in read(b"sep=;\r\na,b;c\r\n1;2\r\n")] == [(2, ["a,b", "c"]), (3, ["1", "2"])]


def test_lines_are_those_of_the_file_also_after_one_of_several_lines() -> None:
    assert [row.line for row in read(b'a,b\n"1\n2",3\n\n4,5\n')] == [1, 2, 5]


def test_what_is_no_such_file_is_told_so() -> None:
    assert _said(b"") == ("file", "The file is empty", {})
    assert _said(b"PK\x03\x04...")[1] == "This is a workbook"
    assert _said("a,b\nMéxico,1\n".encode("latin-1")) == (
        "file", "Line %(line)d holds characters that are not UTF-8", {"line": 2}
    )  # fmt: skip
    assert _said(b"\x89PNG\x00\x00"[1:])[1] == "This is not a CSV file"
    assert _said(b"\xff\xfea\x00\x00")[1] == "Line %(line)d holds characters that are not UTF-8"
    assert _said(b'a,b\n1,"2\n')[1:] == (QUOTES.partition(".")[0], {"line": 2})
    assert _said(b"x" * (LARGEST + 1))[1] == "The file is too large: up to %(most)d kB"
    assert _said(b"x\n" * (MOST_LINES + 1))[1] == "The file has too many lines: up to %(most)d"
