# ruff: noqa: E501  # a table: one fault a line
"""Every fault of a programme file is named with its line, its key and its reason, and refuses the whole file."""

from pathlib import Path

import pytest

from shared.programme import Fault, ProgrammeRefused, parse, read

GOOD = """\
[source]
default_timezone = "Asia/Seoul"

[[events]]
slug = "expo"
title = "Expo"
kind = "expo"
format = "in_person"
city = "Seoul"
country = "KR"
when = { precision = "day", first = 2027-06-23, last = 2027-06-25 }

[[events]]
slug = "talk"
title = "Talk"
kind = "webinar"
when = { precision = "month", year = 2027, month = 3 }

[[networks]]
key = "CJK"
name = "CJK Forum"
countries = ["CN", "JP", "KR"]

[[trainings]]
slug = "course"
title = "Course"
country = "KR"
seats = { from = 30, to = 40 }
duration = { weeks = 3 }
when = { precision = "quarter", year = 2027, quarter = 3 }
"""

EXPO_DAY = 'when = { precision = "day", first = 2027-06-23, last = 2027-06-25 }'
TALK_MONTH = 'when = { precision = "month", year = 2027, month = 3 }'

KINDS = (
    "briefing, ceremony, competition, expo, forum, general_assembly, governance_meeting, matchmaking, networking, "
    "pitching_day, training, webinar, workshop"
)

