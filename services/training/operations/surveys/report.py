"""The report of a survey as PDF."""

from collections.abc import Mapping

from shared.documents.press import press
from shared.house import House


async def print_report(house: House, data: Mapping[str, object]) -> bytes:
    """`data` as the template "report" reads it. Raises NotPrinted."""
    return await press().print("report", data, created=house.clock())
