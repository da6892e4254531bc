"""A local Telegram in a file, for `--keep`: everything but planned faults and the call log."""

from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from bot.simulator.state import Bot, Chat, Poll, QueuedUpdate, StoredFile, User
from bot.simulator.telegram import Counters, Telegram


class _Kept(msgspec.Struct):
    """What a file holds. `version` changes with the shape of the state; another version is not read."""

    version: int
    now: float
    counters: Counters
    users: list[User]
    bots: list[Bot]
    chats: list[Chat]
    private_chats: list[Chat]
    files: list[StoredFile]
    polls: list[Poll]
    roles: dict[int, str]


_VERSION = 1


def save(telegram: Telegram, roles: dict[int, str], path: Path) -> None:
    """Write the state, replacing the file in one step."""
    kept = _Kept(
        _VERSION,
        telegram.time(),
        telegram.counters,
        list(telegram.users.values()),
        list(telegram.bots.values()),
        list(telegram.chats.values()),
        list(telegram.private_chats.values()),
        list(telegram.files.values()),
        list(telegram.polls.values()),
        roles,
    )
    written = path.with_name(path.name + ".new")
    written.write_bytes(msgspec.msgpack.encode(kept, enc_hook=_encodable))
    written.replace(path)


def saved_at(path: Path) -> datetime | None:
    """The time of the world in the file; None if there is none that can be read."""
    kept = _read(path)
    return datetime.fromtimestamp(kept.now, UTC) if kept is not None else None


def restore(telegram: Telegram, path: Path) -> dict[int, str] | None:
    """Fill an empty Telegram from a file. The people's roles, or None if the file is missing or of another version."""
    kept = _read(path)
    if kept is None:
        return None
    telegram.counters = kept.counters
    for user in kept.users:
        telegram.add_user(user)
    for bot in kept.bots:
        bot.user = telegram.users[bot.id]
        telegram.bots[bot.id] = telegram.tokens[bot.token] = bot
    for chat in kept.chats:
        telegram.chats[chat.id] = chat
        if chat.username:
            telegram.usernames[chat.username.lower()] = chat
    telegram.private_chats = {(chat.bot_id or 0, chat.id): chat for chat in kept.private_chats}
    telegram.files = {stored.id: stored for stored in kept.files}
    telegram.polls = {poll.id: poll for poll in kept.polls}
    return kept.roles


def _read(path: Path) -> _Kept | None:
    try:
        kept = msgspec.msgpack.decode(path.read_bytes(), type=_Kept, dec_hook=_decodable)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    return kept if kept.version == _VERSION else None


def _encodable(value: object) -> object:
    if isinstance(value, deque):
        return list(value)
    raise NotImplementedError(type(value).__name__)


def _decodable(kind: type, value: Any) -> Any:
    if kind is deque or getattr(kind, "__origin__", None) is deque:
        return deque(msgspec.convert(value, list[QueuedUpdate]))
    raise NotImplementedError(str(kind))
