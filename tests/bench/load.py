"""A small HTTP load: so many connections kept open, each sending its next request when the last is answered."""

import asyncio
import time
from collections.abc import Iterator

import msgspec


class Measured(msgspec.Struct, frozen=True):
    """`seconds` are the waits of single requests, sorted. `refused` counts answers other than the one hoped for."""

    rate: float
    seconds: list[float]
    refused: int

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        return 1000 * self.seconds[min(int(len(self.seconds) * share), len(self.seconds) - 1)]


async def measure(port: int, requests: Iterator[bytes], *, at_once: int, seconds: float, hoped: int) -> Measured:
    """Load 127.0.0.1:`port` for `seconds` with `at_once` connections; `hoped` is the status of a good answer."""
    waits: list[float] = []
    refused = 0
    ends = time.perf_counter() + seconds

    async def one() -> None:
        nonlocal refused
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (begun := time.perf_counter()) < ends:
            status, _ = await answered(reader, writer, next(requests))
            waits.append(time.perf_counter() - begun)
            refused += status != hoped
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(at_once)))
    return Measured(len(waits) / (time.perf_counter() - begun), sorted(waits), refused)


async def once(port: int, request: bytes) -> int:
    """One request on a connection of its own; the status of its answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    status, _ = await answered(reader, writer, request)
    writer.close()
    return status


async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> tuple[int, bytes]:
    """Status and body of the answer to one request on an open connection."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    return int(head[9:12]), await reader.readexactly(_length(head))


def _length(head: bytes) -> int:
    """Content-Length of an answer; every page and every JSON answer of ours has one."""
    lowered = head.lower()
    at = lowered.index(b"content-length:") + 15
    return int(lowered[at : lowered.index(b"\r\n", at)])


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n".encode()


def post(path: str, body: object) -> bytes:
    raw = msgspec.json.encode(body)
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(raw)}\r\n\r\n".encode() + raw
