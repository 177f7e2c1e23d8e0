"""Children are started again when they die, stopped for certain, and do not outlive whoever started them."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.embedded import tether
from deploy.embedded.orphans import command_of
from deploy.embedded.program import Program, tethered
from deploy.trouble import Trouble
from deploy.up.children import Child
from tests.support.waiting import PATIENCE

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def child(code: str, logs: Path, patience: float = 5.0) -> Child:
    return Child(
        Program(name="sample", command=[sys.executable, "-c", code], stops=((signal.SIGTERM, patience),)), logs
    )


async def until(true: Callable[[], bool], within: float = PATIENCE) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110  # another process tells of no event
            await asyncio.sleep(0.01)


async def said(sample: Child, text: str) -> None:
    """Returns once its log holds the text."""
    await until(lambda: text in sample.last_words())


def gone(pid: int, within: float = PATIENCE) -> bool:
    ends = time.monotonic() + within
    while time.monotonic() < ends:
        if not command_of(pid):
            return True
        time.sleep(0.02)
    return False


async def test_one_that_hangs_is_killed_when_its_time_is_over(tmp_path: Path) -> None:
    sample = child(STUBBORN, tmp_path, patience=0.2)
    await sample.start()
    await said(sample, "up")
    pid = sample.pid
    assert pid is not None
    await sample.stop()
    assert gone(pid)


async def test_one_that_dies_comes_back_and_hears_again_what_it_was_told(tmp_path: Path) -> None:
    sample = child("import os, sys; print(os.getpid(), sys.stdin.readline(), flush=True); sys.stdin.read()", tmp_path)
    await sample.start()
    sample.tell(b"go\n")
    sample.keep()
    first = sample.pid
    assert first is not None
    await said(sample, f"{first} go")
    os.kill(first, signal.SIGKILL)
    await until(lambda: sample.pid not in (None, first))
    await said(sample, f"{sample.pid} go")
    await sample.stop()
    assert sample.pid is None


async def test_one_that_ends_before_it_is_ready_tells_its_last_words(tmp_path: Path) -> None:
    sample = child("raise SystemExit('no room on the disk')", tmp_path)
    await sample.start()
    with pytest.raises(Trouble, match=r"(?s)exit code 1 at the start.*no room on the disk"):
        await sample.until(asyncio.sleep(30))
    await sample.stop()


async def test_the_log_of_the_start_before_is_kept(tmp_path: Path) -> None:
    for number in (1, 2):
        sample = child(f"print('start {number}')", tmp_path)
        await sample.start()
        await said(sample, f"start {number}")
        await sample.stop()
    assert (tmp_path / "sample.log.1").read_text() == "start 1\n"
    assert (tmp_path / "sample.log").read_text() == "start 2\n"


def start_parent(code: str) -> tuple[subprocess.Popen[str], int]:
    """A process that starts a child, says the child's number and waits."""
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    return parent, int(parent.stdout.readline())


def killed(parent: subprocess.Popen[str]) -> None:
    parent.kill()
    parent.wait()
    assert parent.stdout is not None
    parent.stdout.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_a_program_ends_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    command = "from deploy.embedded.program import tethered; import signal, subprocess, time\n"
    command += "child = subprocess.Popen(tethered(['/bin/sleep', '60'], signal.SIGTERM))\n"
    parent, pid = start_parent(command + "print(child.pid, flush=True); time.sleep(60)")
    assert "sleep" in _settled(pid)
    killed(parent)
    assert gone(pid)


def test_where_the_kernel_does_not_do_it_a_guard_does(tmp_path: Path) -> None:
    """The way of macOS, tried everywhere: the pipe on standard input ends with the parent."""
    guarded = f"import os, runpy, signal; runpy.run_path({tether.__file__!r})['guard'](signal.SIGTERM)"
    guarded += "; os.execv('/bin/sleep', ['/bin/sleep', '60'])"
    command = "import subprocess, sys, time\n"
    command += f"child = subprocess.Popen([sys.executable, '-c', {guarded!r}], stdin=subprocess.PIPE)\n"
    parent, pid = start_parent(command + "print(child.pid, flush=True); time.sleep(60)")
    assert "sleep" in _settled(pid)
    killed(parent)
    assert gone(pid)


@pytest.mark.parametrize("hangs", [False, True])
def test_a_python_process_of_ours_ends_with_its_supervisor(hangs: bool) -> None:
    """Also one that ignores SIGTERM and never comes back to its loop."""
    code = "from deploy.up import leash; import signal, time\n"
    code += "leash._GRACE_SECONDS = 0.3\n"
    code += "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" if hangs else ""
    code += "it = leash.Leash(); it.wait(); print('went', flush=True)\nwhile True: time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"go\n")
    process.stdin.flush()
    assert process.stdout.readline() == b"went\n"
    process.stdin.close()
    assert process.wait(PATIENCE) == (1 if hangs else -signal.SIGTERM)
    process.stdout.close()


def test_a_tethered_program_takes_the_place_of_its_tether() -> None:
    """Its process number is the one the supervisor signals."""
    process = subprocess.Popen(tethered(["/bin/sleep", "60"], signal.SIGTERM), stdin=subprocess.PIPE)
    assert _settled(process.pid).split() == ["/bin/sleep", "60"]
    process.terminate()
    assert process.wait(PATIENCE) == -signal.SIGTERM
    assert process.stdin is not None
    process.stdin.close()


def _settled(pid: int) -> str:
    """The command of a process once it has become /bin/sleep."""
    ends = time.monotonic() + PATIENCE
    while not (command := command_of(pid)).startswith("/bin/sleep"):
        assert time.monotonic() < ends, command
        time.sleep(0.01)
    return command
