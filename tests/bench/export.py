"""Ten thousand registrations as files: put straight into the database, fetched as an organizer fetches them."""

import time
from http.cookiejar import CookieJar
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import asyncpg

PEOPLE = 10_000
_INSERT = """
INSERT INTO registration.registrations (id, event_id, status, email, participant, revision, created_at, changed_at)
SELECT gen_random_uuid(), events.id, 'confirmed', email, jsonb_build_object(
        'email', email, 'name', 'Person ' || n, 'native_name', '사람 ' || n, 'native_name_language', 'ko',
        'honorific', 'Dr', 'job_title', 'Director of Smart City', 'organisation', 'Sample City ' || n % 200,
        'organisation_type', 'city', 'category', 'delegate', 'country', 'KR', 'language', 'en',
        'timezone', 'Asia/Seoul', 'sessions', jsonb_build_array(), 'answers', jsonb_build_object()
    ), nextval('registration.revisions'), now(), now()
FROM registration.events, generate_series(1, $2) AS n, format('exported%s@example.org', n) AS email
WHERE slug = $1
"""


async def fill(url: str, slug: str) -> None:
    """Ten thousand people come to this event; nobody is written to."""
    conn = await asyncpg.connect(url)
    await conn.execute(_INSERT, slug, PEOPLE)
    await conn.close()


def signed_in(link: str) -> OpenerDirector:
    """A browser of the organizer whom the one-time link signs in."""
    parts = urlsplit(link)
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = urlencode({"link": parse_qs(parts.query)["link"][0]}).encode()
    browser.open(f"{parts.scheme}://{parts.netloc}{parts.path}", form).close()
    return browser


def seconds_to_fetch(browser: OpenerDirector, address: str) -> tuple[float, int]:
    """Until the last byte, and how many there are."""
    begun = time.perf_counter()
    with browser.open(address) as answer:
        size = len(answer.read())
    return time.perf_counter() - begun, size
