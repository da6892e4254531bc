"""The way in. `perform` answers one call exactly as Telegram would; `InProcess` is that without a socket."""

import asyncio
import inspect
from collections.abc import Mapping
from typing import Any

import msgspec

from bot.simulator.errors import ApiError
from bot.simulator.methods import METHODS
from bot.simulator.methods.request import Request
from bot.simulator.methods.updates import EncodedUpdates
from bot.simulator.parameters import Parameters
from bot.simulator.state import Bot, Call, Json
from bot.simulator.telegram import Telegram

_QUIET = {"getupdates"}  # not worth a line in the call log


class InProcess:
    """A client's view of the local Telegram inside the same process.

    Files are `Upload` values or plain bytes in `params`; structures may be Python values or JSON text.
    """

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def call(
        self, token: str, method: str, params: Mapping[str, object], timeout: float | None = None
    ) -> tuple[int, bytes]:
        """HTTP status and JSON body of the answer. Raises ConnectionResetError where a fault says so, TimeoutError after `timeout`."""
        answer = perform(self.telegram, token, method, params)
        return await (answer if timeout is None else asyncio.wait_for(answer, timeout))


async def perform(telegram: Telegram, token: str, method: str, params: Mapping[str, object]) -> tuple[int, bytes]:
    """Answer one call. Never raises, but for ConnectionResetError of a planned fault."""
    bot = telegram.tokens.get(token)
    if bot is None:
        return _refusal(ApiError(401, "Unauthorized"))
    handler = METHODS.get(method.lower())
    if handler is None:
        return _refusal(ApiError(404, "Not Found"))
    arguments = Parameters(params)
    if telegram.faults.delay:
        await telegram.waiting.sleep(telegram.faults.delay)
    try:
        telegram.faults.meet(method)
        result: Any = handler(Request(telegram, bot, method, arguments))
        if inspect.isawaitable(result):
            result = await result
    except ApiError as error:
        _log(telegram, bot, method, arguments, error.description, None)
        return _refusal(error)
    except ConnectionResetError:
        _log(telegram, bot, method, arguments, "connection reset", None)
        raise
    _log(telegram, bot, method, arguments, None, result)
    if telegram.faults.loses(method):
        raise ConnectionResetError("the answer was lost")
    return 200, _success(result)


def _success(result: Any) -> bytes:
    if isinstance(result, EncodedUpdates):
        return b'{"ok":true,"result":[%b]}' % b",".join(result)
    return b'{"ok":true,"result":%b}' % msgspec.json.encode(result)


def _refusal(error: ApiError) -> tuple[int, bytes]:
    answer: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        answer["parameters"] = error.parameters
    return error.code, msgspec.json.encode(answer)


def _log(telegram: Telegram, bot: Bot, method: str, params: Parameters, error: str | None, result: Any) -> None:
    if method.lower() not in _QUIET:
        telegram.log(Call(bot.id, method, params.logged(), error is None, error, result))
