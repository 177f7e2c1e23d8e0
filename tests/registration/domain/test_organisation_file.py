"""What a file would do to the directory, line by line."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registration.domain.organisation import Organisation
from services.registration.domain.organisation_file import COLUMNS, Plan, cells, plan_import
from services.registration.domain.organisation_form import Known, read_organisation
from services.registration.domain.region import Region
from services.registration.domain.registration import OrganisationType
from shared.errors import Invalid
from shared.ids import uuid7
from shared.spreadsheet import BOM, lines, read

KNOWN = Known(("CJK", "NEASCN"), {"kenya": "KE"})


def _one(**changes: Any) -> Organisation:
    return read_organisation({"name": "Seoul", "type": "city", "country": "KR", **changes}, KNOWN, id=uuid7())


def _plan(text: str, *directory: Organisation) -> Plan:
    return plan_import(read(text.encode()), directory, KNOWN)


def _faults(plan: Plan) -> list[tuple[int, list[str]]]:
    return [(fault.line, [problem.field for problem in fault.problems]) for fault in plan.faults]


_WORDS = st.text(st.sampled_from("abAB가한é'=+-@;,\"\t #|ſß １"), max_size=6).map(str.strip)
_BODIES = st.fixed_dictionaries(
    {
        "name": _WORDS,
        "native_name": _WORDS,
        "aliases": st.lists(_WORDS.map(lambda word: word.replace("|", "")), max_size=2),
        "type": st.sampled_from(OrganisationType),
        "country": st.sampled_from(["KR", "KE", "MX"]),
        "city": _WORDS,
        "region": st.sampled_from([*Region, ""]),
        "networks": st.lists(st.sampled_from(["CJK", "NEASCN"])),
        "note": _WORDS,
        "active": st.booleans(),
    }
)


@given(st.lists(_BODIES, max_size=4))
def test_an_exported_directory_imports_as_what_it_is(bodies: list[dict[str, Any]]) -> None:
    directory: list[Organisation] = []
    for body in bodies:
        try:
            found = read_organisation(body, KNOWN, id=uuid7())
        except Invalid:
            continue
        if not any(set(found.keys()) & set(other.keys()) and found.country == other.country for other in directory):
            directory.append(found)
    exported = BOM + lines([COLUMNS, *(cells(each, guard=True) for each in directory)])
    plan = plan_import(read(exported), directory, KNOWN)
    assert (plan.new, plan.changed, plan.unchanged, plan.faults) == ((), (), len(directory), ())
    without_ids = [["", *cells(each, guard=True)[1:]] for each in directory]
    into_nothing = plan_import(read(lines([COLUMNS, *without_ids])), [], KNOWN)
    assert [line.change.after.name for line in into_nothing.new] == [each.name for each in directory]


def test_new_changed_unchanged_and_bad_lines() -> None:
    seoul, busan = _one(native_name="서울", networks="CJK"), _one(name="Busan")
    plan = _plan(
        "Name,Type,Country,Networks\nSEOUL,city,KR,NEASCN\nBusan,city,KR,\nNairobi,city,Kenya,\nNowhere,town,XX,\n",
        seoul,
        busan,
    )
    (line,) = plan.changed
    assert (line.line, line.change.before, line.change.fields) == (2, seoul, ("name", "networks"))
    assert line.change.after.native_name == "서울", "a column that is missing leaves what stands"
    assert [(line.line, line.change.after.name, line.change.after.country) for line in plan.new] == [
        (4, "Nairobi", "KE")
    ]
    assert plan.unchanged == 1
    assert _faults(plan) == [(5, ["type", "country"])]


def test_an_id_renames_and_an_unknown_id_is_refused() -> None:
    seoul = _one()
    plan = _plan(f"id,name\n{seoul.id},Seoul City\n{uuid7()},X\nx,Y\n", seoul)
    assert [(line.line, line.change.fields) for line in plan.changed] == [(2, ("name",))]
    assert _faults(plan) == [(3, ["id"]), (4, ["id"])]


def test_a_name_is_given_once_in_a_country() -> None:
    seoul = _one(aliases="SMG")
    head = "name,type,country,aliases\n"
    assert _faults(_plan(head + "smg,city,KR,\nsmg,city,KE,\n", seoul)) == [(2, ["name"])]
    assert _faults(_plan(head + "A,city,KR,B\nB,city,KR,\nA,city,KR,\n")) == [(3, ["name"]), (4, ["name"])]
    assert _plan(head + "Seoul,city,KR,\nSMG,city,KR,\n", seoul).faults == (), "a name that was let go is free"


def test_lines_of_another_length_are_refused() -> None:
    plan = _plan("name,type,country\nA,city\nB,city,KR,,\nC,city,KR,more\n")
    assert [line.change.after.name for line in plan.new] == ["B"]
    assert _faults(plan) == [(2, [""]), (4, [""])]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "name,type,country,colour\n", "name,type,country,name\n"])
def test_the_first_line_must_name_the_columns(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        _plan(text)
    assert [problem.field for problem in caught.value.problems] == ["file"]


def test_the_digest_is_that_of_what_is_shown() -> None:
    text = "name,type,country,city\nSeoul,city,KR,x\nBusan,city,KR,\n"
    assert _plan(text).digest() == _plan(text).digest()
    seoul = _one()
    assert len({_plan(text).digest(), _plan(text, seoul).digest(), _plan(text, _one(city="y")).digest()}) == 3
