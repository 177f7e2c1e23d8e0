"""People who answer a small survey, each a row, and what is shown of them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from services.training.domain.surveys.questions import Choice, Rating, SingleChoice
from services.training.domain.surveys.results import Results, results_of
from services.training.domain.surveys.rules import Rules
from tests.training.surveys.made import answered

CITY, ROLE, STAY = (
    SingleChoice(key=key, text={"en": key}, choices=tuple(Choice(each, {"en": each}) for each in "abc"))
    for key in ("city", "role", "stay")
)
USEFUL = Rating(key="useful", text={"en": "How useful?"})
MUST = Rating(key="must", text={"en": "How clear?"}, required=True)
ITEMS = (CITY, ROLE, STAY, USEFUL, MUST)
CLOSED = Rules(minimum=3, closed=True, rights=True, split=True)
OPEN = Rules(minimum=5, closed=False, rights=False, split=True)
letters = st.sampled_from(["a", "b", "c", None])
point = st.one_of(st.none(), st.integers(1, 5))
Person = tuple[str | None, str | None, str | None, int | None, int]


def results(found: Sequence[Person], rules: Rules = CLOSED) -> Results:
    given = [dict(zip(("city", "role", "stay", "useful", "must"), each, strict=True)) for each in found]
    rows = [answered({key: value for key, value in each.items() if value is not None}) for each in given]
    return results_of(ITEMS, rows, [], rules)


def groups_of(shown: Results, part: str) -> dict[str, list[str]]:
    """By the choice that splits, the groups that are shown of a part."""
    return {
        split: [choice.key for grouped in rows if grouped.part.key == part for choice, _ in grouped.groups]
        for split, rows in shown.by.items()
    }
