"""The local Telegram itself: who exists, which chats there are, what time it is. Rules live in the files around it."""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from bot.simulator.errors import bad_request
from bot.simulator.faults import Faults
from bot.simulator.flood import FloodLimits
from bot.simulator.shapes import chat_json, user_json
from bot.simulator.state import (
    CHANNEL_BOT_ID,
    COMMON_RIGHTS,
    GROUP_ANONYMOUS_BOT_ID,
    GROUP_RIGHTS,
    PERMISSIONS,
    TELEGRAM_ID,
    Bot,
    Call,
    CallbackQuery,
    Chat,
    ChatType,
    GuestQuery,
    InlineQuery,
    Json,
    Member,
    Poll,
    StoredFile,
    User,
)

# Ordinary members of a new group: everything that does not need an administrator.
EVERYTHING = dict.fromkeys(PERMISSIONS, True)
ALL_RIGHTS = dict.fromkeys(COMMON_RIGHTS + GROUP_RIGHTS, True)

# What clients outside (the chat page) may want to know: kind, chat, and the JSON of the thing.
Watcher = Callable[[str, Chat, Json], None]


@dataclass(slots=True)
class Counters:
    """The next fresh identifiers."""

    user_id: int = 5_000_000_001
    group_id: int = 1_000_001
    channel_id: int = 2_000_000_001
    serial: int = 0


