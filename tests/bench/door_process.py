"""The local Telegram in a process of its own, pinned to a core, behind its HTTP door; driven over a pipe."""

import asyncio
import contextlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from bot.clock import SystemClock
from bot.simulator import Chat, Person, Telegram, World
from bot.simulator.http_server import HttpServer
from tests.bench.updates import BOT_TOKEN

GROUPS, MEMBERS = 20, 10
# How many messages people write before the door gets its turn.
AT_ONCE = 20


class Town:
    """People who write and a server that delivers, on one core."""

    def __init__(self) -> None:
        self.world = World(Telegram(SystemClock()))
        self.server = HttpServer(self.world.telegram)
        self.scenes: list[tuple[Person, Chat]] = []
        self.talking: asyncio.Task[None] | None = None

    async def open(self) -> str:
        """Build everything; returns the address of the door."""
        bot = self.world.bot(token=BOT_TOKEN)
        for number in range(GROUPS):
            group = self.world.supergroup(f"第 {number} 群", owner=self.world.person("群主"), bot=bot)
            members = [self.world.member(group, f"成员 {one}") for one in range(MEMBERS)]
            self.scenes += [(member, group) for member in members]
        bot.queue.clear()
        return await self.server.start()

    async def fill(self, count: int) -> None:
        """Write messages that then wait to be fetched."""
        for number in range(count):
            await self._write(number)

    async def talk(self, count: int) -> float:
        """Begin to write while the door is open; the instant of the beginning."""
        self.talking = asyncio.create_task(self._talk(count))
        return time.monotonic()

    async def say(self) -> float:
        """Write one message; the instant just before."""
        at = time.monotonic()
        await self._write(0)
        return at

    async def cpu_seconds(self) -> float:
        return time.process_time()

    async def _talk(self, count: int) -> None:
        for number in range(count):
            await self._write(number)
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)

    async def _write(self, number: int) -> None:
        member, group = self.scenes[number % len(self.scenes)]
        await member.says(group, f"今天的龙井不错，第 {number} 泡了")


async def _serve(pipe: Connection) -> None:
    town = Town()
    arrived = asyncio.Event()
    asyncio.get_running_loop().add_reader(pipe.fileno(), arrived.set)
    while True:
        await arrived.wait()
        arrived.clear()
        while pipe.poll():
            try:
                name, arguments = pipe.recv()
            except EOFError:
                return
            pipe.send(await getattr(town, name)(*arguments))


def _main(pipe: Connection, core: int | None) -> None:
    if core is not None:
        os.sched_setaffinity(0, {core})
    asyncio.run(_serve(pipe))


@contextlib.contextmanager
def town_process(core: int | None) -> Iterator[Callable[..., Any]]:
    """`ask("fill", 1000)` calls a method of `Town` over there."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_main, args=(theirs, core), daemon=True)
    process.start()
    theirs.close()

    def ask(name: str, *arguments: Any) -> Any:
        ours.send((name, arguments))
        return ours.recv()

    try:
        yield ask
    finally:
        ours.close()
        process.terminate()
        process.join(5)
