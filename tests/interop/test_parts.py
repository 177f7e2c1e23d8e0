"""Every calendar part the system sends means the same to programs that did not write it."""

import os

import pytest

from tests.interop import with_ical, with_icaljs, with_libical
from tests.notify.calendar.samples import every_part

PARTS = dict(every_part())
FOREIGN = {"ical.js": with_icaljs, "libical": with_libical}


@pytest.mark.parametrize("library", FOREIGN)
def test_another_library_reads_the_same(library: str) -> None:
    """Compared with PyPI `ical`, which is always here: three programs that share no code agree on every word."""
    absent = {name: reason for name, reader in FOREIGN.items() if (reason := reader.missing())}
    assert "CI" not in os.environ or len(absent) < len(FOREIGN), f".ci/run installs at least one: {absent}"
    if library in absent:
        pytest.skip(f"{library} did not look at the calendars: {absent[library]}")
    expected, found = with_ical.read(PARTS), FOREIGN[library].read(PARTS)
    assert {name: part for name, part in found.items() if part != expected[name]} == {}
    assert len(found) == len(PARTS)
