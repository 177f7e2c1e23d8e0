"""The numbers of small groups against published tables and SciPy 1.17; each case says where its values come from."""

import pytest

from services.training.domain.surveys.paired import Change, change, learned, sign_test, signed_rank
from services.training.domain.surveys.statistics import (
    median_interval,
    median_ranks,
    quantile,
    recommendation,
    wilson,
)
from services.training.web.surveys.result_words import change_words
from shared.i18n import translator

# Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3.
NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
# By SciPy: scipy.stats.binomtest(count, of).proportion_ci(method="wilson").
SCIPY_WILSON = [
    (12, 15, 0.548146, 0.929525),
    (36, 40, 0.769482, 0.960420),
    (0, 5, 0.0, 0.434482),
    (5, 5, 0.565518, 1.0),
    (1, 6, 0.030053, 0.563503),
    (3, 7, 0.158220, 0.749542),
    (13, 20, 0.432854, 0.818808),
    (39, 40, 0.871186, 0.995573),
    (75, 150, 0.420990, 0.579010),
    (20, 30, 0.487801, 0.807695),
]


@pytest.mark.parametrize(("count", "of", "low", "high"), NEWCOMBE)
def test_wilson_as_published(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of).interval
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(("count", "of", "low", "high"), SCIPY_WILSON)
def test_wilson_as_scipy(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of)
    assert (round(found.interval.low, 6), round(found.interval.high, 6)) == (low, high)
    assert found.share == count / of


def test_wilson_of_a_class_and_of_a_workshop() -> None:
    """12 of 15 is 55 to 93 %, 36 of 40 is 77 to 96 %."""
    found = [wilson(12, 15).interval, wilson(36, 40).interval]
    assert [(round(100 * each.low), round(100 * each.high)) for each in found] == [(55, 93), (77, 96)]


# k = scipy.stats.binom.ppf(0.025, n, 0.5); the k-th and the (n + 1 - k)-th: Conover, Practical Nonparametric
# Statistics, 3rd edition, section 3.2.
RANKS = [
    (6, (1, 6)), (8, (1, 8)), (9, (2, 8)), (10, (2, 9)), (12, (3, 10)), (15, (4, 12)), (20, (6, 15)), (25, (8, 18)),
    (30, (10, 21)), (40, (14, 27)), (50, (18, 33)), (100, (40, 61)),
]  # fmt: skip


@pytest.mark.parametrize(("of", "ranks"), RANKS)
def test_between_which_values_the_median_lies(of: int, ranks: tuple[int, int]) -> None:
    assert median_ranks(of) == ranks


def test_five_values_have_no_interval_for_the_median() -> None:
    """2 * 0.5**5 = 6.25 % are outside of the smallest and the largest of five."""
    assert [median_ranks(of) for of in (1, 2, 3, 4, 5)] == [None] * 5
    assert median_interval([1, 2, 3, 4, 5]) is None


def test_the_interval_of_the_median_is_made_of_answers() -> None:
    found = median_interval([2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5])
    assert found is not None
    assert (found.low, found.high) == (3, 5)  # the 4th and the 12th


# numpy.quantile(values, [.25, .5, .75]), whose default is definition 7 of Hyndman and Fan (1996), as R's quantile()
QUARTILES = [
    ([1, 2, 3, 4, 5], [2.0, 3.0, 4.0]),
    ([2, 3, 3, 4, 4, 4, 5, 5], [3.0, 4.0, 4.25]),
    ([1, 2, 2, 3, 4, 5, 5], [2.0, 3.0, 4.5]),
    ([1, 1, 2, 10], [1.0, 1.5, 4.0]),
    ([7], [7.0, 7.0, 7.0]),
]


@pytest.mark.parametrize(("values", "quartiles"), QUARTILES)
def test_quartiles(values: list[float], quartiles: list[float]) -> None:
    assert [quantile(values, part) for part in (0.25, 0.5, 0.75)] == quartiles


# scipy.stats.norm.interval(.95, m, sqrt(v / (n + 3))) of numpy's weighted mean m and variance v of 1, 0, -1 with the
# weights p + .75, q + 1.5, d + .75: the "pseudo_observations" of Rocks' own R package NPS, adjusted.wald.
SCORES = [
    ((9, 4, 2), 0.466667, 0.048406, 0.729372),
    ((5, 0, 0), 1.0, 0.174915, 1.0),
    ((0, 0, 5), -1.0, -1.0, -0.174915),
    ((20, 15, 5), 0.375, 0.138635, 0.559039),
    ((3, 3, 3), 0.0, -0.447299, 0.447299),
    ((30, 40, 30), 0.0, -0.149227, 0.149227),
    ((0, 12, 0), 0.0, -0.160030, 0.160030),
]


@pytest.mark.parametrize(("people", "score", "low", "high"), SCORES)
def test_recommendation(people: tuple[int, int, int], score: float, low: float, high: float) -> None:
    found = recommendation(*people)
    assert (round(found.score, 6), round(found.interval.low, 6), round(found.interval.high, 6)) == (score, low, high)


