"""The statement that every registration waits for is planned once a connection, not once a group."""

from uuid import UUID

from services.registration.domain.registration import Category, Participant, Status
from services.registration.domain.seating import Seating
from services.registration.store import programme, registrations
from tests.registration.events import SLUG, load_event
from tests.support.house import OpenHouse

_LOOKS = 5  # so often PostgreSQL tries whether a plan for these very values would be better
_PLANS = """SELECT max(custom_plans) FROM pg_prepared_statements
    WHERE statement LIKE '%INSERT INTO registrations%' AND statement NOT LIKE 'SELECT%'"""


async def test_groups_of_any_size_share_a_plan(house: OpenHouse) -> None:
    home = await house("registration")
    await load_event(home)
    async with home.db.transaction() as tx:
        event = await programme.event_by_slug(tx, SLUG)
        assert event is not None
        for size in (1, 2, 1, 30, 1, 1, 64, 3):
            await registrations.insert_all(tx, [_seating(event.id, f"p{n}") for n in range(size)])
            await tx.conn.execute("DELETE FROM registrations")
        # the greatest: others may have prepared it on this connection and never run it
        planned = await tx.conn.fetchval(_PLANS)
    assert planned == _LOOKS, "a plan for these very values, each time"


def _seating(event_id: UUID, name: str) -> Seating:
    person = Participant(
        email=f"{name}@example.org", name=name, organisation="City", category=Category.DELEGATE, country="KR"
    )
    return Seating(event_id, person, Status.CONFIRMED)
