"""People as a table: an export is an import that brings nobody."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.participant import Gender, Official, Participant, PlaceStatus
from services.training.domain.participant_file import COLUMNS, cells, plan_import
from shared import spreadsheet
from shared.errors import Invalid
from shared.spreadsheet import Row, lines

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


def person(name: str, native: str, organisation: str, gender: Gender | None) -> Participant:
    official = Official(name=name, native_name=native, native_name_language="ar" if native else "", gender=gender)
    return Participant(
        id=uuid4(), cohort_id=uuid4(), status=PlaceStatus.CONFIRMED, email="amina@city.example", official=official,
        organisation=organisation, organisation_id=None, city="", country="KE", group_key=None, link_version=0,
        revision=1,
    )  # fmt: skip


@given(NAMES, st.just("") | NAMES, NAMES, st.sampled_from([None, *Gender]))
def test_what_goes_out_comes_back_the_same(name: str, native: str, organisation: str, gender: Gender | None) -> None:
    who = person(name, native, organisation, gender)
    rows = spreadsheet.read(lines([COLUMNS, cells(who)]))
    again = plan_import(rows, (), [])
    assert again.faults == ()
    assert (again.new[0].fields.official, again.new[0].fields.organisation) == (who.official, organisation)
    assert plan_import(rows, (), [who]).known == 1


def test_columns_are_named_when_they_are_wrong() -> None:
    for head in (["name", "email"], ["name", "email", "organisation", "shoe size"]):
        with pytest.raises(Invalid) as bad:
            plan_import([Row(1, head)], (), [])
        assert [problem.field for problem in bad.value.problems] == ["file"]
