"""Delivery on its own: effects go in as rows, calls come out at a scripted Bot API."""

import itertools
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.config import SendLimits
from bot.outbox import actions as outbox
from bot.outbox.effects import Effect, Priority, Send
from bot.outbox.tables import OutboxRow
from bot.persistence.database import Database
from bot.telegram.client import Client
from bot.telegram.delivery import Delivery
from bot.telegram.ephemeral import EphemeralServer
from bot.telegram.performer import Performer
from tests.standstill import pass_time, standstill
from tests.telegram.scripted_api import TOKEN, ScriptedApi

GROUP, OTHER_GROUP, PERSON = -1001, -1002, 77
UNLIMITED = SendLimits(overall_per_second=1e6, chat_per_second=1e6, chat_burst=1_000_000, group_per_minute=1e6)


def say(text: str, chat_id: int = GROUP, **fields: Any) -> Send:
    return Send(chat_id=chat_id, text=text, **fields)


class PostOffice:
    """A delivery with its client on `database`; `api` is where its calls arrive."""

    def __init__(self, database: Database, limits: SendLimits = UNLIMITED) -> None:
        self.database = database
        self.limits = limits
        self.api = ScriptedApi(database.clock)
        self.delivery: Delivery
        self._keys = itertools.count(1)

    async def open(self) -> None:
        client = Client(self.api, TOKEN)
        ephemeral = EphemeralServer(self.database, "https://api.test")
        await ephemeral.load()
        performer = Performer(client, self.database, ephemeral, "qunguan_bot")
        self.delivery = Delivery(performer, self.database, self.limits)
        await self.delivery.start()

    async def close(self, timeout: float = 0.0) -> None:
        await self.delivery.stop(timeout)

    async def restart(self) -> None:
        """A new process finds what the old one left."""
        await self.close()
        await self.open()
        await self.still()

    async def put(self, *effects: Effect, key: str = "", priority: Priority = Priority.ANSWER, **how: Any) -> str:
        """Commit `effects` in one transaction; the key of the last."""
        async with self.database.begin() as tx:
            for effect in effects:
                name = key or f"effect:{next(self._keys)}"
                await outbox.put(tx, effect, key=name, priority=priority, **how)
        return name

    async def put_all(self, *effects: tuple[Effect, Priority]) -> None:
        """Commit effects of several priorities in one transaction."""
        async with self.database.begin() as tx:
            for effect, priority in effects:
                await outbox.put(tx, effect, key=f"effect:{next(self._keys)}", priority=priority)

    async def later(self, effect: Effect, seconds: float, key: str = "") -> str:
        return await self.put(effect, key=key, after=timedelta(seconds=seconds))

    async def still(self) -> None:
        await standstill(self.database)

    async def passes(self, seconds: float) -> None:
        await pass_time(self.database, seconds)

    async def row(self, key: str) -> Any:
        async with self.database.read() as view:
            rows = await view.execute(select(OutboxRow.__table__).where(OutboxRow.effect_key == key))
            return rows.one()

    async def state(self, key: str) -> str:
        return str((await self.row(key)).state)
