"""The regions of the directory in words; registration keeps the directory and names them the same."""

from shared.i18n.mark import mark

REGIONS: dict[str, str] = {
    "africa": mark("Africa"),
    "east_asia": mark("East Asia"),
    "southeast_asia": mark("Southeast Asia"),
    "south_asia": mark("South Asia"),
    "west_central_asia": mark("West and Central Asia"),
    "europe": mark("Europe"),
    "latin_america": mark("Latin America and the Caribbean"),
    "north_america": mark("North America"),
    "oceania": mark("Oceania"),
}
