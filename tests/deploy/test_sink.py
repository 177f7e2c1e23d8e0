"""The local mail sink keeps each mail whole, as the bytes that came, in the order they came."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deploy.up.sink import Sink

MAIL = "Subject: {}\r\nTo: minsu.sample@example.org\r\n\r\n.dots and 김민수\r\n"


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[tuple[Sink, str]]:
    started = Sink(tmp_path)
    yield started, await started.start()
    started.stop()


def send(url: str, *subjects: str) -> None:
    parts = urlsplit(url)
    assert parts.hostname is not None
    with smtplib.SMTP(parts.hostname, parts.port or 0) as client:
        for subject in subjects:
            client.sendmail("events@wego.example", ["minsu.sample@example.org"], MAIL.format(subject).encode())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def kept(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob("*.eml"))]


async def test_each_mail_is_one_file_with_its_bytes_in_the_order_of_arrival(
    sink: tuple[Sink, str], tmp_path: Path
) -> None:
    subjects = [f"mail {number}" for number in range(12)]
    await asyncio.to_thread(send, sink[1], *subjects)
    assert kept(tmp_path) == [MAIL.format(subject).encode() for subject in subjects]
    assert len(names(tmp_path)) == len(subjects)


async def test_after_a_restart_names_go_on_even_where_the_clock_was_set_back(tmp_path: Path) -> None:
    (tmp_path / "29991231T235959.000000-000007.eml").write_bytes(b"from the future")
    (tmp_path / ".half.eml.part").write_bytes(b"left by a kill")
    again = Sink(tmp_path)
    url = await again.start()
    await asyncio.to_thread(send, url, "one", "two")
    again.stop()
    assert names(tmp_path) == [
        "29991231T235959.000000-000007.eml",
        "29991231T235959.000000-000008.eml",
        "29991231T235959.000000-000009.eml",
    ]


def test_a_mail_that_cannot_be_kept_is_not_taken(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()

    async def send_into_nothing() -> int:
        sink = Sink(folder)
        url = await sink.start()
        folder.rmdir()
        try:
            await asyncio.to_thread(send, url, "lost")
        except smtplib.SMTPDataError as refused:
            return refused.smtp_code
        finally:
            sink.stop()
        return 250

    assert asyncio.run(send_into_nothing()) == 452
