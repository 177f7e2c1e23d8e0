"""Parts of the list of an occasion, which its page shows one at a time."""

from collections.abc import Callable

import msgspec

from services.training.domain.certificates.rules import Chance
from services.training.operations.certificates.lines import Line
from shared.i18n.mark import mark


class View(msgspec.Struct, frozen=True):
    """Its words, and who stands in it."""

    words: str
    holds: Callable[[Line], bool]


EVERYBODY = View(mark("Everybody"), lambda _line: True)
VIEWS = {
    "": EVERYBODY,
    "eligible": View(
        mark("Eligible, none issued"), lambda line: line.judgement.chance is Chance.ELIGIBLE and not line.held
    ),
    "not_yet": View(mark("Not yet"), lambda line: line.judgement.chance is Chance.NOT_YET),
    "never": View(mark("Never"), lambda line: line.judgement.chance is Chance.NEVER),
    "issued": View(mark("Issued"), lambda line: line.held),
    "unconfirmed": View(mark("Name not confirmed"), lambda line: line.said.names is None and not line.held),
    "failed": View(mark("Could not be issued"), lambda line: line.order is not None and bool(line.order.problem)),
    "unentitled": View(mark("Not entitled any more"), lambda line: line.unentitled),
}
"""By the word in the address."""
