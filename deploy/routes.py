"""Which path belongs to which service: ONE ordered table, first match wins.

The local dispatcher and the proxy configurations (`wego routes`) are made from it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from shared.settings import Service


class Route(NamedTuple):
    """`path` itself and everything below it; a path that ends in "/" means only what is below, "/" everything.

    `service` None: not for the public, 404.
    """

    path: str
    service: Service | None

    def matches(self, path: str) -> bool:
        if self.path.endswith("/"):
            return path.startswith(self.path)
        return path == self.path or path.startswith(self.path + "/")


# Pages first; under /api/v1 the same order holds, for the API follows its pages.
_PAGES = (
    Route("/organize/training", "training"),
    Route("/organize/surveys", "training"),
    Route("/organize/certificates", "training"),
    Route("/organize/messages", "notify"),
)

ROUTES: Sequence[Route] = (
    Route("/health/ready", "registration"),
    Route("/health", None),
    Route("/metrics", None),
    *(Route("/api/v1" + path, service) for path, service in _PAGES),
    Route("/api/v1/cohorts", "training"),
    Route("/api/v1/surveys", "training"),
    Route("/api/v1/certificates", "training"),
    Route("/api/v1/preferences", "notify"),
    Route("/api/v1/mailbox", "notify"),
    *_PAGES,
    Route("/training", "training"),
    Route("/t", "training"),
    Route("/s", "training"),
    Route("/verify", "training"),
    Route("/trainer", "training"),
    Route("/calendar", "notify"),
    Route("/preferences", "notify"),
    Route("/mailbox", "notify"),
    Route("/", "registration"),
)


def service_of(path: str, routes: Sequence[Route] = ROUTES) -> Service | None:
    """The service a path belongs to, None where the public has no business."""
    return next((route.service for route in routes if route.matches(path)), None)
