"""Of people who are written to, how many it does not reach, as far as is known."""

import msgspec


class Unreached(msgspec.Struct, frozen=True):
    """`no_mailbox`: to these nothing goes out, for their server knows no such mailbox; `failed`: to these mail about
    the event did not arrive, and may now.
    """

    no_mailbox: int = 0
    failed: int = 0


ALL = Unreached()
"""Mail reaches all of them, as far as is known."""
