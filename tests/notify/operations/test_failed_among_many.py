"""What failed is found among very many mails without looking at all of them."""

from services.notify.store import messages
from shared.db import Tx
from tests.support.house import OpenHouse

MANY, FAILED = 3000, 3
_MAILS = """
INSERT INTO deliveries (id, owner, key, template, recipient, domain, person_id, created_at, state, done_at, reply)
SELECT gen_random_uuid(), 'registration', 'mail ' || n, 'registration.confirmed', n || '@city.example', 'city.example',
    gen_random_uuid(), $1, CASE WHEN n > $2 THEN 'sent' ELSE 'dead' END, $1, '' FROM generate_series(1, $3::int) AS n
"""
_READ = """
SELECT pg_stat_get_xact_tuples_returned('deliveries'::regclass)
    + pg_stat_get_xact_tuples_fetched('deliveries'::regclass)
"""


async def _rows_read(tx: Tx) -> int:
    return int(await tx.conn.fetchval(_READ))


async def test_the_list_and_the_number_read_what_failed_alone(house: OpenHouse) -> None:
    home = await house("notify")
    async with home.db.transaction() as tx:
        await tx.conn.execute(_MAILS, tx.now, FAILED, MANY)
        await tx.conn.execute("ANALYZE deliveries")
        before = await _rows_read(tx)
        listed = await messages.listed(tx, group="failed", words="", before=None, limit=51)
        assert sorted(mail.recipient for mail in listed) == ["1@city.example", "2@city.example", "3@city.example"]
        assert await messages.failed_count(tx) == FAILED
        assert await _rows_read(tx) - before == 2 * FAILED
        await messages.listed(tx, group="sent", words="nobody", before=None, limit=51)
        assert await _rows_read(tx) - before > MANY, "what is looked for among all is counted"
