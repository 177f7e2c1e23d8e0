"""Programme files for the tests of loading."""

from pathlib import Path

from shared.programme import ParsedProgramme, parse, read

REAL = Path(__file__).parents[3] / "deploy" / "programme" / "wego.toml"

EXPO = """
[[events]]
slug = "expo"
title = "Expo"
kind = "expo"
format = "in_person"
city = "Seoul"
country = "KR"
when = { precision = "day", first = 2027-06-23, last = 2027-06-25 }
capacity = 40
registration_opens = 2027-03-28T01:30:00
audience = ["members"]
timezone = "Europe/Paris"
  [[events.sessions]]
  title = "Opening"
  speakers = [{ name = "Abiodun Essiet", role = "Regional Director" }]
  [[events.sessions]]
  title = "시장 라운드테이블"
  agenda = ["Part I", "Part II"]
"""

ASSEMBLY = """
[[events]]
slug = "assembly"
title = "6th General Assembly"
kind = "general_assembly"
when = { precision = "quarter", year = 2027, quarter = 3, tentative = true }
components = ["Mayors Roundtable", "CIO Forum"]
"""


def real() -> ParsedProgramme:
    return read(REAL)


def programme(*parts: str, **replaced: str) -> ParsedProgramme:
    """The parts as one file, with words replaced: programme(EXPO, Expo="Fair")."""
    text = "".join(parts)
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    return parse(text, "test.toml")
