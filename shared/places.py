"""Countries and zones that exist: ISO 3166-1 alpha-2 and the IANA database, both from the pinned tzdata package."""

import zoneinfo
from functools import cache
from importlib.resources import files

LAST_PLACE_ON_EARTH = "Etc/GMT+12"
"""Where every day ends last (UTC-12): an event whose zone is not known is over when it is over there."""

_NO_ZONE_OF_PEOPLE = frozenset({"Factory", "localtime", "posixrules"})


@cache
def countries() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes, in capitals."""
    table = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    return frozenset(line.split("\t", 1)[0] for line in table.splitlines() if line and not line.startswith("#"))


@cache
def zones() -> frozenset[str]:
    """The IANA names a person or a file may give, links such as Asia/Calcutta included."""
    return frozenset(zoneinfo.available_timezones() - _NO_ZONE_OF_PEOPLE)
