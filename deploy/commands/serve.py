"""wego serve: the web process of one service, for production behind a proxy."""

import argparse
import asyncio
import os

from deploy.data import environment
from shared.settings import SERVICES

SUMMARY = "run the web process of one service"


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("service", choices=SERVICES)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: this machine only)")
    parser.add_argument("--port", type=int, help="default: 8001 registration, 8002 training, 8003 notify")


def run(options: argparse.Namespace) -> int:
    from deploy import proxies, schema, web  # noqa: PLC0415  # the web stack is loaded when needed

    environ = environment(options.data, dict(os.environ))
    app = web.one_app(options.service, environ)
    asyncio.run(schema.require(options.service, environ))
    web.serve(app, options.service, host=options.host, port=options.port or proxies.PORTS[options.service])
    return 0
