"""`qunguan demo` as a process: the bot lives in the local Telegram, and --keep goes on where it ended."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).parents[2]


class Demo:
    """A running demo, driven as its page would."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self._session, self._url, self._token = session, url, token

    async def get(self, name: str, /, **query: Any) -> Any:
        params = {**query, "token": self._token}
        async with self._session.get(f"{self._url}/control/{name}", params=params) as response:
            return await response.json()

    async def act(self, act: str, **details: Any) -> Any:
        headers = {"X-Control-Token": self._token}
        body = {"act": act, **details}
        async with self._session.post(f"{self._url}/control/act", json=body, headers=headers) as response:
            return await response.json()


@asynccontextmanager
async def demo(keep: Path) -> AsyncIterator[Demo]:
    environment = {name: value for name, value in os.environ.items() if name not in ("BOT_TOKEN", "DATABASE_URL")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--listen", "127.0.0.1:0", "--keep", str(keep),
        cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60), aiohttp.ClientSession() as session:
            while not (found := re.search(rb"http://[\d.:]+", await process.stdout.readline())):
                pass
            url = found.group().decode()
            async with session.get(url + "/") as response:
                token = re.search(r'name="control-token" content="(\w+)"', await response.text())
            assert token is not None
            yield Demo(session, url, token[1])
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_the_bot_answers_and_the_world_is_kept(tmp_path: Path) -> None:
    keep = tmp_path / "demo.db"
    async with demo(keep) as running:
        member = next(one["id"] for one in await running.get("people") if one["first_name"] == "小明")
        chats = (await running.get("view", person=member))["chats"]
        private = next(chat["key"] for chat in chats if chat["key"].startswith("bot:"))
        await running.act("starts", person=member, chat=private)
        async with asyncio.timeout(20):
            messages: list[Any] = []
            while len(messages) < 2:
                messages = await running.get("messages", person=member, chat=private)
        assert messages[-1]["fields"]["from"]["is_bot"] is True
    async with demo(keep) as running:
        assert [one["id"] for one in await running.get("messages", person=member, chat=private)][:2] == [
            messages[0]["id"],
            messages[1]["id"],
        ]