# what is replaced, by what, and the one fault that follows: line, key, reason
CASES: dict[str, tuple[str, str, int, str, str]] = {
    "syntax": ('title = "Expo"', "title = Expo", 6, "title", "is not valid TOML: Invalid value"),
    "no such day": (
        "last = 2027-06-25", "last = 2027-06-31", 11, "when", "is not valid TOML: Invalid date or datetime",
    ),
    "a key twice": ('title = "Talk"', 'title = "Talk"\ntitle = "T"', 16, "title", "is not valid TOML: Cannot overwrite a value"),
    "unknown key": ('kind = "expo"', 'kind = "expo"\ncapcity = 40', 8, "events.capcity", 'is not a key of an event; did you mean "capacity"?'),
    "unknown key of the file": ("[[networks]]", "[[network]]", 19, "network", 'is not a key of a programme file; did you mean "networks"?'),
    "unknown kind": ('"webinar"', '"webinr"', 16, "events.kind", '"webinr" is not a known kind; did you mean "webinar"?'),
    "a kind unlike all others": ('"webinar"', '"x"', 16, "events.kind", f'"x" is not a known kind; known are {KINDS}'),
    "unknown format": ('"in_person"', '"onsite"', 8, "events.format", '"onsite" is not a known format; known are hybrid, in_person, online'),
    "unknown precision": ('"month", y', '"moth", y', 17, "events.when.precision", '"moth" is not a known precision; did you mean "month"?'),
    "missing slug": ('slug = "talk"\n', "", 13, "events.slug", 'is missing; write for example slug = "smart-tech-korea-expo-2027"'),
    "missing title": ('title = "Talk"\n', "", 13, "events.title", 'is missing; write for example title = "Smart Tech Korea Expo"'),
    "missing when": (TALK_MONTH + "\n", "", 13, "events.when", 'is missing; write for example when = { precision = "month", year = 2027, month = 5 }'),
    "missing month": (", month = 3", "", 17, "events.when.month", "is missing; write for example month = 5"),
    "missing last": (", last = 2027-06-25", "", 11, "events.when.last", "is missing; write for example last = 2027-05-26, the same day as first for one day"),
    "slug twice": ('"talk"', '"expo"', 14, "events.slug", '"expo" stands in line 5 already; each is used once'),
    "bad slug": ('"talk"', '"The Talk"', 14, "events.slug", '"The Talk" is no address; write a to z, 0 to 9 and single hyphens between, at most 80'),
    "last before first": ("2027-06-25", "2027-06-22", 11, "events.when.last", "2027-06-22 is before the first day, 2027-06-23"),
    "end before start": (
        EXPO_DAY, 'when = { precision = "time", start = 2027-06-23T15:00:00, end = 2027-06-23T14:00:00 }',
        11, "events.when.end", "2027-06-23 14:00 is not after the start, 2027-06-23 15:00",
    ),
    "start with an offset": (
        EXPO_DAY, 'when = { precision = "time", start = 2027-06-23T15:00:00Z }',
        11, "events.when.start", "has an offset; write the wall clock of the place, its zone stands in the key timezone",
    ),
    "month 13": ("month = 3", "month = 13", 17, "events.when.month", "is 13; it goes from 1 to 12"),
    "quarter 5": ("quarter = 3", "quarter = 5", 30, "trainings.when.quarter", "is 5; it goes from 1 to 4"),
    "year of a typing slip": ("first = 2027", "first = 0207", 11, "events.when.first", "is in the year 207; years go from 1990 to 2190"),
    "a number without end": ("year = 2027, month", "year = 99999999999999999999, month", 17, "events.when.year", "is a very large number; it goes from 1990 to 2190"),
    "field of another precision": (
        "month = 3", "month = 3, quarter = 1", 17, "events.when.quarter",
        'belongs to precision "quarter"; with precision "month" write year and month',
    ),
    "unknown field of when": ("month = 3", "month = 3, tentativ = true", 17, "events.when.tentativ", 'is not a key of when; did you mean "tentative"?'),
    "unknown zone": ('kind = "expo"', 'timezone = "Asia/Soul"\nkind = "expo"', 7, "events.timezone", '"Asia/Soul" is not a zone of the IANA database, like Asia/Seoul; did you mean "Asia/Seoul"?'),
    "unknown default zone": ('"Asia/Seoul"', '"Korea"', 2, "source.default_timezone", '"Korea" is not a zone of the IANA database, like Asia/Seoul'),
    "no zone for a fixed date abroad": (
        'country = "KR"\nwhen = { precision = "day"', 'country = "MX"\nwhen = { precision = "day"', 4, "events.timezone",
        'is missing; write for example timezone = "Asia/Seoul": a fixed date needs the zone of its place',
    ),
    "no zone for a fixed date nowhere": (
        TALK_MONTH, 'when = { precision = "day", first = 2027-03-01, last = 2027-03-01 }', 13, "events.timezone",
        'is missing; write for example timezone = "Asia/Seoul": a fixed date needs the zone of its place',
    ),
    "control character": ('"Talk"', '"Ta\\u0007lk"', 15, "events.title", "holds a control character U+0007, which has no place in one line of text"),
    "line end in a title": ('"Talk"', '"""Talk\nBcc: x"""', 15, "events.title", "holds a control character U+000A, which has no place in one line of text"),
    "direction override": ('"Talk"', '"Ta\\u202Elk"', 15, "events.title", "holds a direction override U+202E, which has no place in one line of text"),
    "over-long title": ('"Talk"', f'"{"a" * 201}"', 15, "events.title", "is 201 characters long; at most 200 are kept"),
    "blank title": ('"Talk"', '"  "', 15, "events.title", "is empty; write it or leave the key out"),
    "title begins with a blank": ('"Talk"', '" Talk"', 15, "events.title", "begins or ends with a blank"),
    "bad country": ('city = "Seoul"\ncountry = "KR"', 'city = "Seoul"\ncountry = "XX"', 10, "events.country", '"XX" is no country code of ISO 3166-1 (two capitals), like "KR" or "MX"'),
    "country in small letters": ('city = "Seoul"\ncountry = "KR"', 'city = "Seoul"\ncountry = "kr"', 10, "events.country", '"kr" is no country code of ISO 3166-1 (two capitals); write "KR"'),
    "bad country of a network": ('"JP"', '"JAP"', 22, "networks.countries", '"JAP" is no country code of ISO 3166-1 (two capitals), like "KR" or "MX"'),
    "capacity 0": ('kind = "expo"', 'kind = "expo"\ncapacity = 0', 8, "events.capacity", "is 0; it goes from 1 to 100000"),
    "capacity in quotes": ('kind = "expo"', 'kind = "expo"\ncapacity = "40"', 8, "events.capacity", "is a whole number, not a text"),
    "capacity true": ('kind = "expo"', 'kind = "expo"\ncapacity = true', 8, "events.capacity", "is a whole number, not true or false"),
    "approval in quotes": ('kind = "expo"', 'kind = "expo"\napproval = "yes"', 8, "events.approval", "is true or false, without quotes, not a text"),
    "closes before it opens": (
        'kind = "expo"', 'kind = "expo"\nregistration_opens = 2027-05-01T09:00:00\nregistration_closes = 2027-04-01T09:00:00',
        9, "events.registration_closes", "2027-04-01 09:00:00+09:00 is not after registration_opens, 2027-05-01 09:00:00+09:00",
    ),
    "opens on a day without an hour": ('kind = "expo"', 'kind = "expo"\nregistration_opens = 2027-05-01', 8, "events.registration_opens", "is a date with an hour, like 2027-05-26T15:00:00, not a date without an hour"),
    "opens in no zone": (
        'kind = "webinar"', 'kind = "webinar"\nregistration_opens = 2027-02-01T09:00:00', 17, "events.registration_opens",
        "has no zone, and the event has none either; add an offset, like 2027-05-26T09:00:00+09:00",
    ),
    "join_url of another scheme": ('kind = "expo"', 'kind = "expo"\njoin_url = "javascript:alert(1)"', 8, "events.join_url", '"javascript:alert(1)" is no web address; it begins with https:// or http:// and holds no blank'),
    "join_url with a bad port": ('kind = "expo"', 'kind = "expo"\njoin_url = "https://a.example:99999/"', 8, "events.join_url", '"https://a.example:99999/" is no web address; it begins with https:// or http:// and holds no blank'),
    "title is a number": ('title = "Talk"', "title = 7", 15, "events.title", "is a text in quotes, not a number"),
    "first is a text": ("first = 2027-06-23", 'first = "2027-06-23"', 11, "events.when.first", "is a date without an hour, like 2027-05-26, not a text"),
    "when is a text": (TALK_MONTH, 'when = "March"', 17, "events.when", "is a table, not a text"),
    "events is a table": ("[[networks]]", "[member_categories]", 19, "member_categories", "is a list of tables, not a table"),
    "a bad element of a list": ('kind = "expo"', 'kind = "expo"\naudience = [\n  "members",\n  7,\n]', 10, "events.audience", "is a text in quotes, not a number"),
    "a speaker without a name": (
        'kind = "expo"', 'kind = "expo"\nsessions = [{ title = "S", speakers = [{ role = "Mayor" }] }]',
        8, "events.sessions.speakers.name", 'is missing; write for example name = "Abiodun Essiet"',
    ),
    "an hour without a day": (
        'kind = "expo"', 'kind = "expo"\nsessions = [{ title = "S", begins = 09:30:00 }]', 8, "events.sessions.day",
        "is missing; write for example day = 1, the first day of the event",
    ),
    "an end without a beginning": (
        'kind = "expo"', 'kind = "expo"\nsessions = [{ title = "S", day = 1, ends = 09:30:00 }]',
        8, "events.sessions.begins", "is missing; write for example begins = 09:30:00",
    ),
    "an hour in quotes": (
        'kind = "expo"', 'kind = "expo"\nsessions = [{ title = "S", day = 1, begins = "09:30" }]',
        8, "events.sessions.begins", "is an hour without quotes, like 09:30:00, not a text",
    ),
    "a day after the last": (
        'kind = "expo"', 'kind = "expo"\nsessions = [{ title = "S", day = 4 }]',
        8, "events.sessions.day", "is 4, but the event has 3 days",
    ),
    "an end before the beginning": (
        'kind = "expo"', 'kind = "expo"\nsessions = [{ title = "S", day = 1, begins = 10:30:00, ends = 09:30:00 }]',
        8, "events.sessions.ends", "is before the beginning; what ends the next morning lasts at most 12 hours",
    ),
    "an end that is the beginning": (
        'kind = "expo"', 'kind = "expo"\nsessions = [{ title = "S", day = 1, begins = 10:30:00, ends = 10:30:00 }]',
        8, "events.sessions.ends", "is the beginning",
    ),
    "network not in the file": ('kind = "webinar"', 'kind = "webinar"\nnetwork = "CKJ"', 17, "events.network", '"CKJ" is not a network of this file; known are CJK'),
    "seats the wrong way round": ("from = 30, to = 40", "from = 40, to = 30", 28, "trainings.seats.to", "30 is fewer than from, 40"),
    "half of the seats": ("from = 30, to = 40", "from = 30", 28, "trainings.seats", "is either { exactly = 15 } or { from = 30, to = 40 }"),
    "weeks and days": ("weeks = 3", "weeks = 3, days = 2", 29, "trainings.duration", "is either { weeks = 3 } or { days = 4 }"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "key", "reason"), CASES.values(), ids=CASES.keys())
