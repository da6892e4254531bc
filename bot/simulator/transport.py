"""The bot's transport into the local Telegram: its client thinks it speaks to a server."""

from collections.abc import Mapping
from typing import Any

from bot.simulator.door import InProcess
from bot.simulator.parameters import Upload
from bot.simulator.telegram import Telegram
from bot.telegram import client


class LocalTransport:
    """A `bot.telegram.client.Transport` without a socket."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._door = InProcess(telegram)

    async def call(
        self, token: str, method: str, params: Mapping[str, Any], timeout: float | None = None
    ) -> tuple[int, bytes]:
        handed = {
            name: Upload(value.filename, value.content) if isinstance(value, client.Upload) else value
            for name, value in params.items()
        }
        return await self._door.call(token, method, handed, timeout)

    async def download(self, token: str, path: str, limit: int) -> bytes:
        stored = next((one for one in self._telegram.files.values() if one.path == path), None)
        if stored is None:
            raise FileNotFoundError(path)
        if len(stored.content) > limit:
            raise ValueError(f"file over {limit} bytes")
        return stored.content

    async def close(self) -> None:
        """Nothing is open."""
