"""What it takes to complete a cohort."""

import msgspec


class Rules(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`threshold` is the least attendance in percent; `seats_needed` the fewest with whom it is held, 0: none.

    `excused_counts`: excused minutes count as attended. Up to `grace` minutes after the start nobody is late.
    """

    threshold: int = 80
    seats_needed: int = 0
    excused_counts: bool = False
    grace: int = 5
