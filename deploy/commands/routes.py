"""wego routes: which path belongs to which service, also as configuration of a proxy."""

import argparse

from deploy.console import say

SUMMARY = "print which path belongs to which service"


def add(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--nginx", action="store_true", help="as configuration of nginx")
    form.add_argument("--caddy", action="store_true", help="as a Caddyfile")


def run(options: argparse.Namespace) -> int:
    from deploy import proxies, routes  # noqa: PLC0415  # not needed by other commands

    if options.nginx:
        say(proxies.nginx().rstrip())
    elif options.caddy:
        say(proxies.caddy().rstrip())
    else:
        for route in routes.ROUTES:
            say(f"{route.path:32}{route.service or '(not public)'}")
    return 0
