"""All checks in the order in which an operator would ask."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.clock import Clock
from bot.config import Config
from bot.doctor import account, machine, storage
from bot.doctor.account import MOST_CHATS, Call
from bot.doctor.findings import Finding, bad, good
from bot.membership import queries as membership
from bot.membership.queries import ChatView
from bot.persistence import migrations
from bot.persistence.database import Database
from bot.persistence.maintenance import sqlite_file


@dataclass(frozen=True, slots=True)
class Api:
    """The Bot API, as the checks need it. `server_time` gives its HTTP Date, None where it has none."""

    call: Call
    server_time: Callable[[], Awaitable[datetime | None]]


async def examine(config: Config, api: Api | None, clock: Clock) -> AsyncIterator[Finding]:
    """Findings as they come. `api` is None where there is no token."""
    async for finding in storage.database(config.database_url):
        yield finding
    if api is None:
        yield bad("token", "BOT_TOKEN is not set", "put the token of @BotFather into .env; until then the demo runs")
    else:
        async for finding in _account(config, api, clock):
            yield finding
    yield machine.timezones(config.timezone)
    yield machine.disk((sqlite_file(config.database_url) or Path("x")).parent)
    yield machine.memory()


async def _account(config: Config, api: Api, clock: Clock) -> AsyncIterator[Finding]:
    finding, me = await account.token(api.call)
    yield finding
    if me is None:
        return
    yield machine.clock(clock.now(), await api.server_time())
    async for finding in account.webhook(api.call, config.webhook_url, clock.now()):
        yield finding
    yield account.joining(me)
    chats = await _known_chats(config, clock)
    if len(chats) > MOST_CHATS:
        yield good("groups", f"{len(chats)} known, the first {MOST_CHATS} were asked about")
    standings = await account.standings(api.call, int(me["id"]), chats[:MOST_CHATS])
    statuses = [member.get("status") for _, member in standings]
    present = [status for status in statuses if status not in ("left", "kicked")]
    everywhere = bool(present) and all(status == "administrator" for status in present)
    yield account.privacy(me, is_administrator_everywhere=everywhere)
    for chat, member in standings:
        yield account.rights(chat, member)


async def _known_chats(config: Config, clock: Clock) -> list[ChatView]:
    """The groups in the database; none where it is missing, out of reach or of another schema, which was said before."""
    file = sqlite_file(config.database_url)
    if file is not None and not file.exists():
        return []
    try:
        if await migrations.revision(config.database_url) != migrations.head():
            return []
    except Exception:  # noqa: BLE001 - whatever the driver raises; the finding about the database tells of it
        return []
    database = Database(config.database_url, clock)
    try:
        async with database.read() as view:
            return [chat for chat in await membership.known_chats(view) if chat.purpose in ("group", "staff")]
    finally:
        await database.close()
