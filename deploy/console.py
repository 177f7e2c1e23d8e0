"""What a command says to the person who typed it: plain lines, at once, also through a pipe."""

import sys


def say(line: str = "") -> None:
    """One line on standard output. A reader that went away is no reason to stop."""
    _write(sys.stdout, line)


def complain(line: str) -> None:
    """One line on standard error."""
    _write(sys.stderr, line)


def _write(stream: object, line: str) -> None:
    try:
        print(line, file=stream, flush=True)  # type: ignore[call-overload]  # the one place that prints
    except (BrokenPipeError, ValueError):
        return
