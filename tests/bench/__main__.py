"""Starts a system of its own, loads it, and prints a table. `make bench ARGS="--seconds 10"` takes longer looks."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import asyncpg

from deploy.data import Data
from tests.bench.bare import registrations_a_second
from tests.bench.credentials import credentials
from tests.bench.documents import print_documents
from tests.bench.export import PEOPLE, fill, seconds_to_fetch, signed_in
from tests.bench.load import get, measure, once, post
from tests.deploy.running import Up

_EVENTS = 50
_HEAD = '[source]\norganisation = "WeGO"\nshort_name = "WeGO"\ndefault_timezone = "Asia/Seoul"\n'
_WAITS = """
SELECT EXISTS (SELECT FROM registration.outbox)
    OR EXISTS (SELECT FROM notify.deliveries WHERE next_at IS NOT NULL OR state = 'sending')
"""
_numbers = count(1)


def _programme(folder: Path) -> Path:
    """Fifty events of one day, years ahead."""
    event = '[[events]]\nslug = "event-{0}"\ntitle = "Event {0}"\nkind = "forum"\nformat = "online"\nwhen = {1}\n'
    when = '{ precision = "day", first = 2099-06-01, last = 2099-06-01 }'
    file = folder / "bench.toml"
    file.write_text(_HEAD + "".join(event.format(number, when) for number in range(1, _EVENTS + 1)))
    return file


def _registrations(events: int) -> Iterator[bytes]:
    for event in cycle(range(1, events + 1)):
        number = next(_numbers)
        yield post(
            f"/api/v1/events/event-{event}/registrations",
            {
                "email": f"person{number}@example.org",
                "name": f"Person {number}",
                "organisation": "Sample City",
                "category": "delegate",
                "country": "KR",
                "consent": True,
            },
        )


async def _rush(port: int, url: str, seconds: float) -> None:
    """Each line begins on a system that has caught up, so that no line pays for the mails of another."""
    print(
        "\nRegistrations a second      through HTTP    p50 ms   p99 ms   bare SQL   ratio   refused   mails out after"
    )
    for name, events, sizes in (("one event", 1, (1, 8, 32, 128)), ("50 events", _EVENTS, (8, 32))):
        for at_once in sizes:
            bare = await registrations_a_second(url, at_once=min(at_once, 64), events=events, seconds=seconds)
            full = await measure(port, _registrations(events), at_once=at_once, seconds=seconds, hoped=201)
            print(
                f"  {name}, {at_once:>3} at once       {full.rate:10.0f} {full.percentile(0.5):9.1f} "
                f"{full.percentile(0.99):8.1f} {bare:10.0f} {full.rate / bare:7.2f} {full.refused:9} "
                f"{await _caught_up(url):14.1f} s"
            )


async def _caught_up(url: str) -> float:
    """How many seconds it takes until no job and no mail waits any more."""
    begun = time.perf_counter()
    conn = await asyncpg.connect(url)
    while await conn.fetchval(_WAITS):  # noqa: ASYNC110  # other processes do the work
        await asyncio.sleep(0.1)
    await conn.close()
    return time.perf_counter() - begun


async def _pages(port: int, seconds: float) -> None:
    print("\nPages a second, 8 at once   through HTTP    p50 ms   p99 ms")
    for path in ("/?year=2099", "/events/event-1", "/events/event-1/register", "/calendar/events/event-1.ics"):
        full = await measure(port, cycle([get(path)]), at_once=8, seconds=seconds, hoped=200)
        print(f"  {path:<28}{full.rate:9.0f} {full.percentile(0.5):9.1f} {full.percentile(0.99):8.1f}")


async def _export(url: str, sign_in: str) -> None:
    event = f"event-{_EVENTS}"
    await fill(url, event)
    browser = signed_in(sign_in)
    print(f"\nExport of {PEOPLE} registrations       seconds       MB")
    for kind in ("csv", "xlsx"):
        took, size = seconds_to_fetch(browser, urljoin(sign_in, f"/organize/events/{event}/registrations.{kind}"))
        print(f"  {kind:<32} {took:9.2f} {size / 1_000_000:8.1f}")


async def _mail(port: int, folder: Path) -> None:
    """From the answer to the file of the mail sink, one at a time, while nothing else is to be sent."""
    waits = []
    for _ in range(20):
        before = _mails(folder)
        status = await once(port, next(_registrations(1)))
        begun = time.perf_counter()
        assert status == 201, status
        while _mails(folder) == before:  # noqa: ASYNC110  # another process writes the file
            await asyncio.sleep(0.005)
        waits.append(1000 * (time.perf_counter() - begun))
    waits.sort()
    print(f"\nFrom commit to mail          p50 {waits[10]:.0f} ms, longest of {len(waits)}: {waits[-1]:.0f} ms")


def _mails(folder: Path) -> int:
    return len(list(folder.glob("*.eml")))


def _memory(pids: list[int]) -> None:
    """Proportional set size: what is shared is counted once."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    print(f"Memory of the whole at rest  {total / 1024:.0f} MiB in {len(pids)} processes, with PostgreSQL and Redis")


async def _run(up: Up, seconds: float) -> None:
    running = Data(up.data).running()
    assert running is not None
    port = urlsplit(up.address).port
    assert port is not None
    _memory(list(up.family()))
    await _pages(port, seconds)
    await _export(running.database_url, up.sign_in)
    await _mail(port, Path(running.local_mail))
    await _rush(port, running.database_url, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3, help="how long each line is measured")
    options = parser.parse_args()
    credentials(options.seconds)
    print_documents()
    with tempfile.TemporaryDirectory() as folder:
        up = Up(
            Path(folder) / "data", "--programme", str(_programme(Path(folder))), environ={"WEGO_RATE_LIMITS": "off"}
        )
        try:
            asyncio.run(_run(up.started(), options.seconds))
        finally:
            up.process.terminate()
            up.process.wait(30)


if __name__ == "__main__":
    main()
