"""A picture that somebody hands in is drawn once in a process of its own: Typst cannot be interrupted in a thread.

Whatever a picture does there (take for ever, take all memory, crash), it does to that process alone.
"""

import asyncio
import os
import resource
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

from shared.documents.pictures import NOT_READ, as_svg
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark

LONGEST = 20.0
"""Seconds that a trial may take, by the clock: a busy machine needs a second to begin."""
PROCESSOR = 5
"""Seconds of a processor."""
MEMORY = 2 << 30
"""Bytes of address space, with what the process begins with."""
_REFUSED = 65
# Else it begins a thread for each processor, and each thread reserves memory: on a large machine more than it may.
_ALONE = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
_ROOT = Path(__file__).parents[2]
TOO_LONG = mark("This picture takes too long to draw. Save it as PNG.")
TOO_MUCH = mark("This picture takes too much to draw. Save it as PNG, and smaller.")


async def draw_once(
    picture: bytes, *, longest: float = LONGEST, processor: int = PROCESSOR, memory: int = MEMORY
) -> None:
    """Raises Invalid (field `picture`) where that fails, takes too long, or takes too much of processor or memory."""
    as_svg(picture)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, str(processor), str(memory)),
        cwd=_ROOT,
        env={**os.environ, **_ALONE},
        stdin=PIPE,
        stdout=DEVNULL,
        stderr=PIPE,
    )
    try:
        async with asyncio.timeout(longest):
            _, said = await process.communicate(picture)
    except TimeoutError as error:
        raise Invalid([Problem("picture", TOO_LONG)]) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    ended = await process.wait()
    if ended < 0:  # by the system, or by itself when there was no more memory
        raise Invalid([Problem("picture", TOO_MUCH)])
    if ended == _REFUSED:
        raise Invalid([Problem("picture", NOT_READ)])
    if ended != 0:
        raise RuntimeError(f"the trial of a picture failed: {said.decode(errors='replace')[-2000:]}")


def _main(processor: int, memory: int) -> int:
    """Draws what comes in; the system ends it when it takes more than its share."""
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from shared.documents.press import press  # noqa: PLC0415  # only here: the caller does not need Typst

    try:
        press().check(sys.stdin.buffer.read())
    except Invalid:
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1]), int(sys.argv[2])))
