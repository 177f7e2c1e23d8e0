"""What training keeps of an event: its facts and who came, never half of them."""

from collections.abc import Sequence

import msgspec

from shared.contracts.training import ActivityPerson, ActivityPut


def joined(parts: Sequence[ActivityPut]) -> ActivityPut | None:
    """All parts of one revision as one job, each person once; None while a part is missing."""
    if not parts or {part.part for part in parts} != set(range(1, parts[0].parts + 1)):
        return None
    people: dict[object, ActivityPerson] = {}
    for part in sorted(parts, key=lambda one: one.part):
        people |= {person.id: person for person in part.people}
    return msgspec.structs.replace(parts[0], people=tuple(people.values()), part=1, parts=1)
