"""Getting updates: long polling and the webhook's settings."""

import asyncio
import re
from typing import Any

from bot.simulator.delivery import UPDATE_KINDS
from bot.simulator.errors import ApiError, bad_request, conflict
from bot.simulator.methods.request import Method, Request
from bot.simulator.state import Bot, Json, QueuedUpdate, Webhook
from bot.simulator.telegram import Telegram

_LONGEST_POLL = 50  # seconds; Client.cpp LONG_POLL_MAX_TIMEOUT
_WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"
_SECRET = re.compile(r"^[A-Za-z0-9_-]*$")


class EncodedUpdates(list[bytes]):
    """A result whose elements are encoded already."""


async def get_updates(request: Request) -> EncodedUpdates:
    """Bot API: getUpdates. An offset confirms everything before it; a second poller ends the first."""
    telegram, bot, params = request.telegram, request.bot, request.params
    if bot.webhook is not None:
        raise conflict(_WEBHOOK_ACTIVE)
    offset = params.integer("offset")
    limit = params.integer("limit", 100, 1, 100)
    timeout = params.integer("timeout", 0, 0, _LONGEST_POLL)
    _subscribe(request)
    confirm(telegram, bot, offset)
    other = telegram.pollers.pop(bot.id, None)
    if other is not None:
        other()
    if not bot.queue and timeout:
        await _wait(telegram, bot, timeout)
        confirm(telegram, bot, 0)
    updates: list[QueuedUpdate] = []
    for update in bot.queue:
        if len(updates) == limit:
            break
        updates.append(update)
    bodies = EncodedUpdates(update.body for update in updates)
    if bodies and telegram.faults.doubles():
        bodies.append(bodies[-1])
    return bodies


def confirm(telegram: Telegram, bot: Bot, offset: int) -> None:
    """Forget updates before the offset (a negative one counts from the end) and those that are too old."""
    queue = bot.queue
    if offset < 0:
        while len(queue) > -offset:
            queue.popleft()
    elif offset > 0:
        while queue and queue[0].update_id < offset:
            queue.popleft()
    now = telegram.time()
    while queue and queue[0].expires_at <= now:
        queue.popleft()


def set_webhook(request: Request) -> bool:
    """Bot API: setWebhook. Plain http is allowed for the machine itself, as `--local` servers do."""
    params, bot = request.params, request.bot
    url, secret = params.text("url").strip(), params.text("secret_token")
    if params.flag("drop_pending_updates"):
        bot.queue.clear()
    if not url:
        bot.webhook = None
        return True
    local = url.startswith(("http://127.0.0.1", "http://localhost", "http://[::1]"))
    if not url.startswith("https://") and not local:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    poller = request.telegram.pollers.pop(bot.id, None)
    if poller is not None:
        poller()
    connections = params.integer("max_connections", 40, 1, 100)
    bot.webhook = Webhook(url, secret, connections, params.text("ip_address"))
    _subscribe(request)
    for wake in request.telegram.wakers.get(bot.id, ()):
        wake()
    return True


def delete_webhook(request: Request) -> bool:
    """Bot API: deleteWebhook."""
    if request.params.flag("drop_pending_updates"):
        request.bot.queue.clear()
    request.bot.webhook = None
    return True


def get_webhook_info(request: Request) -> Json:
    """Bot API: getWebhookInfo."""
    bot, webhook = request.bot, request.bot.webhook
    shape: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(bot.queue),
    }
    if webhook is not None:
        shape["max_connections"] = webhook.max_connections
        if webhook.ip_address:
            shape["ip_address"] = webhook.ip_address
        if webhook.last_error_date is not None:
            shape |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error_message}
    if bot.allowed_updates is not None:
        shape["allowed_updates"] = bot.allowed_updates
    return shape


def close(request: Request) -> bool:
    """Bot API: close and logOut; there is no other server to go to."""
    del request
    return True


def _subscribe(request: Request) -> None:
    """Bot API: allowed_updates, "if not specified, the previous setting will be used"; an empty list is the default set."""
    given: Any = request.params.structure("allowed_updates", "allowed updates")
    if given is None:
        return
    if not isinstance(given, list):
        raise bad_request("can't parse allowed updates: expected an Array of strings")
    kinds = [kind for kind in given if kind in UPDATE_KINDS]
    request.bot.allowed_updates = kinds or None


async def _wait(telegram: Telegram, bot: Bot, timeout: float) -> None:
    woken: asyncio.Future[bool | None] = asyncio.get_running_loop().create_future()

    def wake() -> None:
        if not woken.done():
            woken.set_result(True)

    def terminate() -> None:
        if not woken.done():
            woken.set_result(False)

    telegram.wakers.setdefault(bot.id, []).append(wake)
    telegram.pollers[bot.id] = terminate
    sleeper: asyncio.Future[bool | None] = asyncio.ensure_future(_slept(telegram, timeout))
    try:
        await asyncio.wait({woken, sleeper}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        sleeper.cancel()
        telegram.wakers[bot.id].remove(wake)
        if telegram.pollers.get(bot.id) is terminate:
            del telegram.pollers[bot.id]
    if woken.done() and not woken.result():
        raise ApiError(409, f"Conflict: {_WEBHOOK_ACTIVE if bot.webhook else _TERMINATED}")


async def _slept(telegram: Telegram, timeout: float) -> None:
    await telegram.waiting.sleep(timeout)


METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "close": close,
    "logOut": close,
}
