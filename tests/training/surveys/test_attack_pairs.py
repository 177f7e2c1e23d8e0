"""A pair of which one survey has names: what joins the two must not lead from a name to an answer without one."""

import hmac
import random
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from services.training.domain.surveys import readiness
from services.training.domain.surveys.questions import Answers, Choice, Question, Rating, SingleChoice
from services.training.operations.hands import Hands
from services.training.operations.surveys import checking, drafts, making, pairs, readying, replacing, results
from services.training.operations.surveys.tend import tend_due
from services.training.store.surveys import building
from shared.errors import Invalid
from shared.house import House
from shared.identity.staff import Role
from tests.support.clock import FakeClock
from tests.training.people import actor, jeju
from tests.training.surveys import asked, stored
from tests.training.surveys.adversary import Guess, Look, Row, look, right
from tests.training.surveys.asked import OVER
from tests.training.surveys.attacked import SIZE, secrets_of
from tests.training.surveys.drafts import ABOUT, SETTINGS
from tests.training.surveys.test_attack import ITEMS, OURS, fifteen


def by_the_named_one(without: Look, named: Look) -> Guess:
    """Who answered the one with a name, answered the other under the same pseudonym."""
    people = {row.id: UUID(row.values["person_id"]) for row in named.invitations}
    owner = {row.values["pseudonym"]: people[row.values["invitation_id"]] for row in named.responses}
    return {owner[name]: row.said for row in without.responses if (name := row.values["pseudonym"]) and name in owner}


@pytest.mark.parametrize("anonymous", [(True, False), (False, True)])
async def test_names_in_one_survey_of_a_pair_do_not_open_the_other(
    real: House,
    clock: FakeClock,
    browser: httpx.AsyncClient,
    adversary: asyncpg.Connection,
    anonymous: tuple[bool, bool],
) -> None:
    """Had somebody made both ready all the same: by hand, in the database."""
    everybody = await fifteen(real)
    async with real.db.transaction() as tx:
        cohort = await tx.conn.fetchval("SELECT cohort_id FROM participants LIMIT 1")
        pair = await pairs.new_pair(real, tx)
    clock.move_to(OVER)
    looks, truths = {}, {}
    made = [
        await asked.survey(real, cohort=cohort, items=ITEMS, pair_id=pair, pair_role=role, anonymous=each)
        for role, each in zip(("before", "after"), anonymous, strict=True)
    ]
    for survey, nameless in zip(made, anonymous, strict=True):
        await asked.tended(real, survey)
        truths[nameless], links = secrets_of(everybody), await asked.links(real, survey)
        for person in random.sample(everybody, SIZE):
            code, text = truths[nameless][person]
            await browser.post(
                links[person], data={"q.code": code, "q.words": text}, headers={"Origin": "http://wego.test"}
            )
        await asked.tended(real, survey)
        looks[nameless] = await look(adversary, OURS, survey)
    assert [len(looks[each].responses) for each in (True, False)] == [SIZE, SIZE]
    assert by_the_named_one(looks[True], looks[False]) == {}


def test_the_same_trick_finds_out_everybody_where_both_have_the_pseudonym() -> None:
    truth = secrets_of([uuid4() for _ in range(SIZE)])
    invitations = [Row((0, 0), 1, {"id": str(uuid4()), "person_id": str(each)}) for each in truth]
    names = {row.id: hmac.digest(b"key", row.id.encode(), "sha256").hex() for row in invitations}
    named = [Row((0, 0), 1, {"pseudonym": names[row.id], "invitation_id": row.id}) for row in invitations]
    without = [
        Row((0, 0), 1, {"pseudonym": names[row.id], "answers": {"code": truth[UUID(row.values["person_id"])][0]}})
        for row in random.sample(invitations, SIZE)
    ]
    found = by_the_named_one(Look([], [], without, []), Look(invitations, [], named, []))
    assert right(found, truth) == SIZE


def by_who_is_left_over(before: Look, after: Look) -> Guess:
    """Who answered one only is known by name, and so is the answer that nothing joins."""
    again = {row.values["pseudonym"] for row in after.responses}
    came = {row.values["person_id"] for row in after.invitations if row.values["answered"]}
    left = [row for row in before.responses if row.values["pseudonym"] not in again]
    people = [each.values["person_id"] for each in before.invitations if each.values["person_id"] not in came]
    enough = len(left) < len(before.responses) and len(left) == len(people)
    return {UUID(person): row.said for person, row in zip(people, left, strict=True)} if enough else {}


