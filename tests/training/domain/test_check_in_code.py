"""The rotating code: good in its window and the next, for its own session, however it is typed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.training.domain.check_in_code import ALPHABET, LENGTH, code, is_good, milliseconds_left, window

KEY, SESSION = b"k" * 32, UUID(int=5)
NOW = datetime(2027, 3, 1, 0, 30, tzinfo=UTC)
SHOWN = code(KEY, SESSION, window(NOW))


def test_a_code_is_good_in_its_window_and_one_more() -> None:
    good = [is_good(KEY, SESSION, SHOWN, NOW + timedelta(seconds=after)) for after in (-1, 0, 29.9, 30, 59.9, 60, 3600)]
    assert good == [False, True, True, True, True, False, False]


def test_another_session_or_key_has_other_codes() -> None:
    assert not is_good(KEY, UUID(int=6), SHOWN, NOW)
    assert not is_good(b"x" * 32, SESSION, SHOWN, NOW)


def test_a_code_is_taken_as_people_type_it() -> None:
    typed = [SHOWN.lower(), f" {SHOWN[:3]} {SHOWN[3:]} ", f"{SHOWN[:3]}-{SHOWN[3:]}", SHOWN[:5], "", "é" * 6]
    assert [is_good(KEY, SESSION, each, NOW) for each in typed] == [True, True, True, False, False, False]


@given(st.uuids(), st.integers(0, 2**33))
def test_codes_have_no_two_signs_that_look_alike(session: UUID, number: int) -> None:
    made = code(KEY, session, number)
    assert len(made) == LENGTH
    assert set(made) <= set(ALPHABET)
    assert not set(ALPHABET) & set("0OI1LZ2S5B8UV")


def test_the_time_left_is_the_servers() -> None:
    assert [milliseconds_left(NOW + timedelta(seconds=after)) for after in (0, 12.5, 30)] == [30000, 17500, 30000]