class Telegram:
    """One Telegram with its own users, chats and clock. Several can live side by side in a process.

    `waiting` times long polls and webhook retries; it is the clock unless a server with a standing clock serves real processes.
    """

    def __init__(self, clock: Clock, *, waiting: Clock | None = None) -> None:
        self.clock = clock
        self.waiting = waiting or clock
        self.users: dict[int, User] = {}
        self.bots: dict[int, Bot] = {}
        self.tokens: dict[str, Bot] = {}
        self.chats: dict[int, Chat] = {}
        self.private_chats: dict[tuple[int, int], Chat] = {}
        self.usernames: dict[str, User | Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.polls: dict[str, Poll] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.guest_queries: dict[str, GuestQuery] = {}
        self.chance = random.Random(1)  # dice
        self.calls: list[Call] = []
        self.calls_kept = 10_000
        self.faults = Faults()
        self.flood = FloodLimits(clock)
        self.supports_ephemeral = True  # off: an older server, which ignores ephemeral_message_parameters
        self.watchers: list[Watcher] = []
        self.bot_watchers: list[Callable[[Bot], None]] = []  # told of each new bot
        self.wakers: dict[int, list[Callable[[], None]]] = {}
        self.pollers: dict[int, Callable[[], None]] = {}
        self.counters = Counters()
        self.add_user(User(GROUP_ANONYMOUS_BOT_ID, "Group", username="GroupAnonymousBot", is_bot=True))
        self.add_user(User(CHANNEL_BOT_ID, "Channel", username="Channel_Bot", is_bot=True))
        self.add_user(User(TELEGRAM_ID, "Telegram"))

    # ---- time and numbers

    def time(self) -> float:
        """Unix time."""
        return self.clock.now().timestamp()

    def now(self) -> int:
        """Unix time in whole seconds, as messages carry it."""
        return int(self.time())

    def serial(self) -> int:
        """A number never given before, for identifiers of files, polls and queries."""
        self.counters.serial += 1
        return self.counters.serial

    # ---- people and bots

    def add_user(self, user: User) -> User:
        """Make an account known."""
        self.users[user.id] = user
        if user.username:
            self.usernames[user.username.lower()] = user
        return user

    def new_user(self, first_name: str, **details: Any) -> User:
        """A person with a fresh id."""
        user_id = details.pop("id", None) or self._fresh_user_id()
        return self.add_user(User(user_id, first_name, **details))

    def new_bot(self, first_name: str = "群管", username: str = "qunguan_bot", **details: Any) -> Bot:
        """A bot account with its token."""
        bot_id = details.pop("id", None) or self._fresh_user_id()
        token = details.pop("token", None) or f"{bot_id}:{secrets.token_urlsafe(26)[:35]}"
        user = self.add_user(User(bot_id, first_name, username=username, is_bot=True))
        bot = Bot(user, token, **details)
        self.bots[bot_id] = bot
        self.tokens[token] = bot
        for watcher in self.bot_watchers:
            watcher(bot)
        return bot

    def rename(self, user: User, **names: str | None) -> None:
        """Change names or bio; old messages keep theirs."""
        if user.username:
            self.usernames.pop(user.username.lower(), None)
        for name, value in names.items():
            setattr(user, name, value)
        self.add_user(user)

    def user_json(self, user_id: int) -> Json:
        return user_json(self.users[user_id])

    # ---- chats

    def new_chat(self, kind: ChatType, title: str, **details: Any) -> Chat:
        """An empty group, supergroup or channel. Ids look like Telegram's."""
        chat_id = details.pop("id", None) or self._fresh_chat_id(kind)
        chat = Chat(chat_id, kind, title, permissions=dict(EVERYTHING), **details)
        self.chats[chat_id] = chat
        if chat.username:
            self.usernames[chat.username.lower()] = chat
        return chat

    def private_chat(self, bot: Bot, user_id: int) -> Chat:
        """The private chat of a bot and a person; made when first needed, not yet started."""
        chat = self.private_chats.get((bot.id, user_id))
        if chat is None:
            chat = Chat(user_id, "private", bot_id=bot.id)
            self.private_chats[(bot.id, user_id)] = chat
        return chat

    def chat_json(self, chat: Chat) -> Json:
        return chat_json(chat, self.users.get(chat.id))

    def member(self, chat: Chat, user_id: int) -> Member:
        """Somebody's place in a chat now: sanctions that ran out are gone. Strangers have left."""
        member = chat.members.get(user_id)
        if member is None:
            return Member(user_id, "left")
        if member.until and self.time() >= member.until:
            if member.status == "restricted":
                member.status = "member" if member.is_member else "left"
            elif member.status == "kicked":
                member.status = "left"
            member.until = 0
            member.permissions = {}
        return member

    def bots_in(self, chat: Chat) -> list[Bot]:
        """Bots that are present in the chat."""
        if chat.type == "private":
            return [self.bots[chat.bot_id]] if chat.bot_id in self.bots else []
        return [bot for bot in self.bots.values() if bot.id in chat.members and chat.members[bot.id].is_present]

    def find_chat(self, bot: Bot, reference: str) -> Chat:
        """The chat a `chat_id` argument names: a number or @username."""
        if not reference:
            raise bad_request("chat_id is empty")
        if reference.startswith("@"):
            named = self.usernames.get(reference[1:].lower())
            if isinstance(named, Chat):
                return named
            raise bad_request("chat not found")
        try:
            chat_id = int(reference)
        except ValueError:
            raise bad_request("chat not found") from None
        chat = self.chats.get(chat_id)
        if chat is None and (chat_id in self.users and chat_id > 0):
            chat = self.private_chat(bot, chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups and channels count their own messages, private chats share their bot's counter."""
        if chat.type == "private" and chat.bot_id is not None:
            bot = self.bots[chat.bot_id]
            bot.next_private_message_id += 1
            return bot.next_private_message_id - 1
        chat.next_message_id += 1
        return chat.next_message_id - 1

    # ---- news and the log

    def changed(self, kind: str, chat: Chat, what: Json) -> None:
        """Tell whoever looks on (the chat page) that something in a chat changed."""
        for watcher in self.watchers:
            watcher(kind, chat, what)

    def log(self, call: Call) -> None:
        """Remember a call for tests; old ones are dropped."""
        self.calls.append(call)
        if len(self.calls) > self.calls_kept:
            del self.calls[: self.calls_kept // 2]

    def calls_of(self, method: str) -> list[Call]:
        """Logged calls of one method, oldest first."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    def sent_to(self, chat_id: int) -> list[Json]:
        """Messages that bots sent to a chat successfully, oldest first, as they were when sent."""
        sent: list[Json] = []
        for call in self.calls:
            if not call.ok or not call.method.lower().startswith(("send", "copy", "forward")):
                continue
            results = call.result if isinstance(call.result, list) else [call.result]
            sent.extend(r for r in results if isinstance(r, dict) and r.get("chat", {}).get("id") == chat_id)
        return sent

    def _fresh_user_id(self) -> int:
        while self.counters.user_id in self.users:
            self.counters.user_id += 1
        self.counters.user_id += 1
        return self.counters.user_id - 1

    def _fresh_chat_id(self, kind: ChatType) -> int:
        if kind == "group":
            self.counters.group_id += 1
            return -(self.counters.group_id - 1)
        self.counters.channel_id += 1
        return -(1_000_000_000_000 + self.counters.channel_id - 1)  # the Bot API's -100… prefix