def test_one_fault(old: str, new: str, line: int, key: str, reason: str) -> None:
    assert GOOD.count(old) >= 1
    with pytest.raises(ProgrammeRefused) as refused:
        parse(GOOD.replace(old, new, 1), "wego.toml")
    assert refused.value.faults == (Fault(line, key, reason),)
    assert refused.value.lines() == [f"wego.toml:{line}: {key}: {reason}"]


def test_the_file_without_faults_is_taken() -> None:
    programme = parse(GOOD, "wego.toml")
    assert [event.slug for event in programme.events] == ["expo", "talk"]
    assert [training.slug for training in programme.trainings] == ["course"]


def test_all_faults_at_once_in_the_order_of_the_lines() -> None:
    text = GOOD.replace('"Talk"', '""').replace("month = 3", "month = 0").replace("2027-06-25", "2026-06-25")
    with pytest.raises(ProgrammeRefused) as refused:
        parse(text, "wego.toml")
    assert [(fault.line, fault.key) for fault in refused.value.faults] == [
        (11, "events.when.last"), (15, "events.title"), (17, "events.when.month"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b'[source]\norganisation = "\xff"\n', 2, "is not UTF-8 text; save the file as UTF-8"),
        (b"a = " + b"[" * 10_000, 0, "is nested too deeply"),
        (b"a = " + b"1" * 5_000, 1, "is not valid TOML: Exceeds the limit (4300 digits) for integer string conversion"),
        (b"#" * 5_000_001, 0, "is larger than 5000000 bytes"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, data: bytes, line: int, reason: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(data)
    with pytest.raises(ProgrammeRefused) as refused:
        read(file)
    (fault,) = refused.value.faults
    assert (fault.line, fault.reason[: len(reason)]) == (line, reason)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeRefused) as refused:
        read(tmp_path / "none.toml")
    assert refused.value.faults == (Fault(0, "", "cannot be read: No such file or directory"),)
    assert refused.value.lines() == [f"{tmp_path}/none.toml: cannot be read: No such file or directory"]
