"""How many meet two conditions at once is a breakdown, and told as one."""

import msgspec
import pytest

from services.training.domain.surveys.questions import (
    Answers,
    Choice,
    Condition,
    LongText,
    Question,
    Rating,
    Section,
    SingleChoice,
    YesNo,
)
from services.training.domain.surveys.results import Hidden, results_of
from services.training.domain.surveys.rules import Rules, Why
from services.training.domain.surveys.tally import Tally
from tests.training.surveys.made import answered, wrote

ROLE = SingleChoice(
    key="role", text={"en": "Role?"}, required=True,
    choices=tuple(Choice(key, {"en": key}) for key in ("plan", "it", "law")),
)  # fmt: skip
HAPPY = YesNo(key="happy", text={"en": "Content?"}, required=True)
YES, MOST, IT = Condition("happy", ("yes",)), Condition("role", ("plan", "it")), Condition("role", ("it",))
RULES = Rules(minimum=5, closed=True, rights=True, split=True)


def rating(key: str, when: Condition | None = None) -> Question:
    return Rating(key=key, text={"en": key}, required=True, when=when)


def survey(*roles: int, sad: int = 5) -> list[Answers]:
    """So many of each role; the first so many are not content. Everybody rates 3 whatever they are asked."""
    names = [name for name, many in zip(("plan", "it", "law"), roles, strict=True) for _ in range(many)]
    return [{"role": name, "happy": place >= sad, "a": 3, "b": 3, "c": 3} for place, name in enumerate(names)]


def shown(items: tuple[Question, ...], rows: list[Answers]) -> set[str]:
    words = [wrote("why", "Because") for _ in range(6)]
    found = results_of(items, [answered(each) for each in rows], words, RULES)
    return {each.part.key for each in found.parts if isinstance(each, Tally)} | {
        each.item.key for each in found.voices if not each.why
    }


MORE = Section(key="more", text={"en": "More"}, when=MOST)
WHY = LongText(key="why", text={"en": "Why?"}, required=True, when=YES)


@pytest.mark.parametrize(
    ("roles", "told"),
    [((7, 7, 1), set()), ((7, 7, 0), {"a", "why"}), ((6, 5, 5), {"a", "why"})],
)
def test_all_who_are_content_less_those_of_two_roles(roles: tuple[int, ...], told: set[str]) -> None:
    """How many of the planners and engineers are content is told where those in neither role are nobody or enough."""
    assert shown((ROLE, HAPPY, MORE, rating("a", YES), WHY), survey(*roles)) == {"role", "happy", *told}


def test_the_answer_that_is_a_secret_may_be_rare_on_either_side() -> None:
    """One alone is not content: how many content ones are engineers says what that one is."""
    items = (ROLE, HAPPY, MORE, rating("a", YES))
    assert shown(items, survey(6, 5, 5, sad=1)) == {"role", "happy"}


def test_two_such_questions_are_taken_together() -> None:
    """Of planners and engineers, and of engineers: the four planners are the difference."""
    engineers = Section(key="it", text={"en": "IT"}, when=IT)
    items = (ROLE, HAPPY, MORE, rating("a", YES), engineers, rating("b", YES))
    assert shown(items, survey(4, 6, 5)) == {"role", "happy"}
    assert shown(items, survey(5, 6, 5)) == {"role", "happy", "a", "b"}


def test_one_after_the_other_is_no_breakdown() -> None:
    """Who was asked the second is told by the answers to the first; and what depends on one question only."""
    low = Condition("a", ("3",))
    chain = (ROLE, HAPPY, MORE, rating("a"), rating("b", low))
    assert shown(chain, survey(7, 7, 1)) == {"role", "happy", "a", "b"}
    assert shown((ROLE, HAPPY, rating("a", YES), rating("b", MOST)), survey(7, 7, 1)) == {"role", "happy", "a", "b"}


def test_what_depends_on_a_hidden_one_is_hidden() -> None:
    items = (
        ROLE,
        HAPPY,
        MORE,
        rating("a", YES),
        Section(key="end", text={"en": "End"}),
        rating("b", Condition("a", ("3",))),
    )
    assert shown(items, survey(7, 7, 1)) == {"role", "happy"}


def test_why_it_is_hidden_does_not_change_while_it_is_open() -> None:
    """Else the change from one look to the next would say who has come."""
    items = (ROLE, HAPPY, MORE, rating("a", YES), WHY)
    rules = msgspec.structs.replace(RULES, closed=False)
    for roles in ((7, 7, 1), (6, 5, 5)):
        found = results_of(items, [answered(each) for each in survey(*roles)], [], rules)
        assert [each.why for each in found.parts if isinstance(each, Hidden)] == [Why.OPEN]
        assert [each.why for each in found.voices] == [Why.OPEN]
