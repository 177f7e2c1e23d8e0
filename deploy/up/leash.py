"""What holds a child process of ours to `wego up`: a pipe on standard input that ends when the supervisor does.

The first line that comes through it says that the servers are there; a process may load its code meanwhile.
"""

import os
import signal
import sys
import threading

_GRACE_SECONDS = 5.0


class Leash:
    """Reads standard input in a thread. At its end the process gets SIGTERM, and five seconds later it is gone."""

    def __init__(self) -> None:
        self._go = threading.Event()
        threading.Thread(target=self._read, name="leash", daemon=True).start()

    def wait(self) -> None:
        """Return when the supervisor says go."""
        self._go.wait()

    def _read(self) -> None:
        while os.read(sys.stdin.fileno(), 1024):
            self._go.set()
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(_GRACE_SECONDS)
        os._exit(1)
