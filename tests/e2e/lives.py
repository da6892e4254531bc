"""Lives of one bot: started, killed at random moments under load, started again, at last stopped in peace."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.databases import Database, postgresql_database, sqlite_database
from tests.bench.pushing import Pusher
from tests.bench.subject import Subject, Surroundings, bot_command, free_port
from tests.e2e.outcome import Losses, finished, losses
from tests.e2e.server import Telegram, eventually
from tests.e2e.story import Story

START_SECONDS = 40.0  # on a busy machine with two cores
LIMITED_SENDS = 20.0 / 60  # answers a second in one group (Telegram bot FAQ)
ALL_SENDS = 25.0  # answers a second, a little under Telegram's 30


@dataclass(eq=False, slots=True)
class Bot:
    """The process, on one database and one way of delivery, over several lives."""

    telegram: Telegram
    database: Database
    directory: Path
    webhook: bool = False
    extra: dict[str, str] = field(default_factory=dict)
    port: int = 0
    subject: Subject | None = None
    pusher: Pusher | None = None

    async def start(self, seconds: float = START_SECONDS) -> "Bot":
        """Start a life and wait until it takes updates."""
        self.spawn()
        await self.ready(seconds)
        return self

    def spawn(self) -> Subject:
        command = bot_command()
        assert command is not None, "there is no bot to start"
        if self.webhook and not self.port:
            self.port = free_port()
            self.pusher = Pusher(self.telegram.feeder, "127.0.0.1", self.port)
            self.pusher.start()
        self.telegram.feeder.chats.webhook = {}
        surroundings = Surroundings(self.telegram.feeder.url, self.database.url, self.port, extra=self.extra)
        self.subject = Subject(command, surroundings.environment(), self.directory).start()
        return self.subject

    async def ready(self, seconds: float = START_SECONDS) -> None:
        subject, feeder = self.subject, self.telegram.feeder
        assert subject is not None

        def takes_updates() -> bool:
            if subject.exit_status is not None:
                raise AssertionError(f"it ended with status {subject.exit_status}:\n{subject.output()[-4_000:]}")
            if self.webhook:
                return bool(feeder.chats.webhook)
            return bool(feeder.poll_times) and feeder.poll_times[-1] > subject.started_at

        assert await eventually(takes_updates, seconds), f"no start in {seconds} s:\n{subject.output()[-4_000:]}"

    def kill(self) -> None:
        if self.subject is not None:
            self.subject.kill()

    async def stop(self) -> int | None:
        """Stop by SIGTERM without blocking the server; the exit status, None when it had to be killed."""
        assert self.subject is not None
        status = await asyncio.to_thread(self.subject.stop)
        if self.pusher is not None:
            self.pusher.stop()
        return status

    def output(self) -> str:
        return self.subject.output() if self.subject is not None else ""

    def bury(self) -> None:
        """Leave nothing running, whatever happened."""
        self.kill()
        if self.pusher is not None:
            self.pusher.stop()


@asynccontextmanager
async def database_of(kind: str, directory: Path) -> AsyncIterator[Database]:
    """A database of its own: "sqlite" in `directory`, or "postgresql" on the test server."""
    if kind == "sqlite":
        yield sqlite_database(directory)
    else:
        async with postgresql_database() as database:
            yield database


@asynccontextmanager
async def living_bot(
    directory: Path, kind: str = "sqlite", *, webhook: bool = False, extra: dict[str, str] | None = None
) -> AsyncIterator[Bot]:
    """A started bot with a Telegram of its own, for the tests of a whole file."""
    telegram = Telegram()
    async with database_of(kind, directory) as database:
        await telegram.feeder.start()
        bot = Bot(telegram, database, directory, webhook, extra or {})
        try:
            yield await bot.start()
        finally:
            bot.bury()
            await telegram.feeder.stop()


@dataclass(frozen=True, slots=True)
class Survival:
    """The end of a killed bot's story."""

    losses: Losses
    kills: int
    kills_under_load: int
    confirmed: bool
    exit_status: int | None
    redelivered: int


async def survive(bot: Bot, story: Story, kills: int, seed: int) -> Survival:
    """Live through `kills` SIGKILLs: most while a part of the story flows in, one in four during a start."""
    chooser, feeder = random.Random(seed), bot.telegram.feeder
    feeder.add(story.feeds)
    under_load = kills - kills // 4
    for number in range(kills):
        bot.spawn()
        if number % 4 == 3:
            await asyncio.sleep(chooser.uniform(0, 2.0))
        else:
            await bot.ready()
            await _partly(bot.telegram, len(story.feeds) // (under_load + 1), chooser)
        bot.kill()
    await bot.start()
    feeder.release()
    confirmed = await feeder.wait_confirmed(90)
    await eventually(lambda: finished(story, bot.telegram), answer_seconds(story), 0.1)
    status = await bot.stop()
    found = await losses(story, bot.telegram, bot.database, repeats_allowed=True)
    return Survival(found, kills, under_load, confirmed, status, feeder.deliveries - len(story.feeds))


async def _partly(telegram: Telegram, count: int, chooser: random.Random) -> None:
    """Release `count` updates and return somewhere on the way through them, or a moment after."""
    feeder = telegram.feeder
    waited_for = feeder.deliveries + chooser.randint(1, count)
    feeder.release(count)
    await feeder.wait(lambda: feeder.deliveries >= waited_for, 10)
    await asyncio.sleep(chooser.choice((0.0, 0.0, 0.005, 0.02, 0.1)) * chooser.random())


def answer_seconds(story: Story) -> float:
    """How long Telegram's limits may keep the answers of a story back, and some patience."""
    per_group: dict[int, int] = {}
    for command in story.commands:
        per_group[command.chat_id] = per_group.get(command.chat_id, 0) + 1
    busiest = max(per_group.values(), default=0)
    return 25 + len(story.commands) / ALL_SENDS + max(busiest - 15, 0) / LIMITED_SENDS
