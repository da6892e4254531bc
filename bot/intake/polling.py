"""Updates by long polling: the offset moves only past updates whose effects are committed or parked."""

import re
from collections.abc import Callable

import structlog

from bot.clock import Clock
from bot.intake.intake import Intake
from bot.messages.decoding import MalformedUpdate, split_updates
from bot.messages.update import UPDATE_KINDS
from bot.telegram.client import Client
from bot.telegram.failures import Failure, TelegramFailure

log = structlog.get_logger(__name__)

LONG_POLL = 30  # seconds; Telegram caps it at 50
MOST = 100  # updates a call (Bot API, getUpdates)
ANSWER_WITHIN = LONG_POLL + 15.0
PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""Seconds after the first, second … failure in a row."""
TRIES_TO_READ = 3
UNREADABLE_PAUSE = 0.2
"""Seconds. Everybody's updates wait behind an answer that cannot be read."""
AT_ONCE = 0.01
"""Seconds. An empty answer so soon did not wait for updates."""
_UPDATE_IDS = re.compile(rb'"update_id"\s*:\s*(\d{1,18})(?!\d)')


class Unauthorized(Exception):
    """Telegram does not know the token."""


class Polling:
    """The loop of getUpdates. `on_poll` hears of each answer, for /healthz."""

    def __init__(self, client: Client, intake: Intake, clock: Clock, on_poll: Callable[[], None]) -> None:
        self._client = client
        self._intake = intake
        self._clock = clock
        self._on_poll = on_poll
        self._offset: int | None = None
        self._failures = 0
        self._unreadable = 0
        self._empty_at_once = 0

    async def run(self) -> None:
        """Poll until cancelled. Raises `Unauthorized`."""
        while True:
            asked_at = self._clock.monotonic()
            try:
                body = await self._client.poll(
                    {
                        "offset": self._offset,
                        # After an answer that could not be read, one by one: the bad update spoils only itself.
                        "limit": MOST if not self._unreadable else 1,
                        "timeout": LONG_POLL,
                        "allowed_updates": list(UPDATE_KINDS),
                    },
                    timeout=ANSWER_WITHIN,
                )
            except TelegramFailure as failure:
                await self._wait_after(failure)
                continue
            self._on_poll()
            self._failures = 0
            has_news = await self._take(body)
            await self._breathe(is_idle=not has_news and self._clock.monotonic() - asked_at < AT_ONCE)

    async def confirm(self) -> None:
        """Tell Telegram what has been settled; the next start need not hear it again."""
        if self._offset is not None:
            try:
                await self._client.call_raw(
                    "getUpdates", {"offset": self._offset, "limit": 1, "timeout": 0}, timeout=5.0
                )
            except TelegramFailure as failure:
                log.info(
                    "last updates not confirmed: they will come again and change nothing", error=failure.description
                )

    async def _take(self, body: bytes) -> bool:
        """See the updates in `body` through; whether there were any."""
        try:
            raws = split_updates(body)
        except MalformedUpdate as error:
            await self._skip_unreadable(body, error)
            return True
        self._unreadable = 0
        if raws:
            await self._intake.accept(raws)
            ids = [int(found[1]) for raw in raws if (found := _UPDATE_IDS.search(raw))]
            if ids:
                self._offset = max(ids) + 1
            else:
                log.error("updates without an update_id cannot be confirmed", count=len(raws))
                await self._clock.sleep(PAUSES[-1])
        return bool(raws)

    async def _breathe(self, *, is_idle: bool) -> None:
        # A server that answers at once where it should wait is asked less and less often, at least twice a second.
        self._empty_at_once = self._empty_at_once + 1 if is_idle else 0
        if is_idle:
            await self._clock.sleep(min(0.5, 0.001 * self._empty_at_once))

    async def _skip_unreadable(self, body: bytes, error: MalformedUpdate) -> None:
        self._intake.refuse("unreadable answer")
        self._unreadable += 1
        log.warning("answer to getUpdates not readable", reason=error.reason[:300], failures=self._unreadable)
        ids = [int(found) for found in _UPDATE_IDS.findall(body)]
        if self._unreadable > TRIES_TO_READ and ids:
            self._offset = min(ids) + 1
            log.error("update skipped: it cannot be read", update_id=min(ids))
        await self._clock.sleep(UNREADABLE_PAUSE * min(self._unreadable, 50))

    async def _wait_after(self, failure: TelegramFailure) -> None:
        if failure.kind is Failure.UNAUTHORIZED:
            raise Unauthorized
        self._failures += 1
        pause = PAUSES[min(self._failures, len(PAUSES)) - 1]
        if failure.kind is Failure.TOO_MANY:
            pause = max(pause, failure.retry_after)
        if failure.kind is Failure.CONFLICT:
            log.error(
                "another process receives this bot's updates: stop it, or its webhook; trying again",
                error=failure.description,
                retry_in=pause,
            )
        else:
            log.warning("no updates", error=failure.description, failure=failure.kind.value, retry_in=pause)
        await self._clock.sleep(pause)
