"""Group commit: requests that wait at the same moment are done together, in one transaction.

Done one by one each pays for every round trip to the database, and for the commit of the one before it; together they
pay once (docs/decisions/0006-group-commit.md).
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence, Sized
from typing import Generic, TypeVar

Member = TypeVar("Member")
Answer = TypeVar("Answer")

LARGEST = 64
ENOUGH = 12


class Gathering(Generic[Member, Answer]):
    """Does the work for each key one group at a time; whoever comes meanwhile is in the next group.

    `together` answers a whole group, in its order, or raises and has done nothing. Then each member is tried alone, so
    that a bad one fails alone. The answer to a member may be an exception, which it raises for this one, or a future:
    somebody else will answer.
    """

    def __init__(
        self, together: Callable[[Sequence[Member]], Awaitable[Sequence[Answer | Exception | asyncio.Future[Answer]]]]
    ) -> None:
        self._together = together
        self._waiting: dict[Hashable, deque[tuple[Member, asyncio.Future[Answer]]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __contains__(self, key: Hashable) -> bool:
        """Whether anybody waits there."""
        return key in self._waiting

    def join(self, key: Hashable, member: Member) -> asyncio.Future[Answer]:
        """The answer to this member, after those who joined before. A lone one waits for nobody."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        queue = self._waiting.get(key)
        if queue is not None:
            queue.append((member, future))
        else:
            self._waiting[key] = deque([(member, future)])
            task = asyncio.create_task(self._work(key))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return future

    async def _work(self, key: Hashable) -> None:
        queue = self._waiting[key]
        while queue:
            await _nobody_comes(queue)
            group = [queue.popleft() for _ in range(min(len(queue), LARGEST))]
            await self._answer(group)
        del self._waiting[key]

    async def _answer(self, group: list[tuple[Member, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self._together([member for member, _ in group])
        except Exception as error:  # noqa: BLE001  # handed to whoever waits, or tried alone
            if len(group) == 1:
                _settle(group[0][1], error)
                return
            for one in group:
                await self._answer([one])
            return
        for (_, future), answer in zip(group, answers, strict=True):
            _settle(future, answer)


async def _nobody_comes(queue: Sized) -> None:
    """Until a turn of the loop brings nobody new, or there are enough for a group that is worth its commit.

    Under a rush many requests move through the loop side by side. Without this the first of them would be a group of
    its own, whose every round trip waits for the others' turns. Nor may it wait for all of them: then everybody would
    be in the same group, and this process and the database would work by turns, each idle while the other works. A lone
    one waits for two turns: microseconds.
    """
    came = 0
    while came < len(queue) < ENOUGH:
        came = len(queue)
        await asyncio.sleep(0)


def _settle(future: asyncio.Future[Answer], result: Answer | BaseException | asyncio.Future[Answer]) -> None:
    """A request that was given up meanwhile gets nothing; what was done for it stays done."""
    if isinstance(result, asyncio.Future):
        result.add_done_callback(lambda done: _settle(future, done.exception() or done.result()))
    elif future.done():
        return
    elif isinstance(result, BaseException):
        future.set_exception(result)
    else:
        future.set_result(result)
