"""Programme files for the tests of training."""

from pathlib import Path

from shared.programme import ParsedProgramme, parse, read

REAL = Path(__file__).parents[2] / "deploy" / "programme" / "wego.toml"

SEOUL = """
[[trainings]]
slug = "seoul"
title = "Smart City Course"
host_city = "Seoul"
country = "KR"
timezone = "Asia/Seoul"
duration = { weeks = 3 }
seats = { exactly = 15 }
eligible = "officials of member cities"
content = ["lectures", "study visits"]
when = { precision = "month", year = 2027, month = 9 }
"""

JEJU = """
[[trainings]]
slug = "jeju"
title = "Joint Workshop"
host_city = "Jeju"
country = "KR"
timezone = "Asia/Seoul"
duration = { days = 4 }
when = { precision = "day", first = 2027-10-04, last = 2027-10-07 }
"""

SEOUL_FIXED = SEOUL.replace(
    '{ precision = "month", year = 2027, month = 9 }', '{ precision = "day", first = 2027-09-06, last = 2027-09-24 }'
)
CHENGDU = SEOUL_FIXED.replace('"seoul"', '"chengdu"').replace('"Seoul"', '"Chengdu"').replace('"KR"', '"CN"').replace(
    "Asia/Seoul", "Asia/Shanghai"
).replace("weeks = 3", "weeks = 2").replace("exactly = 15", "from = 4, to = 6")  # fmt: skip
JEJU_RANGE = JEJU.replace("duration = { days = 4 }", "duration = { days = 4 }\nseats = { from = 30, to = 40 }")


def real() -> ParsedProgramme:
    return read(REAL)


def programme(*parts: str, **replaced: str) -> ParsedProgramme:
    """The parts as one file."""
    text = "".join(parts)
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    return parse(text, "test.toml")
