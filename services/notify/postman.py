"""The delivery loop: some kept-open lines to the mail server, woken when a mail is written down, and by a poll."""

import asyncio
import logging
import re
from collections.abc import Coroutine
from contextlib import suppress
from datetime import UTC, datetime

from services.notify.domain.deliveries import Outcome
from services.notify.mail.sender import sender
from services.notify.operations import deliver
from services.notify.operations.deliver import Claimed
from services.notify.operations.write import BELL
from services.notify.smtp import IDLE_SECONDS, LeaseLost, Line, NotSent, server
from shared.bells import Listener
from shared.house import House
from shared.queue import Heartbeat

log = logging.getLogger(__name__)

_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@:]+>?")

BATCH = 5
POLL_SECONDS = 1.0
LAPSED_SECONDS = 15.0
CLAIM_GOOD_FOR = 60.0  # a batch not begun by then goes back: its lease must not run out unseen
FINISH_SECONDS = 5.0  # for the mail under way when the worker stops
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0


class Postman:
    """One per worker process."""

    def __init__(self) -> None:
        self._rings = 0
        self._idle: list[asyncio.Event] = []
        self._pause = 0.0
        self._paused_until = 0.0
        self._trouble = ""

    async def run(self, house: House) -> None:
        """Deliver until cancelled; the mail under way is finished first."""
        settings = house.settings
        name = sender(settings.mail_from, settings.public_url).host
        listener = Listener(settings.database_url, settings.service, BELL)
        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(settings.smtp_connections):
                    tasks.create_task(self._keep_line(house, Line(server(settings.smtp_url), name)))
                tasks.create_task(self._look_for_lapsed(house))
                while True:
                    await listener.wait(POLL_SECONDS)
                    self._wake()
        finally:
            await listener.close()

    async def vital_signs(self, house: House) -> Heartbeat:
        """For the heartbeat: how the mail server does, what waits."""
        waits = await deliver.waiting(house)
        return Heartbeat(
            at=datetime.now(UTC),
            smtp=self._trouble or "ok",
            oldest_waiting=waits.oldest,
            waiting=waits.waiting,
        )

    def _wake(self) -> None:
        self._rings += 1
        if self._idle:
            self._idle.pop().set()

    async def _look_for_lapsed(self, house: House) -> None:
        while True:
            try:
                await deliver.settle_lapsed(house)
            except Exception as error:  # said, and looked for again
                log.error("lapsed leases not settled", exc_info=error)
            await asyncio.sleep(LAPSED_SECONDS)

    async def _keep_line(self, house: House, line: Line) -> None:
        try:
            while True:
                try:
                    await self._work(house, line)
                except Exception as error:  # said; the lease brings back what was claimed
                    log.error("a line failed, going on", exc_info=error)
                    await asyncio.sleep(1)
        finally:
            await line.close()

    async def _work(self, house: House, line: Line) -> None:
        """One batch; or, if there is none, rest until woken."""
        await self._respect_pause()
        rings = self._rings
        batch = await deliver.claim(house, BATCH)
        if batch:
            if len(batch) == BATCH:
                self._wake()  # there may be more, for the next line
            await self._deliver(house, line, batch)
        elif rings == self._rings:
            await self._rest(line)

    async def _rest(self, line: Line) -> None:
        woken = asyncio.Event()
        self._idle.append(woken)
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                await woken.wait()
        except TimeoutError:
            await line.close()
        finally:
            with suppress(ValueError):
                self._idle.remove(woken)

    async def _deliver(self, house: House, line: Line, batch: list[Claimed]) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + CLAIM_GOOD_FOR
        left = list(batch)
        try:
            while left and loop.time() < until and loop.time() >= self._paused_until:
                await _finished(self._deliver_one(house, line, left.pop(0)))
        finally:
            if left:
                await _finished(deliver.give_back(house, left))

    async def _deliver_one(self, house: House, line: Line, mail: Claimed) -> None:
        from_ = sender(house.settings.mail_from, house.settings.public_url)
        try:
            reply = await line.send(from_.address, mail.recipient, mail.mail, lambda: deliver.begin(house, mail))
        except LeaseLost:
            log.warning("lease lost before DATA", extra={"delivery": str(mail.id)})
        except NotSent as failure:
            if failure.unreachable:
                self._note_trouble(failure.reply)
            await deliver.settle(house, mail, failure.outcome, failure.reply)
        else:
            self._trouble, self._pause = "", 0.0
            await deliver.settle(house, mail, Outcome.ACCEPTED, reply)

    def _note_trouble(self, reply: str) -> None:
        """No server, or it will not have us: nobody tries for a while, 2 s at first, a minute at most."""
        now = asyncio.get_running_loop().time()
        if now >= self._paused_until:
            self._pause = min(max(self._pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
            self._paused_until = now + self._pause
        self._trouble = _ADDRESS.sub("…", reply)  # logs and heartbeats name nobody
        log.warning("the mail server takes nothing", extra={"reply": self._trouble, "pause": self._pause})

    async def _respect_pause(self) -> None:
        left = self._paused_until - asyncio.get_running_loop().time()
        if left > 0:
            await asyncio.sleep(left)


async def _finished(work: Coroutine[None, None, None]) -> None:
    """Await it; when cancelled meanwhile, give it a few seconds to come to its end."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=FINISH_SECONDS)
        task.cancel()
        raise
