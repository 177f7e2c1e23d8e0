"""What events and trainings write in the same way, and the facts about the network."""

from shared.places import countries
from shared.programme.dates import zone_exists
from shared.programme.entries import Network, Source
from shared.programme.table import Table
from shared.slugs import is_slug


def read_source(table: Table | None) -> Source:
    """[source]: whose programme it is. All of it may be left out."""
    if table is None:
        return Source()
    zone = table.text("default_timezone")
    known = not zone or zone_exists(table, "default_timezone", zone)
    source = Source(
        organisation=table.text("organisation"),
        short_name=table.text("short_name"),
        secretariat_city=table.text("secretariat_city"),
        default_timezone=zone if known else "Etc/UTC",  # the file is refused; so that not every event is a fault too
        website=table.text("website"),
    )
    table.close("[source]")
    return source


def read_slug(table: Table) -> str:
    """The address of an event or a training."""
    slug = table.text("slug", needed='slug = "smart-tech-korea-expo-2027"')
    if slug and not is_slug(slug):
        table.fault("slug", f'"{slug}" is no address; write a to z, 0 to 9 and single hyphens between, at most 80')
        return ""
    return slug


def read_country(table: Table) -> str:
    country = table.text("country")
    if country and country not in countries():
        hint = f'; write "{country.upper()}"' if country.upper() in countries() else ', like "KR" or "MX"'
        table.fault("country", f'"{country}" is no country code of ISO 3166-1 (two capitals){hint}')
        return ""
    return country


def read_network(table: Table) -> Network:
    network = Network(
        key=table.text("key", needed='key = "NEASCN"'),
        name=table.text("name", needed='name = "Northeast Asia Smart Cities Network"'),
        countries=tuple(table.texts("countries")),
    )
    for code in network.countries:
        if code not in countries():
            table.fault("countries", f'"{code}" is no country code of ISO 3166-1 (two capitals), like "KR" or "MX"')
    table.close("a network")
    return network


def check_category(table: Table) -> None:
    """[[member_categories]]: checked like all else, but not part of the programme."""
    table.text("key", needed='key = "city"')
    table.text("label", needed='label = "Local governments"')
    table.number("count_2021", 0, 1_000_000)
    table.close("a member category")


def check_office(table: Table) -> None:
    """[[regional_offices]]: checked like all else, but not part of the programme."""
    table.text("city", needed='city = "Abuja"')
    table.text("region")
    read_country(table)
    table.close("a regional office")
