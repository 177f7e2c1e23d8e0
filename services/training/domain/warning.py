"""Who is warned of their attendance: what is told, and when somebody is written to. Told once, until it changes."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

import msgspec

from services.training.domain.record import Line, Outlook

SETTLED_AFTER = timedelta(minutes=30)
"""A mark that is younger may be a slip of the finger: nobody is written to because of it."""
LOOKED_BACK = SETTLED_AFTER + timedelta(minutes=15)
"""So far a look goes back behind the one before it: marks settle, and transactions end late."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What one person was told. `close`: their own page says so; `out_of_reach`: they were written to."""

    participant_id: UUID
    close: bool = False
    out_of_reach: bool = False


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the desk for a cohort."""

    excuses: int = 0
    conflicts: int = 0
    risk: int = 0


def next_told(
    people: Iterable[UUID], before: Mapping[UUID, Told], now: Mapping[UUID, Line], settled: Mapping[UUID, Line]
) -> list[Told]:
    """For each person what is to be told. `settled` are the lines without the youngest marks."""
    found = []
    for id_ in people:
        known = before.get(id_, Told(participant_id=id_))
        outlook = now[id_].outlook
        out = outlook is Outlook.OUT_OF_REACH
        sure = known.out_of_reach or settled[id_].outlook is Outlook.OUT_OF_REACH
        close = outlook in (Outlook.AT_RISK, Outlook.OUT_OF_REACH)
        found.append(Told(participant_id=id_, close=close, out_of_reach=out and sure))
    return found
