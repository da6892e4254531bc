"""Who may do what, from real administrator rights and given roles.

Administrator lists are kept in memory and in the database, refreshed after an hour and whenever a `chat_member` update
says that one changed. They are parsed leniently: an older Bot API server lacks rights that a newer one lists.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog
from msgspec import Struct

from bot.background import Background
from bot.expiring_cache import ExpiringCache
from bot.membership import actions, queries
from bot.membership.roles import Role, Standing, role_of
from bot.messages import ChatId, ChatMember, UserId
from bot.persistence.database import Database
from bot.telegram.client import Client
from bot.telegram.failures import RETRIED, Failure, TelegramFailure

log = structlog.get_logger(__name__)

LIST_FRESH = timedelta(hours=1)
LIST_KEPT = timedelta(days=1)
LISTS_IN_MEMORY = 5_000
LINKED_KEPT = timedelta(hours=6)
"""How long the answer which channel is linked is believed; its automatic forwards tell it sooner."""
Administrators = Mapping[UserId, ChatMember]


@dataclass(frozen=True, slots=True)
class _Listed:
    members: Administrators
    fresh_until: float


class _FullChat(Struct, frozen=True):
    """Of what getChat says. https://core.telegram.org/bots/api#chatfullinfo"""

    linked_chat_id: ChatId | None = None


