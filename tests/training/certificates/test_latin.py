"""A name in Latin letters is one, on the person's own page and at the desk; no letter bears a stack of marks."""

import httpx
import pytest

from services.training.domain.certificates.latin import MOST_MARKS, not_latin, overloaded
from shared.house import House
from tests.support.clock import FakeClock
from tests.training.certificates.given import Held, held, issue_all, valid
from tests.training.web.conftest import SignedIn

STACK = "Kim A" + "\N{COMBINING RING ABOVE}" * 9
BAD = ("김견본", "Kim 😀", "http://evil.example/ click", '=HYPERLINK("http://evil.example")', "Official 01", "-", STACK)
GOOD = (
    "Nguyễn Thị Hòa", "Seán O’Brien-Ó Súilleabháin Jr.", "D'Arcy, Anne (née Straße)", "Núria Gal·la", "Ọlá̩yínká Gbọ́",
    "ʻŌlelo Oʻzbek", "Łukasz Đặng",
)  # fmt: skip


@pytest.mark.parametrize("name", BAD)
async def test_what_is_none_is_told_beside_the_field(room: Held, client: httpx.AsyncClient, name: str) -> None:
    answer = await client.post(room.own(0), data={"name": name})
    assert (answer.status_code, "error-summary" in answer.text) == (422, True)
    assert (await client.get(room.own(0))).text.count('value="Official 01"') == 1


@pytest.mark.parametrize("name", GOOD)
async def test_names_of_the_world_in_latin_letters_are_taken(room: Held, client: httpx.AsyncClient, name: str) -> None:
    answer = await client.post(room.own(0), data={"name": name, "native_name": "김견본"})
    assert answer.headers.get("location") == f"{room.own(0)}?done=confirmed"


async def test_corrections_asked_for_and_made_are_looked_at_likewise(
    room: Held, desk: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    await issue_all(room.house, room.key)
    person = f"{room.desk}/people/{room.people[0].id}"
    for name in BAD:
        if name != "Official 01":  # it stands on the certificate
            assert (name, (await client.post(room.own(0), data={"name": name})).status_code) == (name, 422)
            answer = await desk.post(f"{person}/correct", data={"name": name, "internal_reason": "Asked"})
            assert (name, answer.status_code) == (name, 422)
    stacked = {"name": "Kim Gyeonbon", "native_name": STACK, "internal_reason": "Asked"}
    answer = await desk.post(f"{person}/correct", data=stacked)
    assert (answer.status_code, "More marks stand on one letter" in answer.text) == (422, True)
    other = {"name": "Official 01", "organisation": "Another City", "internal_reason": "Moved"}
    assert (await desk.post(f"{person}/correct", data=other)).headers["location"] == f"{person}?done=correct"


async def test_a_registered_name_that_is_none_is_pointed_out_and_may_be_issued(
    training: House, clock: FakeClock, signed_in: SignedIn
) -> None:
    room = await held(training, clock, 3, names={0: {"name": "김견본"}, 1: {"name": STACK}, 2: {"name": "Park Jun"}})
    desk, _ = await signed_in("organizer")
    page = (await desk.get(room.desk)).text
    says = ("This is not in Latin letters: 김 견 본", "More marks stand on one letter than can be printed: Å")
    assert [page.count(words) for words in (*says, "This is not in Latin letters")] == [1, 1, 1]
    assert says[0] in (await desk.get(f"{room.desk}/people/{room.people[0].id}")).text
    assert await issue_all(training, room.key) == 3
    assert sorted(await valid(training, room.key)) == sorted(["김견본", STACK.replace("A\u030a", "Å", 1), "Park Jun"])


def test_marks_are_counted_on_each_letter() -> None:
    most = "a" + "\N{COMBINING DOT BELOW}" * (MOST_MARKS + 1)  # the first one makes one letter with the a
    assert (overloaded(most), overloaded(most * 2), overloaded(f"{most}\u0323")) == ("", "", "ạ")
    assert (overloaded("กี่"), overloaded("שָׁלוֹם"), overloaded("\u0323" * 4)) == ("", "", "◌")
    assert not_latin("Ｋｉｍ") == "Ｋ ｉ ｍ"