@pytest.mark.parametrize("numbers", [(14, 0, False), (10, 10, False), (15, 15, False), (15, 0, True)])
async def test_who_answered_one_only_is_not_left_over(
    real: House,
    clock: FakeClock,
    browser: httpx.AsyncClient,
    adversary: asyncpg.Connection,
    numbers: tuple[int, int, bool],
) -> None:
    """Fourteen of fifteen answer again: were these joined, the one answer left over would have a name. And where it was
    said that nothing is joined, since it is shown while it is open, nothing is.
    """
    (again, joined, live), everybody = numbers, await fifteen(real)
    async with real.db.transaction() as tx:
        cohort = await tx.conn.fetchval("SELECT cohort_id FROM participants LIMIT 1")
        pair = await pairs.new_pair(real, tx)
    clock.move_to(OVER)
    made, names = [], []
    for role, people in (("before", everybody), ("after", everybody[:again])):
        survey = await asked.survey(real, cohort=cohort, items=ITEMS, pair_id=pair, pair_role=role, live=live)
        await asked.tended(real, survey)
        links, truth = await asked.links(real, survey), secrets_of(everybody)
        for person in random.sample(people, len(people)):
            code, text = truth[person]
            await browser.post(
                links[person], data={"q.code": code, "q.words": text}, headers={"Origin": "http://wego.test"}
            )
        made.append(survey)
        await asked.tended(real, survey)
        names.append({row.values["pseudonym"] for row in (await look(adversary, OURS, survey)).responses})
    assert names[0].isdisjoint(names[1]), "nothing joins them while one is open"
    clock.advance(days=15)
    await tend_due(real)
    looks = [await look(adversary, OURS, survey) for survey in made]
    before, after = [{row.values["pseudonym"] for row in each.responses} - {""} for each in looks]
    assert (len(before), before == after) == (joined, True)
    assert live or len(by_who_is_left_over(*looks)) in (0, 5)


def test_the_same_trick_finds_who_is_left_over_where_all_are_joined() -> None:
    truth = secrets_of([uuid4() for _ in range(SIZE)])
    rows = [Row((0, 0), 1, {"pseudonym": str(each), "answers": {"code": truth[each][0]}}) for each in truth]
    asked_ = [Row((0, 0), 1, {"person_id": str(each), "answered": True}) for each in truth]
    found = by_who_is_left_over(Look(asked_, [], rows, []), Look(asked_[:14], [], rows[:14], []))
    assert (len(found), right(found, truth)) == (1, 1)


async def knowledge(house: House) -> tuple[UUID, UUID]:
    await jeju(house)
    before, after = await making.create(
        house, actor(house, Role.ADMIN), {"about": ABOUT, "template": "knowledge", **SETTINGS}
    )
    return before, after


async def test_neither_is_made_ready_while_one_has_names(training: House) -> None:
    staff, ids = actor(training, Role.ADMIN), await knowledge(training)
    draft = await drafts.show(training, staff, ids[1])
    await replacing.put_items(training, staff, ids[1], None, {"anonymous": "false"}, revision=draft.revision)
    for id_ in ids:
        with pytest.raises(Invalid) as refused:
            await readying.make_ready(training, staff, id_)
        assert [problem.message for problem in refused.value.problems] == [readiness.HALF_NAMED]
    draft = await drafts.show(training, staff, ids[1])
    await replacing.put_items(training, staff, ids[1], None, {"anonymous": "true"}, revision=draft.revision)
    for id_ in ids:
        await readying.make_ready(training, staff, id_)
    async with training.db.reading() as tx:
        found = [await building.by_id(tx, id_) for id_ in ids]
    assert [each.state.value for each in found if each] == ["ready", "ready"]


async def test_questions_that_differ_before_and_after_are_named_in_time(training: House) -> None:
    """A warning on both: its change would not be shown."""
    staff, ids = actor(training, Role.ADMIN), await knowledge(training)
    draft = await drafts.show(training, staff, ids[1])
    items = [each for each in draft.items if each.key != "confident"]
    other = next(each for each in draft.items if each.key == "confident")
    reworded = type(other)(
        **{name: getattr(other, name) for name in other.__struct_fields__} | {"text": {"en": "Sure?"}}
    )
    await replacing.put_items(training, staff, ids[1], [*items, reworded], {}, revision=draft.revision)
    for id_ in ids:
        found = (await checking.check(training, staff, id_)).findings
        assert [(each.message, each.key, each.stops) for each in found if each.message == readiness.UNPAIRED] == [
            (readiness.UNPAIRED, "confident", False)
        ]


ROLE = SingleChoice(key="role", text={"en": "Role?"}, choices=(Choice("a", {}), Choice("b", {})), required=True)
SURE = Rating(key="sure", text={"en": "Sure?"}, required=True)


@pytest.mark.parametrize(("items", "told"), [((SURE,), 1), ((SURE, ROLE), 0)])
async def test_pairs_less_a_group_are_nobody(training: House, items: tuple[Question, ...], told: int) -> None:
    """Twenty before, nine and eleven by role; ten of them after: the ten less the nine are one."""
    rows: list[Answers] = [{"sure": 3, "role": "a" if place < 9 else "b"} for place in range(20)]
    names, pair = [str(place) for place in range(20)], uuid4()
    cohort = await jeju(training)
    before = await stored.survey(
        training, items, rows, cohort_id=cohort, pair_id=pair, pair_role="before", pseudonyms=names
    )
    after = [each | {"sure": 4} for each in rows[:10]]
    await stored.survey(
        training, items, after, cohort_id=cohort, pair_id=pair, pair_role="after", pseudonyms=names[:10]
    )
    shown = await results.show(training, Hands(actor(training, Role.ADMIN)), before)
    assert shown.pairs is not None
    assert (shown.pairs.people, len(shown.pairs.changed), len(shown.results.by)) == (10, told, len(items) - 1)
