"""Who nominates, found in a request: `who: TheNominator` in a handler."""

from typing import Any, TypeAlias

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from services.training.operations.nominators import Nominator
from shared.errors import SignInNeeded
from shared.i18n.mark import mark
from shared.web.given import TheHouse
from shared.web.staff import session_of

TheNominator: TypeAlias = NamedDependency[SkipValidation[Nominator]]
_NOBODY = mark("Sign in with the address that you nominate with.")


async def the_nominator(request: Request[Any, Any, Any], house: TheHouse) -> Nominator:
    """The dependency. Raises SignInNeeded; a page then leads to where coordinators sign in."""
    session = await session_of(request, house)
    if session is None:
        raise SignInNeeded(_NOBODY, at=f"/training/{request.path_params['slug']}/nominate")
    return Nominator(session.email)
