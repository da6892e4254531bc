"""The whole bot on a stage: the application of `bot.app` beside the local Telegram, in one process, on one clock."""

from collections.abc import Mapping
from dataclasses import replace

from bot import app as application
from bot.app import App
from bot.clock import ManualClock
from bot.config import SendLimits, load
from bot.messages.decoding import split_updates
from bot.messages.update import UPDATE_KINDS
from bot.simulator import Bot, InProcess, Person, Telegram, World
from bot.simulator.state import Chat
from bot.simulator.transport import LocalTransport

NO_LIMITS = SendLimits(overall_per_second=1e6, chat_per_second=1e6, chat_burst=1_000_000, group_per_minute=1e6)


class Stage:
    """A scripted world and the bot that lives in it. `world`, `telegram`, `clock`, `bot` and `app` are there to be used."""

    def __init__(self, database_url: str, clock: ManualClock, environment: Mapping[str, str] | None = None) -> None:
        self.clock = clock
        self.telegram = Telegram(clock)
        self.world = World(self.telegram, settle=self.settle)
        self.bot: Bot = self.world.bot("群管", "qunguan_bot")
        environ = {"BOT_TOKEN": self.bot.token, "DATABASE_URL": database_url, **(environment or {})}
        self.config = replace(load(environ, env_file=None), limits=NO_LIMITS)
        self._door = InProcess(self.telegram)
        self._offset = 0
        self.app: App

    async def open(self) -> None:
        """Start the bot (again)."""
        self.app = await application.build(self.config, LocalTransport(self.telegram), self.clock)
        await self.app.start()

    async def close(self) -> None:
        """Stop the bot as an operator does."""
        await self.app.stop()

    async def restart(self) -> None:
        """Stop and start; what it knows afterwards comes from the database."""
        await self.close()
        await self.open()

    async def settle(self) -> None:
        """Hand the bot what is waiting until it has nothing left to do."""
        while True:
            _, body = await self._door.call(
                self.bot.token,
                "getUpdates",
                {"offset": self._offset, "timeout": 0, "allowed_updates": list(UPDATE_KINDS)},
            )
            raws = split_updates(body)
            if raws:
                await self.app.intake.accept(raws)
                self._offset = _next_offset(raws)
            await self.app.settle()
            if not raws:
                return

    async def group(self, title: str = "茶友会", *, owner: str = "老板") -> tuple[Chat, Person]:
        """A supergroup with the bot as administrator, and its owner."""
        person = self.world.person(owner)
        chat = self.world.supergroup(title, owner=person, bot=self.bot)
        await self.settle()
        return chat, person


def _next_offset(raws: list[bytes]) -> int:
    from bot.messages.decoding import decode_update

    return max(decode_update(raw).update_id for raw in raws) + 1
