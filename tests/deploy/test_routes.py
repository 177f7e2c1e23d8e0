"""One table says which path belongs to which service; the proxies say the same."""

import re

import pytest

from deploy.proxies import PORTS, caddy, nginx
from deploy.routes import ROUTES, service_of
from shared.settings import Service

PATHS: dict[str, Service | None] = {
    "/": "registration",
    "/events/smart-tech-korea": "registration",
    "/events/smart-tech-korea/register": "registration",
    "/r/abc": "registration",
    "/me": "registration",
    "/sign-in": "registration",
    "/privacy": "registration",
    "/organize": "registration",
    "/organize/events": "registration",
    "/static/wego.css": "registration",
    "/no-such-page": "registration",
    "/training": "training",
    "/training/seoul-2027/nominate": "training",
    "/organize/training": "training",
    "/organize/surveys/1": "training",
    "/organize/certificates": "training",
    "/t/abc": "training",
    "/s/abc": "training",
    "/verify/1": "training",
    "/trainer": "training",
    "/trainings": "registration",
    "/tomorrow": "registration",
    "/organize/messages": "notify",
    "/calendar/programme.ics": "notify",
    "/preferences/abc": "notify",
    "/mailbox": "notify",
    "/mailbox/1/raw": "notify",
    "/api/v1/events/x/registrations": "registration",
    "/api/v1/registrations/abc": "registration",
    "/api/v1/organize/events": "registration",
    "/api/v1/organize/training": "training",
    "/api/v1/organize/messages/1": "notify",
    "/api/v1/cohorts/x/sessions/1/attendance": "training",
    "/api/v1/surveys/abc": "training",
    "/api/v1/certificates/1": "training",
    "/api/docs": "registration",
    "/api/docs/openapi.json": "registration",
    "/health/ready": "registration",
    "/health/live": None,
    "/health": None,
    "/metrics": None,
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_goes_to_its_service(path: str) -> None:
    assert service_of(path) == PATHS[path]


def test_no_route_is_hidden_by_one_before_it() -> None:
    hidden = [
        later.path
        for number, route in enumerate(ROUTES)
        for later in ROUTES[number + 1 :]
        if route.matches(later.path) and route.service == later.service
    ]
    assert hidden == []


@pytest.mark.parametrize("path", PATHS)
def test_nginx_says_the_same(path: str) -> None:
    """nginx takes the first location whose expression matches."""
    locations = re.findall(r"location ~ (\S+) \{ (?:proxy_pass http://wego_(\w+)|return 404);", nginx())
    assert next(service or None for expression, service in locations if re.search(expression, path)) == PATHS[path]


@pytest.mark.parametrize("path", PATHS)
def test_caddy_says_the_same(path: str) -> None:
    """Caddy takes the first handle whose matcher matches; `*` at the end of a path stands for anything."""
    handles = re.findall(r"@r\d+ path (.+)\n\s+handle @r\d+ \{\n\s+(?:reverse_proxy [\d.]+:(\d+)|respond 404)", caddy())
    services = {str(port): service for service, port in PORTS.items()}

    def matches(patterns: str) -> bool:
        return any(path.startswith(p[:-1]) if p.endswith("*") else path == p for p in patterns.split())

    assert next(services.get(port) for patterns, port in handles if matches(patterns)) == PATHS[path]
