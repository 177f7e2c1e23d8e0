"""What fifteen people answer whom somebody wants to find out."""

import random
from collections.abc import Sequence
from uuid import UUID

SIZE = 15
Truth = dict[UUID, tuple[str, str]]


def secrets_of(people_: Sequence[UUID]) -> Truth:
    """What each answers: a number, and words of a length of their own."""
    numbers = random.sample(range(10**11, 10**12), len(people_))  # long enough to stand nowhere by chance
    lengths = random.sample(range(20, 3500), len(people_))
    return {
        person: (str(number), f"{number * 7}".ljust(length, "."))
        for person, number, length in zip(people_, numbers, lengths, strict=True)
    }
