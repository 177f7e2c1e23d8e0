"""The regions in which the association works, and the one that a country lies in unless somebody says otherwise.

Where WeGO has a regional office or network, its region is one here: Africa (Abuja, AfSCN), East Asia (Chengdu, NEASCN),
Southeast Asia (ASCN), Latin America (Mexico City, LASCN), West and Central Asia (Beyoglu). The rest follow the United
Nations' geoscheme (M49).
"""

from enum import StrEnum

from shared.i18n.mark import mark


class Region(StrEnum):
    AFRICA = "africa"
    EAST_ASIA = "east_asia"
    SOUTHEAST_ASIA = "southeast_asia"
    SOUTH_ASIA = "south_asia"
    WEST_CENTRAL_ASIA = "west_central_asia"
    EUROPE = "europe"
    LATIN_AMERICA = "latin_america"
    NORTH_AMERICA = "north_america"
    OCEANIA = "oceania"


REGIONS: dict[Region, str] = {
    Region.AFRICA: mark("Africa"),
    Region.EAST_ASIA: mark("East Asia"),
    Region.SOUTHEAST_ASIA: mark("Southeast Asia"),
    Region.SOUTH_ASIA: mark("South Asia"),
    Region.WEST_CENTRAL_ASIA: mark("West and Central Asia"),
    Region.EUROPE: mark("Europe"),
    Region.LATIN_AMERICA: mark("Latin America and the Caribbean"),
    Region.NORTH_AMERICA: mark("North America"),
    Region.OCEANIA: mark("Oceania"),
}

_COUNTRIES: dict[Region, str] = {
    Region.AFRICA: (
        "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ "
        "NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW"
    ),
    Region.EAST_ASIA: "CN HK JP KP KR MN MO TW",
    Region.SOUTHEAST_ASIA: "BN ID KH LA MM MY PH SG TH TL VN",
    Region.SOUTH_ASIA: "AF BD BT IN IR LK MV NP PK",
    Region.WEST_CENTRAL_ASIA: "AE AM AZ BH CY GE IL IQ JO KG KW KZ LB OM PS QA SA SY TJ TM TR UZ YE",
    Region.EUROPE: (
        "AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK "
        "MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA"
    ),
    Region.LATIN_AMERICA: (
        "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS "
        "MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI"
    ),
    Region.NORTH_AMERICA: "BM CA GL PM US",
    Region.OCEANIA: "AQ AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
}
_OF = {country: region for region, countries in _COUNTRIES.items() for country in countries.split()}


def region_of(country: str) -> Region:
    """Of an ISO 3166-1 alpha-2 code in capitals. Raises KeyError where there is no such country."""
    return _OF[country]
