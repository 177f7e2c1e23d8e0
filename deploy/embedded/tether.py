"""Run as a script: becomes another program that ends when the one that started it is gone, even by SIGKILL.

    python -I -S tether.py PARENT-PID SIGNAL UID:GID|- PROGRAM [ARGUMENT...]

SIGNAL is what PROGRAM gets when its parent dies. On Linux the kernel sends it; elsewhere a guard process does, which
waits for the end of standard input: whoever starts this keeps the other end of that pipe. Standard library only, and
little of it: it starts in 20 ms.
"""

import os
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Never returns: turns into the program, or exits with 71 when it cannot become that user."""
    parent, signal, user, *command = sys.argv[1:]
    die_with = _kernel_call() if sys.platform == "linux" else None  # loaded first: that user may not read our files
    if user != "-":
        _become(*(int(part) for part in user.split(":")))
    if die_with:
        die_with(int(signal))  # after the change of user, which the kernel takes as a reason to forget it
        if os.getppid() != int(parent):  # it died before we asked
            sys.exit(72)
    else:
        guard(int(signal))
    os.execv(command[0], command)  # noqa: S606  # the program was chosen by our own code


def _kernel_call() -> Callable[[int], object]:
    import ctypes  # noqa: PLC0415  # not needed, and slow to load, elsewhere

    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda signal: prctl(_PR_SET_PDEATHSIG, signal, 0, 0, 0)


def _become(uid: int, gid: int) -> None:
    try:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    except OSError as error:
        sys.stderr.write(
            f"cannot run as user {uid}: {error.strerror}. In a container with one user, start as that user.\n"
        )
        sys.exit(71)


def guard(signal: int) -> None:
    """Leaves a child behind that sends `signal` to this process when standard input ends before the process does."""
    program = os.getpid()
    if os.fork():
        return
    os.setsid()
    while os.read(0, 1024):
        pass
    if os.getppid() == program:
        os.kill(program, signal)
    os._exit(0)


if __name__ == "__main__":
    main()
