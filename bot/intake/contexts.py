"""What the pipeline and the handlers know about a chat and its people, cached, and dropped when it changes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.config import Config
from bot.expiring_cache import ExpiringCache
from bot.i18n.negotiation import Language, first_known
from bot.membership import queries
from bot.membership.community import CommunityView
from bot.membership.events import ChatChanged, ChatMoved, CommunityChanged, PersonForgotten, StandingChanged
from bot.membership.queries import ChatView, CommunityRow
from bot.membership.roles import NEWCOMER_MESSAGES, Standing
from bot.messages import ChatId, UserId
from bot.moderation.events import RulesChanged
from bot.persistence.database import Database
from bot.persistence.transaction import Reading, Transaction
from bot.settings import queries as stored_settings
from bot.settings.events import SettingsChanged
from bot.settings.fields import SettingsSchema, Snapshot
from bot.settings.settings import CommunitySettings

CHATS = 5_000
STANDINGS = 20_000
LIFE = 600.0
"""Seconds. Everything this process writes drops its entries at once; the life bounds what another process writes."""


_ALL = "all"


class Contexts:
    """Cached views of chats and standings of people."""

    def __init__(self, database: Database, schema: SettingsSchema, config: Config) -> None:
        self._database = database
        self._schema = schema
        self._config = config
        monotonic = database.clock.monotonic
        self._chats: ExpiringCache[ChatId, CommunityView] = ExpiringCache(CHATS, LIFE, monotonic)
        self._standings: ExpiringCache[tuple[int, UserId], Standing] = ExpiringCache(STANDINGS, LIFE, monotonic)
        self._plain_settings = schema.snapshot({})
        self._watching: list[set[object]] = []
        database.commit_hooks.append(self._on_commit)

    def chat(self, chat_id: ChatId) -> CommunityView | None:
        """The chat if it is cached; never waits."""
        return self._chats.get(chat_id)

    def standing(self, community_id: int, user_id: UserId) -> Standing | None:
        """The standing if it is cached; never waits."""
        return self._standings.get((community_id, user_id))

    def count_message(self, community_id: int, user_id: UserId, standing: Standing, deeds: int = 0) -> None:
        """Keep the cached count of a newcomer, and what anybody did for the first time, in step with what group commit writes."""
        if deeds or (standing.joined_at is not None and standing.messages < NEWCOMER_MESSAGES):
            counted = replace(standing, messages=standing.messages + 1, deeds=standing.deeds | deeds)
            self._standings.put((community_id, user_id), counted)

    async def load_chats(self, chat_ids: Collection[ChatId]) -> None:
        """Cache those of `chat_ids` that the database knows and the cache does not."""
        missing = {chat_id for chat_id in chat_ids if self._chats.get(chat_id) is None}
        while missing:
            with self._watched() as changed:
                async with self._database.read() as view:
                    found = await self._read_chats(view, missing)
            again = missing if _ALL in changed else missing & changed
            for chat_id, community in found.items():
                if chat_id not in again:
                    self._chats.put(chat_id, community)
            missing = again

    async def load_standings(self, keys: Collection[tuple[int, UserId]]) -> None:
        """Cache the standings of `keys`; for who was never seen, the empty one."""
        missing = {key for key in keys if self._standings.get(key) is None}
        while missing:
            with self._watched() as changed:
                async with self._database.read() as view:
                    found = await queries.standings(view, missing)
            again = missing if _ALL in changed else missing & changed
            for key in missing - again:
                self._standings.put(key, found.get(key, Standing()))
            missing = again

    async def of_chat(self, chat_id: ChatId) -> CommunityView | None:
        """The chat, read if need be; None for one that the bot does not know."""
        await self.load_chats([chat_id])
        return self._chats.get(chat_id)

    async def of_person(self, community_id: int, user_id: UserId) -> Standing:
        await self.load_standings([(community_id, user_id)])
        return self._standings.get((community_id, user_id)) or Standing()

    async def of_community(self, community_id: int) -> CommunityView | None:
        """The community as seen from its first group: for a private chat, a job, a panel."""
        async with self._database.read() as view:
            chats = await queries.chats_of(view, community_id)
        return await self.of_chat(chats[0].chat_id) if chats else None

    async def _read_chats(self, view: Reading, chat_ids: Collection[ChatId]) -> Mapping[ChatId, CommunityView]:
        chats = await queries.known_chats(view, chat_ids)
        community_ids = {chat.community_id for chat in chats}
        values = await stored_settings.values_of(view, community_ids)
        communities = {row.id: row for row in await queries.communities(view, community_ids)}
        read = {}
        for chat in chats:
            stored = values.get(chat.community_id)
            snapshot = self._schema.snapshot(stored) if stored else self._plain_settings
            read[chat.chat_id] = self._view(chat, communities[chat.community_id], snapshot)
        return read

    def _view(self, chat: ChatView, community: CommunityRow, snapshot: Snapshot) -> CommunityView:
        knobs = snapshot.get(CommunitySettings)
        default = Language(self._config.language)
        return CommunityView(
            id=community.id,
            title=community.title or chat.title,
            staff_chat_id=community.staff_chat_id,
            chat_id=chat.chat_id,
            chat_type=chat.type,
            purpose=chat.purpose,
            settings=snapshot,
            language=first_known(knobs.language, community.first_language, default=default),
            zone=ZoneInfo(knobs.timezone) if knobs.timezone else self._config.timezone,
            quiet_for=knobs.quiet_for,
        )

    def _on_commit(self, announced: Sequence[object]) -> None:
        for item in announced:
            match item:
                case ChatChanged(chat_id=chat_id):
                    self._chats.drop(chat_id)
                    self._note(chat_id)
                case StandingChanged(community_id=community_id, user_id=user_id):
                    self._standings.drop((community_id, user_id))
                    self._note((community_id, user_id))
                case CommunityChanged() | SettingsChanged() | ChatMoved():
                    # Rare, and a community's chats are not indexed here.
                    self._chats.clear()
                    self._note(_ALL)
                case PersonForgotten():
                    self._standings.clear()
                    self._note(_ALL)

    @contextmanager
    def _watched(self) -> Iterator[set[object]]:
        """What changes while the block reads: it may have been read before the change, and is not cached then."""
        changed: set[object] = set()
        self._watching.append(changed)
        try:
            yield changed
        finally:
            self._watching = [other for other in self._watching if other is not changed]

    def _note(self, change: object) -> None:
        for changed in self._watching:
            changed.add(change)


async def announce_change(
    tx: Transaction,
    event: ChatChanged
    | StandingChanged
    | CommunityChanged
    | SettingsChanged
    | RulesChanged
    | ChatMoved
    | PersonForgotten,
) -> None:
    """Subscriber: caches are dropped after the commit, not before, or they would be filled with the old state again."""
    tx.announce(event)


CHANGES = (
    ChatChanged,
    StandingChanged,
    CommunityChanged,
    SettingsChanged,
    RulesChanged,
    ChatMoved,
    PersonForgotten,
)
