"""The address people come to: bound before anything starts, so that a taken port is said at once.

It stays bound while the web process is started again: visitors wait and are not refused.
"""

import errno
import socket

from deploy.trouble import Trouble

_LAST = 65535
_TRIED = 50


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises Trouble naming a port that is free."""
    if not 0 <= port <= _LAST:
        raise Trouble(f"{port} is no port: they go from 1 to {_LAST}.")
    try:
        return _bound(host, port)
    except socket.gaierror:
        raise Trouble(f"{host} is no address of this machine. Try --host 127.0.0.1") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            free = _free(host, port)
            raise Trouble(
                f"Port {port} is taken by another program. Port {free} is free: "
                f'wego up --port {free}   (or: make run ARGS="--port {free}")'
            ) from None
        if error.errno in (errno.EACCES, errno.EPERM):
            raise Trouble(
                f"Port {port} is not open to ordinary users. Try: wego up --port {_free(host, 8000)}"
            ) from None
        raise Trouble(f"Cannot listen at {host}, port {port}: {error.strerror}.") from error


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except BaseException:
        listener.close()
        raise
    listener.setblocking(False)
    return listener


def _free(host: str, port: int) -> int:
    """The next port above that is free, else any."""
    for candidate in [*range(port + 1, min(port + _TRIED, _LAST + 1)), 0]:
        try:
            with _bound(host, candidate) as listener:
                return int(listener.getsockname()[1])
        except OSError:
            continue
    raise Trouble(f"No port is free at {host}.")
