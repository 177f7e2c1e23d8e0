"""What a handler may ask for: `house: TheHouse`, `reader: TheReader`, `slug: FromPath[str]`, `year: FromQuery[int]`.

Pages and API for staff ask for `staff: TheStaff`: who is not signed in gets no further. What they may do,
operations check.

Litestar 2.25 wants each parameter to say where it comes from; the dependencies are not validated anew.
"""

from typing import Any, TypeAlias

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, SkipValidation

from shared.house import House
from shared.identity.staff import Staff
from shared.web.reader import Reader

TheHouse: TypeAlias = NamedDependency[SkipValidation[House]]
TheReader: TypeAlias = NamedDependency[SkipValidation[Reader]]
TheStaff: TypeAlias = NamedDependency[SkipValidation[Staff]]

__all__ = ["FromPath", "FromQuery", "TheHouse", "TheReader", "TheStaff", "house_of"]


def house_of(request: Request[Any, Any, Any]) -> House:
    """For a handler that must be quick: a dependency costs Litestar ten microseconds."""
    return request.app.state.house  # type: ignore[no-any-return]  # State knows no types
