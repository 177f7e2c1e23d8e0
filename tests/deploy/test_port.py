"""The port is bound first, and a taken one is said with a free one to take."""

import re
import socket

import pytest

from deploy.trouble import Trouble
from deploy.up.port import listen


def test_a_taken_port_names_a_free_one() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Trouble, match=rf"Port {port} is taken") as told:
            listen("127.0.0.1", port)
    free = int(re.findall(r"wego up --port (\d+)", str(told.value))[0])
    assert free != port
    listen("127.0.0.1", free).close()


def test_a_port_just_left_is_free_again() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as visitor:
            accepted = first.accept()[0]
            accepted.close()  # the server closes first: its side waits in TIME_WAIT
            visitor.recv(1)
    listen("127.0.0.1", port).close()


@pytest.mark.parametrize(
    ("host", "port", "told"),
    [("no.such.host.invalid", 0, "no address"), ("203.0.113.7", 0, "Cannot listen"), ("127.0.0.1", 70000, "no port")],
)
def test_what_cannot_be_is_said(host: str, port: int, told: str) -> None:
    with pytest.raises(Trouble, match=told):
        listen(host, port)
