"""Worker processes: one a service."""

import asyncio
import importlib
import signal
from collections.abc import Mapping

import uvloop

from deploy.garbage import spare_what_is_loaded
from shared.logging import configure
from shared.settings import Service, from_environment


def work(service: Service, environ: Mapping[str, str]) -> None:
    """Work until SIGTERM or SIGINT; what is under way is cancelled and comes again. Raises SettingsError."""
    configure(f"{service} worker")
    settings = from_environment(service, environ)
    module = importlib.import_module(f"services.{service}.worker")
    spare_what_is_loaded()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_until_told(module.work(settings)))


async def _until_told(working: object) -> None:
    assert asyncio.iscoroutine(working)
    task: asyncio.Task[None] = asyncio.ensure_future(working)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        return