def test_nine_promoters_four_passives_and_two_detractors() -> None:
    """+47, from +5 to +73."""
    found = recommendation(9, 4, 2)
    assert [round(100 * each) for each in (found.score, found.interval.low, found.interval.high)] == [47, 5, 73]


# Fisher's use (1935) of Darwin's maize; p by R's wilcox.test and scipy.stats.wilcoxon(d, method="exact").
MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
# Hollander and Wolfe (1973), depression scale, the example of R's wilcox.test: V = 40.
FIRST = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
SECOND = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
# With ties, zeros taken out: scipy.stats.wilcoxon(d, method=PermutationMethod(n_resamples=numpy.inf)).
RANKED: list[tuple[list[float], float]] = [
    (list(map(float, MAIZE)), 0.04125977),
    ([one - other for one, other in zip(FIRST, SECOND, strict=True)], 0.0390625),
    ([1, 2, 3, 4, 5, 6, -7], 0.296875),
    ([1] * 6, 0.03125),
    ([1.0] * 8 + [-1.0] * 2, 0.109375),
    ([2, 1, 1, 0, 1, 2, -1, 1, 3, 0, 1, 1, -2, 1, 1], 0.03930664),
    ([1, 1, 2, 2, 3, -1, 0, 0], 0.125),
    ([-1, -1, -2, -2, -1, -3, -1], 0.015625),
    ([1, -1, 2, -2, 3, -3], 1.0),
    ([0.5, 1.5, -0.5, 2.5, 1.0, 2.0, 3.0, -1.0], 0.0859375),
]


@pytest.mark.parametrize(("differences", "p"), RANKED)
def test_signed_ranks(differences: list[float], p: float) -> None:
    found = signed_rank(differences)
    assert found is not None
    assert round(found, 8) == p
    assert signed_rank([-each for each in differences]) == found


# Critical values of two sides, .05: Wilcoxon and Wilcox (1964), table 2; p by scipy.stats.wilcoxon(d, method="exact").
CRITICAL = [(6, 0, 0.03125), (7, 2, 0.046875), (8, 3, 0.039062), (10, 8, 0.048828), (12, 13, 0.04248),
            (15, 25, 0.047913), (20, 52, 0.048441)]  # fmt: skip


@pytest.mark.parametrize(("of", "rank_sum", "p"), CRITICAL)
def test_critical_values_of_signed_ranks(of: int, rank_sum: int, p: float) -> None:
    found = signed_rank(_with_sum(of, rank_sum))
    assert found is not None
    assert round(found, 6) == p <= 0.05
    one_more = signed_rank(_with_sum(of, rank_sum + 1))
    assert one_more is not None
    assert one_more > 0.05


def _with_sum(of: int, rank_sum: int) -> list[float]:
    """1 to `of`, those negative whose ranks have this sum."""
    down = set[int]()
    for rank in range(of, 0, -1):
        if rank <= rank_sum:
            down.add(rank)
            rank_sum -= rank
    return [-rank if rank in down else rank for rank in range(1, of + 1)]


@pytest.mark.parametrize("of", range(6))
def test_fewer_than_six_changes_are_not_tested(of: int) -> None:
    """2 / 2**5 = .0625: no five changes can be below .05. Who stayed does not count."""
    assert signed_rank([1] * of + [0] * 10) is None
    assert sign_test(of, 0) is None


# By SciPy: scipy.stats.binomtest(up, up + down).pvalue.
SIGNS = [(6, 0, 0.03125), (9, 1, 0.02148438), (8, 2, 0.109375), (10, 5, 0.30175781), (5, 5, 1.0), (20, 10, 0.09873715)]


@pytest.mark.parametrize(("up", "down", "p"), SIGNS)
def test_signs(up: int, down: int, p: float) -> None:
    found = sign_test(up, down)
    assert found is not None
    assert round(found, 8) == p


def test_a_change_says_how_many_went_where() -> None:
    found = change([2, 1, 1, 0, 1, 2, -1, 1, 3, 0, 1, 1, -2, 1, 1])
    assert (found.up, found.same, found.down, found.of, found.median) == (11, 2, 2, 15, 1)
    learnt = learned([1, 1, 1, 1, 1, 1, 0, -1])
    assert (learnt.up, learnt.same, learnt.down, learnt.p) == (6, 1, 1, sign_test(6, 1))


def test_a_hundred_and_fifty_changes_are_tested_exactly() -> None:
    """scipy.stats.wilcoxon(d, method="exact") of 1 to 150, every third negative."""
    found = signed_rank([-each if each % 3 == 0 else each for each in range(1, 151)])
    assert found is not None
    assert f"{found:.6e}" == "5.040335e-04"


@pytest.mark.parametrize(
    ("p", "words"), [(0.000122, "(p < 0.001)"), (0.001, "(p = 0.001)"), (0.0312, "(p = 0.031)"), (0.5, "(p = 0.500)")]
)
def test_a_p_value_is_never_rounded_up_to_another(p: float, words: str) -> None:
    """Fourteen of whom all went up: 2 / 2^14."""
    assert change_words(Change(14, 0, 0, 1.0, p), translator("en"))[1].endswith(f"{words}.")
