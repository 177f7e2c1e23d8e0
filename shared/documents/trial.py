"""A picture that somebody hands in is drawn once in a process of its own: Typst cannot be interrupted in a thread.

Whatever a picture does there (take for ever, take all memory, crash), it does to that process alone.
"""

import asyncio
import resource
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

from shared.documents.pictures import NOT_READ, as_svg
from shared.errors import Invalid, Problem
from shared.i18n.mark import mark

LONGEST = 20.0
"""Seconds that a trial may take, by the clock: a busy machine needs a second to begin."""
_PROCESSOR = 5
_MEMORY = 2 << 30
_REFUSED = 65
_ROOT = Path(__file__).parents[2]
TOO_LONG = mark("This picture takes too long to draw. Save it as PNG.")


async def draw_once(picture: bytes, *, longest: float = LONGEST) -> None:
    """Raises Invalid (field `picture`) where that fails, or takes longer than `longest` seconds."""
    as_svg(picture)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, cwd=_ROOT, stdin=PIPE, stdout=DEVNULL, stderr=PIPE
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
    if ended < 0:  # by the system, for taking too much
        raise Invalid([Problem("picture", TOO_LONG)])
    if ended == _REFUSED:
        raise Invalid([Problem("picture", NOT_READ)])
    if ended != 0:
        raise RuntimeError(f"the trial of a picture failed: {said.decode(errors='replace')[-2000:]}")


def _main() -> int:
    """Draws what comes in; the system ends it when it takes more than its share."""
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR, _PROCESSOR))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from shared.documents.press import press  # noqa: PLC0415  # only here: the caller does not need Typst

    try:
        press().check(sys.stdin.buffer.read())
    except Invalid:
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(_main())
