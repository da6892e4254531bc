"""Webhook delivery: POST each update, in order within its lane, again and again until it is accepted.

After telegram-bot-api's `WebhookActor.cpp`: one request in flight per lane, at most max_connections at once, a failed update is
retried after a doubling delay of up to a minute or after the server's own `Retry-After`, and dropped when it expires. An answer
may itself be a method call (Bot API: "Making requests when getting updates").
"""

import asyncio
import itertools
from typing import Any

import aiohttp
import msgspec

from bot.simulator.door import perform
from bot.simulator.state import Bot, QueuedUpdate, Webhook
from bot.simulator.telegram import Telegram

_LONGEST_DELAY = 60.0
_LONGEST_RETRY_AFTER = 3600.0
_ANSWER_WITHIN = 60.0
_LOOK_AHEAD = 1000  # updates searched for a free lane


class WebhookSender:
    """Delivers the queues of all bots that set a webhook, as long as it runs."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._session: aiohttp.ClientSession | None = None
        self._busy: dict[int, set[str]] = {}
        self._failures: dict[tuple[int, str], int] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin to deliver, including what waits already."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_ANSWER_WITHIN))
        self._telegram.bot_watchers.append(self._watch)
        for bot in list(self._telegram.bots.values()):
            self._watch(bot)

    async def stop(self) -> None:
        """Stop at once; what was not accepted stays queued."""
        if self._watch in self._telegram.bot_watchers:
            self._telegram.bot_watchers.remove(self._watch)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _watch(self, bot: Bot) -> None:
        """Deliver this bot's updates whenever there are some."""
        self._telegram.wakers.setdefault(bot.id, []).append(lambda: self._dispatch(bot))
        self._dispatch(bot)

    def _dispatch(self, bot: Bot) -> None:
        """Send the first update of every lane that is free."""
        webhook = bot.webhook
        if webhook is None or self._session is None:
            return
        busy = self._busy.setdefault(bot.id, set())
        for update in list(itertools.islice(bot.queue, _LOOK_AHEAD)):
            if len(busy) >= webhook.max_connections:
                return
            if update.lane in busy:
                continue
            busy.add(update.lane)
            task = asyncio.get_running_loop().create_task(self._deliver(bot, webhook, update))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, bot: Bot, webhook: Webhook, update: QueuedUpdate) -> None:
        key = (bot.id, update.lane)
        try:
            delay = await self._attempt(bot, webhook, update)
            if delay is None:
                self._failures.pop(key, None)
                _forget(bot, update)
            elif self._telegram.time() >= update.expires_at:
                _forget(bot, update)
            else:
                self._failures[key] = self._failures.get(key, 0) + 1
                await self._telegram.waiting.sleep(delay or min(_LONGEST_DELAY, 2.0 ** (self._failures[key] - 1)))
        finally:
            self._busy[bot.id].discard(update.lane)
        self._dispatch(bot)

    async def _attempt(self, bot: Bot, webhook: Webhook, update: QueuedUpdate) -> float | None:
        """None if accepted, else seconds to wait (0: the usual delay)."""
        assert self._session is not None  # noqa: S101 - _dispatch checks
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret_token
        try:
            async with self._session.post(webhook.url, data=update.body, headers=headers) as response:
                body = await response.read()
                status, reason = response.status, response.reason
                retry_after = response.headers.get("Retry-After", "")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._complain(webhook, f"Connection error: {error}" if str(error) else "Read timeout expired")
            return 0.0
        if status // 100 == 2:
            await self._answer(bot, body)
            return None
        self._complain(webhook, f"Wrong response from the webhook: {status} {reason}")
        return min(_LONGEST_RETRY_AFTER, float(retry_after)) if retry_after.isdigit() else 0.0

    async def _answer(self, bot: Bot, body: bytes) -> None:
        if not body.startswith(b"{"):
            return
        try:
            call: Any = msgspec.json.decode(body)
        except msgspec.DecodeError:
            return
        if isinstance(call, dict) and isinstance(call.get("method"), str):
            method = call.pop("method")
            try:
                await perform(self._telegram, bot.token, method, call)
            except ConnectionResetError:
                return

    def _complain(self, webhook: Webhook, message: str) -> None:
        webhook.last_error_date, webhook.last_error_message = self._telegram.now(), message


def _forget(bot: Bot, update: QueuedUpdate) -> None:
    if update in bot.queue:
        bot.queue.remove(update)
