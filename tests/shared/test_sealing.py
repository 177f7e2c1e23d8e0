"""What is sealed is opened by the same secret, for the same purpose and thing, and by nothing else."""

import pytest

from shared.sealing import Seal, Unsealable

SECRET = b"0123456789abcdef0123456789abcdef"


def test_what_is_sealed_opens_again_and_looks_different_each_time() -> None:
    seal = Seal(SECRET, "box")
    one, two = seal.seal(b"my answers", about=b"survey"), seal.seal(b"my answers", about=b"survey")
    assert one != two
    assert seal.open(one, about=b"survey") == seal.open(two, about=b"survey") == b"my answers"


@pytest.mark.parametrize("other", [Seal(SECRET, "keys"), Seal(SECRET[::-1], "box")])
def test_another_purpose_or_secret_opens_nothing(other: Seal) -> None:
    with pytest.raises(Unsealable):
        other.open(Seal(SECRET, "box").seal(b"my answers"))


@pytest.mark.parametrize("place", [0, 12, -1])
def test_what_was_changed_or_is_about_something_else_does_not_open(place: int) -> None:
    seal = Seal(SECRET, "box")
    changed = bytearray(seal.seal(b"my answers", about=b"survey"))
    with pytest.raises(Unsealable):
        seal.open(bytes(changed), about=b"another")
    changed[place] ^= 1
    with pytest.raises(Unsealable):
        seal.open(bytes(changed), about=b"survey")
    with pytest.raises(Unsealable):
        seal.open(b"", about=b"survey")
