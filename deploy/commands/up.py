"""wego up: the whole system on this machine."""

import argparse
import asyncio
import os
import signal
from pathlib import Path

from deploy.console import complain, say
from deploy.data import Data
from deploy.trouble import Trouble
from deploy.up.first_run import prepare
from deploy.up.port import listen
from deploy.up.system import System, greet

SUMMARY = "start the whole system on this machine"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="of the web (default: 8000; 0 takes a free one)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: this machine only)")
    parser.add_argument("--programme", type=Path, metavar="FILE", help="programme to load if the database is empty")
    parser.add_argument("--empty", action="store_true", help="load no programme")


def run(options: argparse.Namespace) -> int:
    if options.programme and not options.programme.is_file():
        raise Trouble(f"There is no file {options.programme}.")
    environ = dict(os.environ)
    if environ.get("WEGO_RATE_LIMITS", "on").lower() == "off":
        complain(
            "!!! WEGO_RATE_LIMITS=off: nothing slows down guessing and flooding. For load tests only, never public. !!!"
        )
    listener = listen(options.host, options.port)
    data = Data(options.data)
    data.claim()
    try:
        return asyncio.run(_run(System(data, listener, environ), options))
    finally:
        listener.close()
        data.release()


async def _run(system: System, options: argparse.Namespace) -> int:
    """Start, stay until told to end, stop. A second Ctrl-C stops at once what still runs."""
    ending = asyncio.Event()

    def told() -> None:
        if ending.is_set():
            system.kill()
        ending.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, told)
    starting = asyncio.create_task(_start(system, options))
    until_told = asyncio.create_task(ending.wait())
    try:
        await asyncio.wait({starting, until_told}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            await until_told
        say("Stopping …")
        return 0
    finally:
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        until_told.cancel()
        await system.stop()


async def _start(system: System, options: argparse.Namespace) -> None:
    await system.start_servers()
    sign_in = await prepare(system.environ, options.programme, empty=options.empty)
    await system.start_web()
    await system.start_workers()
    greet(system, sign_in)
