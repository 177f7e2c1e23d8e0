"""Forwarded addresses count only from proxies that are trusted."""

from ipaddress import ip_network
from typing import Any

import pytest
from litestar import Request

from shared.web.source import source_of


def request(client: str, forwarded: str) -> Request[Any, Any, Any]:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    return Request({"type": "http", "headers": headers, "client": (client, 1) if client else None})  # type: ignore[arg-type]  # what the function reads


@pytest.mark.parametrize(
    ("client", "forwarded", "trusted", "source"),
    [
        ("203.0.113.9", "", (), "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", (), "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", ("10.0.0.0/8",), "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", ("10.0.0.0/8",), "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", ("10.0.0.0/8",), "198.51.100.1"),
        ("10.0.0.1", "nonsense", ("10.0.0.1",), "nonsense"),
        ("", "198.51.100.1", ("10.0.0.1",), ""),
    ],
)
def test_the_source_of_a_request(client: str, forwarded: str, trusted: tuple[str, ...], source: str) -> None:
    assert source_of(request(client, forwarded), [ip_network(each) for each in trusted]) == source
