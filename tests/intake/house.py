"""Intake and pipeline with a scripted dispatcher: updates go in as bytes, rows come out.

`/do` is the one command; what it takes, how often it fails and what it waits for is the test's to say.
"""

import asyncio
from collections import Counter, defaultdict
from typing import Any

import msgspec
from aiogram import Router
from aiogram.filters import Command
from sqlalchemy import select

from bot import capabilities
from bot.clock import ManualClock
from bot.config import load
from bot.i18n.translator import Translator
from bot.intake.contexts import Contexts
from bot.intake.intake import Intake
from bot.intake.pipeline import Pipeline, Unit
from bot.intake.screening import Screening
from bot.intake.tables import ParkedUpdate, SeenUpdate, SetAsideUpdate
from bot.membership.community import CommunityView
from bot.membership.tables import Member, MessageEvent
from bot.messages import Update
from bot.outbox import actions as outbox
from bot.outbox.effects import Send
from bot.outbox.tables import OutboxRow
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction
from bot.telegram.client import Client
from bot.telegram.directory import Directory
from bot.telegram.feed import Match, make_feed
from tests.standstill import pass_time, standstill
from tests.telegram.scripted_api import TOKEN, ScriptedApi

BOT_ID = 123456
GROUP = -1001
DATE = 1_772_416_800  # 2 March 2026, where the clock stands


async def on_do(context: Any) -> None:
    """Only its registration counts: the dispatcher of the test does the work."""


def router() -> Router:
    router = Router()
    router.message.register(on_do, Command("do"))
    return router


def message(update_id: int, text: str = "大家好", *, chat_id: int = GROUP, user_id: int = 7, **fields: Any) -> bytes:
    """A message in a supergroup, numbered as its update."""
    content = {
        "message_id": update_id,
        "date": DATE,
        "chat": {"id": chat_id, "type": "supergroup", "title": "茶友会"},
        "from": {"id": user_id, "first_name": f"小{user_id}", "is_bot": False},
        "text": text,
    }
    return msgspec.json.encode({"update_id": update_id, "message": content | fields})


def command(update_id: int, **where: Any) -> bytes:
    return message(update_id, "/do", **where)


class Counted:
    """What the metrics would have counted."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.parked = self.set_aside = 0

    def update_received(self, kind: str) -> None:
        self.received[kind] += 1

    def update_refused(self, reason: str) -> None:
        self.refused[reason] += 1

    def update_parked(self) -> None:
        self.parked += 1

    def update_set_aside(self) -> None:
        self.set_aside += 1


class House:
    """One process on the database at `url`; several may live there one after another."""

    def __init__(self, url: str, clock: ManualClock) -> None:
        self.clock = clock
        self.database = Database(url, clock, capabilities.subscribers())
        self.api = ScriptedApi(clock)
        self.counted = Counted()
        self.gates: dict[int, asyncio.Event] = {}
        self.fails: dict[int, list[Exception]] = defaultdict(list)
        self.arrived: dict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self.tried: list[int] = []
        self.done: list[int] = []
        self.told: list[tuple[int, str]] = []
        self.rows_before: dict[int, list[int]] = {}
        self.directory = Directory(Client(self.api, TOKEN), self.database, frozenset())
        config = load({"BOT_TOKEN": TOKEN}, env_file=None)
        self.contexts = Contexts(self.database, capabilities.settings_schema(), config)
        self.pipeline = Pipeline(
            bot_id=BOT_ID,
            database=self.database,
            contexts=self.contexts,
            directory=self.directory,
            screening=Screening(self.database, Translator()),
            feed=make_feed([router()], "qunguan_bot"),
            dispatcher=self,
        )
        self.intake = Intake(BOT_ID, self.database, self.pipeline, self.counted, self._tell)

    async def open(self) -> "House":
        await self.intake.start()
        return self

    async def close(self, timeout: float = 10.0) -> None:
        await self.intake.stop(timeout)
        await self.directory.stop()
        await self.database.close()

    async def crash(self) -> None:
        """The process is gone; what it did not commit never was."""
        await self.close(timeout=0.0)

    async def accept(self, *raws: bytes) -> None:
        await self.intake.accept(raws)

    async def still(self) -> None:
        await standstill(self.database)

    async def passes(self, seconds: float) -> None:
        await pass_time(self.database, seconds)

    # ---- the dispatcher

    async def dispatch(self, match: Match, update: Update, community: CommunityView | None, unit: Unit) -> None:
        number = update.update_id
        self.tried.append(number)
        self.arrived[number].set()
        self.rows_before[number] = await self.messages()
        if number in self.gates:
            await self.gates[number].wait()
        async with unit() as tx:
            await outbox.put(tx, Send(chat_id=GROUP, text="done"), key=f"done:{number}")
            if self.fails[number]:
                raise self.fails[number].pop(0)
        self.done.append(number)

    async def dialogue(self, update: Update) -> Match | None:
        return None

    async def _tell(self, tx: Transaction, update: Update, error: str) -> None:
        self.told.append((update.update_id, error))

    # ---- what is in the database

    async def column(self, column: Any, *order: Any) -> list[Any]:
        async with self.database.read() as view:
            return [row[0] for row in await view.execute(select(column).order_by(*(order or (column,))))]

    async def messages(self) -> list[int]:
        return await self.column(MessageEvent.message_id)

    async def seen(self) -> list[int]:
        return await self.column(SeenUpdate.update_id)

    async def parked(self) -> list[int]:
        return await self.column(ParkedUpdate.update_id)

    async def set_aside(self) -> list[int]:
        return await self.column(SetAsideUpdate.update_id)

    async def effects(self) -> list[str]:
        return await self.column(OutboxRow.effect_key)

    async def count(self, user_id: int = 7) -> int:
        async with self.database.read() as view:
            return int(await view.scalar(select(Member.messages).where(Member.user_id == user_id)) or 0)