class Directory:
    """Administrators of chats and roles of people. `operators` are owners everywhere (OWNER_IDS)."""

    def __init__(self, client: Client, database: Database, operators: frozenset[UserId]) -> None:
        self._client = client
        self._database = database
        self._clock = database.clock
        self._operators = operators
        self._lists: ExpiringCache[ChatId, _Listed] = ExpiringCache(
            LISTS_IN_MEMORY, LIST_KEPT.total_seconds(), self._clock.monotonic
        )
        self._linked: ExpiringCache[ChatId, _FullChat] = ExpiringCache(
            LISTS_IN_MEMORY, LINKED_KEPT.total_seconds(), self._clock.monotonic
        )
        self._asking: dict[ChatId, asyncio.Task[Administrators | TelegramFailure]] = {}
        self._prefetching: set[ChatId] = set()
        self._forgotten = 0
        self._background = Background()

    def prefetch(self, chat_id: ChatId) -> None:
        """Have the list of `chat_id` in memory soon: somebody new is there, and the first doubt should not wait for it."""
        listed = self._lists.get(chat_id)
        if chat_id not in self._prefetching and (listed is None or listed.fresh_until < self._clock.monotonic()):
            self._prefetching.add(chat_id)
            self._background.start(self._prefetch(chat_id), name="administrators")

    async def administrators(self, chat_id: ChatId) -> Administrators:
        """The administrators of a group by user id. Where Telegram cannot be asked, the last list that is known.

        A list older than an hour is still used while it is read anew: a change of rights comes as an update of its own.
        Raises `TelegramFailure` where nothing is known yet and Telegram is away: nobody is judged without it.
        """
        listed = self._lists.get(chat_id)
        if listed is None:
            forgotten = self._forgotten
            async with self._database.read() as view:
                kept = await queries.administrators(view, chat_id)
            listed = self._lists.get(chat_id)  # somebody else may have been quicker
        if listed is None:
            age = LIST_KEPT if kept.read_at is None else view.now - kept.read_at
            if age >= LIST_KEPT or forgotten != self._forgotten:
                return await self._ask(chat_id, kept.members if kept.read_at is not None else None)
            listed = self._keep(chat_id, kept.members, LIST_FRESH - age)
        if listed.fresh_until < self._clock.monotonic() and chat_id not in self._asking:
            self._background.start(self._ask(chat_id, listed.members), name="administrators")
        return listed.members

    async def role(self, community_id: int, user_id: UserId, standing: Standing | None = None) -> Role:
        """The person's role in a community: the highest over its groups."""
        async with self._database.read() as view:
            chats = await queries.chats_of(view, community_id)
            if standing is None:
                standing = await queries.standing(view, community_id, user_id)
        roles = [Role.RESTRICTED]
        for chat in chats:
            administrator = (await self.administrators(chat.chat_id)).get(user_id)
            roles.append(self.role_in(standing, administrator, user_id))
        return max(roles) if chats else self.role_in(standing, None, user_id)

    def role_in(self, standing: Standing, administrator: ChatMember | None, user_id: UserId) -> Role:
        """The role that these facts give now."""
        now = self._database.clock.now()
        return role_of(standing, administrator, now, is_operator=user_id in self._operators)

    async def bot_member(self, chat_id: ChatId, bot_id: UserId) -> ChatMember | None:
        """The bot's own standing, as last told by Telegram; asked if it was never told."""
        async with self._database.read() as view:
            chat = await queries.chat(view, chat_id)
        if chat is not None and chat.bot_member is not None:
            return chat.bot_member
        return await self.member(chat_id, bot_id)

    async def member(self, chat_id: ChatId, user_id: UserId) -> ChatMember | None:
        """The person's standing, fresh from Telegram; None for somebody it does not know there."""
        try:
            member: ChatMember = await self._client.read(ChatMember, "getChatMember", chat_id=chat_id, user_id=user_id)
        except TelegramFailure as failure:
            if failure.kind in (Failure.GONE, Failure.REFUSED, Failure.KICKED):
                return None
            if failure.migrate_to is not None and failure.migrate_to != chat_id:
                return await self.member(failure.migrate_to, user_id)
            raise
        return member

    async def linked_channel(self, chat_id: ChatId) -> ChatId | None:
        """The channel whose posts come into the group `chat_id`; None where there is none or Telegram does not say.

        Raises `TelegramFailure` while Telegram is away: nobody is judged without it.
        """
        known = self._linked.get(chat_id)
        if known is None:
            try:
                known = await self._client.read(_FullChat, "getChat", chat_id=chat_id)
            except TelegramFailure as failure:
                if failure.kind in RETRIED:
                    raise
                known = _FullChat()
            self._linked.put(chat_id, known)
        return known.linked_chat_id

    def note_linked(self, chat_id: ChatId, channel_id: ChatId) -> None:
        """An automatic forward of that channel came into the group."""
        self._linked.put(chat_id, _FullChat(channel_id))

    async def forget(self, chat_id: ChatId) -> None:
        """Administrators may have changed: the next question asks Telegram."""
        async with self._database.begin() as tx:
            await actions.drop_administrators(tx, chat_id)
        # Only now: what was read or asked before this moment must not be kept after it.
        self._lists.drop(chat_id)
        self._asking.pop(chat_id, None)
        self._forgotten += 1

    async def _prefetch(self, chat_id: ChatId) -> None:
        try:
            await self.administrators(chat_id)
        except TelegramFailure as failure:
            log.info("administrators not prefetched: the first doubt asks again", error=failure.description)
        finally:
            self._prefetching.discard(chat_id)

    async def _ask(self, chat_id: ChatId, otherwise: Administrators | None) -> Administrators:
        """Ask Telegram, once for everybody who asks meanwhile."""
        asking = self._asking.get(chat_id)
        if asking is None:
            asking = self._asking[chat_id] = self._background.start(
                self._read(chat_id, otherwise), name="getChatAdministrators"
            )
            asking.add_done_callback(lambda task: self._asked(chat_id, task))
        answer = await asyncio.shield(asking)
        if isinstance(answer, TelegramFailure):
            raise answer
        return answer

    def _asked(self, chat_id: ChatId, asking: "asyncio.Task[Administrators | TelegramFailure]") -> None:
        if self._asking.get(chat_id) is asking:
            del self._asking[chat_id]

    async def _read(self, chat_id: ChatId, otherwise: Administrators | None) -> Administrators | TelegramFailure:
        forgotten = self._forgotten
        try:
            listed: list[ChatMember] = await self._client.read(
                list[ChatMember], "getChatAdministrators", chat_id=chat_id
            )
        except TelegramFailure as failure:
            log.warning("administrators not read", chat_id=chat_id, error=failure.description)
            if otherwise is None:
                return failure if failure.kind in RETRIED else {}
            return otherwise
        members = {member.user.id: member for member in listed}
        if forgotten != self._forgotten:
            return members  # somebody's rights changed meanwhile: the next question asks again
        self._keep(chat_id, members, LIST_FRESH)
        async with self._database.begin() as tx:
            await actions.keep_administrators(tx, chat_id, listed)
        return members

    def _keep(self, chat_id: ChatId, members: Administrators, fresh_for: timedelta) -> _Listed:
        listed = _Listed(members, self._clock.monotonic() + fresh_for.total_seconds())
        self._lists.put(chat_id, listed)
        return listed

    async def stop(self) -> None:
        """End what is being read."""
        await self._background.cancel()
