"""Counts and durations of requests by route template, as Prometheus reads them (text format 0.0.4)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping

_BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Of one process and one service."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._counts: dict[tuple[str, str, int], int] = defaultdict(int)
        self._seconds: dict[tuple[str, str], float] = defaultdict(float)
        self._buckets: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * (len(_BOUNDS) + 1))

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        self._counts[method, route, status] += 1
        self._seconds[method, route] += seconds
        self._buckets[method, route][bisect_left(_BOUNDS, seconds)] += 1

    def text(self, gauges: Mapping[str, float]) -> str:
        """Everything counted, and the gauges as they stand now."""
        lines = ["# TYPE wego_requests_total counter"]
        for (method, route, status), count in sorted(self._counts.items()):
            lines.append(f'wego_requests_total{{{self._labels(method, route)},status="{status}"}} {count}')
        lines.append("# TYPE wego_request_seconds histogram")
        for (method, route), buckets in sorted(self._buckets.items()):
            lines += self._histogram(method, route, buckets)
        for name, value in sorted(gauges.items()):
            lines += [f"# TYPE wego_{name} gauge", f'wego_{name}{{service="{self._service}"}} {value:g}']
        return "\n".join(lines) + "\n"

    def _histogram(self, method: str, route: str, buckets: list[int]) -> list[str]:
        labels, total, lines = self._labels(method, route), 0, []
        for bound, count in zip((*map(str, _BOUNDS), "+Inf"), buckets, strict=True):
            total += count
            lines.append(f'wego_request_seconds_bucket{{{labels},le="{bound}"}} {total}')
        lines.append(f"wego_request_seconds_sum{{{labels}}} {self._seconds[method, route]:.6f}")
        lines.append(f"wego_request_seconds_count{{{labels}}} {total}")
        return lines

    def _labels(self, method: str, route: str) -> str:
        escaped = route.replace("\\", "\\\\").replace('"', '\\"')
        return f'service="{self._service}",method="{method}",route="{escaped}"'
