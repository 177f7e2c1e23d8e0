"""Structured logs: one JSON object a line on stderr. They carry ids and route templates, never names or addresses."""

import logging
import re
import sys
from datetime import UTC, datetime

import msgspec

_ADDRESS = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+\.[^\s<>\"'(),;:]+")
_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{40,}")  # looks at each run of such signs once
_DETAIL = re.compile(r"DETAIL:  .*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


class JsonLines(logging.Formatter):
    """Formats a record as JSON. What looks like an address or a token is blanked, wherever it stands, and so is what
    PostgreSQL says of the row that it refused.
    """

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "service": self._service,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        if record.exc_info:
            line["traceback"] = _DETAIL.sub("DETAIL:  [row]", self.formatException(record.exc_info))
        return blanked(msgspec.json.encode(line, enc_hook=str).decode())


def blanked(text: str) -> str:
    """The text without e-mail addresses and personal tokens."""
    return _TOKEN.sub("[token]", _ADDRESS.sub("[address]", text) if "@" in text else text)


def configure(service: str, level: int = logging.INFO) -> None:
    """Send every logger of this process to stderr as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(service))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("uvicorn.access", "mail.log", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
