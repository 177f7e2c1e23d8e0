"""What a reviewer writes of one nomination: read loosely, every problem at once. It may be left half done."""

from collections.abc import Mapping, Sequence

import msgspec

from services.training.domain.call import Criterion
from shared.fields import Fields
from shared.i18n.mark import mark

_SCORE = mark("Choose a score from 0 to %(most)d")
_LONGEST = {"comment": 2000, "organisation": 200, "city": 120, "email": 254}


class ReviewFields(msgspec.Struct, frozen=True):
    """`scores` of those criteria that have one; `recused`: the reviewer steps back and scores nothing."""

    scores: dict[str, int]
    comment: str
    recused: bool


class ReviewerFields(msgspec.Struct, frozen=True):
    """Whom the secretariat asks, by the address of their account, and where they have an interest."""

    email: str
    organisation: str
    city: str


def read_review(body: Mapping[str, object], criteria: Sequence[Criterion]) -> ReviewFields:
    """Scores as `score-KEY`, or a mapping `scores`. Raises Invalid."""
    form = Fields(body, _LONGEST)
    given = body.get("scores")
    named = given if isinstance(given, dict) else {one.key: body.get(f"score-{one.key}") for one in criteria}
    scores: dict[str, int] = {}
    for one in criteria:
        value = named.get(one.key)
        if value in (None, ""):
            continue
        score = _whole(value)
        if score is None or score > one.scale:
            form.bad(f"score-{one.key}", _SCORE, most=one.scale)
        else:
            scores[one.key] = score
    comment = "\n".join(form.lines("comment"))
    recused = form.flag("recused")
    form.check()
    return ReviewFields({} if recused else scores, comment, recused)


def read_reviewer(body: Mapping[str, object]) -> ReviewerFields:
    """Raises Invalid."""
    form = Fields(body, _LONGEST)
    found = ReviewerFields(form.email().lower(), form.text("organisation"), form.text("city"))
    form.check()
    return found


def _whole(value: object) -> int | None:
    """A whole number that is not negative, as a page or a program sends it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None
