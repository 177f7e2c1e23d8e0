"""A Python process of `wego up`: `python -m deploy.up.process web FD`, or `work SERVICE`.

It loads its code while the servers start, and waits for the supervisor's word before it uses them.
"""

import contextlib
import importlib
import os
import socket
import sys
from pathlib import Path

from deploy.up.leash import Leash

# On one machine the web goes first: somebody waits for a page, mail may come a moment later.
_AFTER_THE_WEB = 5


def main() -> None:
    leash = Leash()
    role, which = sys.argv[1:]
    if role == "web":
        _web(leash, int(which))
    else:
        _worker(leash, which)


def _web(leash: Leash, listener: int) -> None:
    from deploy import web  # noqa: PLC0415  # after the leash: loading takes a while
    from shared.settings import SERVICES  # noqa: PLC0415

    for service in SERVICES:
        importlib.import_module(f"services.{service}.app")
    leash.wait()
    web.serve(web.all_apps(os.environ), "web", listener=socket.socket(fileno=listener))


def _worker(leash: Leash, which: str) -> None:
    from deploy.work import work  # noqa: PLC0415
    from shared.settings import SERVICES  # noqa: PLC0415

    _let_pass(_AFTER_THE_WEB)
    service = next(name for name in SERVICES if name == which)
    importlib.import_module(f"services.{service}.worker")
    leash.wait()
    work(service, os.environ)


def _let_pass(nice: int) -> None:
    """Lower the priority. Where Linux groups processes by session, as on most desktops and servers, nice alone counts
    only within this session, in which we are alone (sched(7), the autogroup feature): the group has a value of its own.
    """
    os.nice(nice)
    with contextlib.suppress(OSError):  # no such file: nothing is grouped
        Path("/proc/self/autogroup").write_text(str(nice))


if __name__ == "__main__":
    main()
