"""What a handler may ask for: `house: TheHouse`, `reader: TheReader`, `slug: FromPath[str]`, `year: FromQuery[int]`.

Litestar 2.25 wants each parameter to say where it comes from; the two dependencies are not validated anew.
"""

from typing import TypeAlias

from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, SkipValidation

from shared.house import House
from shared.web.reader import Reader

TheHouse: TypeAlias = NamedDependency[SkipValidation[House]]
TheReader: TypeAlias = NamedDependency[SkipValidation[Reader]]

__all__ = ["FromPath", "FromQuery", "TheHouse", "TheReader"]
