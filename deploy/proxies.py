"""The table of routes as configuration of a proxy, for those who run each service as a process of its own."""

from collections.abc import Mapping, Sequence

from deploy.routes import ROUTES, Route
from shared.settings import SERVICES

PORTS: Mapping[str, int] = {service: 8001 + number for number, service in enumerate(SERVICES)}


def nginx(routes: Sequence[Route] = ROUTES) -> str:
    """The part of an nginx configuration that says what goes where. First match wins there too."""
    lines = ["# Written by `wego routes --nginx`. Include it inside http { … }."]
    lines += [f"upstream wego_{name} {{ server 127.0.0.1:{port}; keepalive 16; }}" for name, port in PORTS.items()]
    lines += [
        "server {",
        "    listen 443 ssl;",
        "    server_name events.example.org;",
        "    # ssl_certificate and ssl_certificate_key of your own",
        "    client_max_body_size 100m;",
        "    proxy_http_version 1.1;",
        '    proxy_set_header Connection "";',
        "    proxy_set_header Host $host;",
        "    proxy_set_header X-Forwarded-For $remote_addr;",
        "    proxy_set_header X-Forwarded-Proto $scheme;",
    ]
    for route in routes:
        action = f"proxy_pass http://wego_{route.service};" if route.service else "return 404;"
        lines += [f"    location ~ ^{_expression(route.path)} {{ {action} }}"]
    return "\n".join([*lines, "}", ""])


def caddy(routes: Sequence[Route] = ROUTES) -> str:
    """A Caddyfile. `handle` blocks inside `route` are tried in the order they stand in."""
    lines = ["# Written by `wego routes --caddy`.", "events.example.org {", "    route {"]
    for number, route in enumerate(routes):
        action = f"reverse_proxy 127.0.0.1:{PORTS[route.service]}" if route.service else "respond 404"
        paths = f"{route.path}*" if route.path.endswith("/") else f"{route.path} {route.path}/*"
        lines += [
            f"        @r{number} path {paths}",
            f"        handle @r{number} {{",
            f"            {action}",
            "        }",
        ]
    return "\n".join([*lines, "    }", "}", ""])


def _expression(path: str) -> str:
    return path if path.endswith("/") else f"{path}(/|$)"
