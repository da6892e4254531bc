"""A world to script: one Telegram, its communities and the people in them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from bot.clock import ManualClock
from bot.simulator.errors import bad_request
from bot.simulator.files import store
from bot.simulator.membership import announce_arrival, change_member
from bot.simulator.messages import GENERAL_TOPIC_ID, Sender, add_topic, post, post_service
from bot.simulator.methods.invitations import new_link_url
from bot.simulator.parameters import Upload
from bot.simulator.people import Person
from bot.simulator.state import Bot, Chat, InviteLink, Json, Member, Message, Topic
from bot.simulator.telegram import ALL_RIGHTS, Telegram

Settle = Callable[[], Awaitable[object]]


async def _at_once() -> None:
    """Nobody to wait for."""


class World:
    """Builders for people and chats. `settle` is awaited after every act, so that a test waits until its bot is idle."""

    def __init__(self, telegram: Telegram | None = None, settle: Settle | None = None) -> None:
        self.telegram = telegram or Telegram(ManualClock())
        self.settle: Settle = settle or _at_once
        self.roles: dict[int, str] = {}  # what the chat page says of a person: owner, moderator, newcomer …

    # ---- builders: nothing here makes updates but adding a bot, which tells it so

    def bot(self, name: str = "群管", username: str = "qunguan_bot", **details: Any) -> Bot:
        """A bot account; `bot.token` is what its client uses."""
        return self.telegram.new_bot(name, username, **details)

    def person(
        self, name: str, *, language: str | None = "zh-hans", started: Bot | None = None, **details: Any
    ) -> Person:
        """Somebody; `started` names a bot that may write to them already."""
        person = Person(self, self.telegram.new_user(name, language_code=language, **details))
        if started is not None:
            self.telegram.private_chat(started, person.id).started = True
        return person

    def supergroup(
        self,
        title: str,
        *,
        owner: Person,
        bot: Bot | None = None,
        admins: Iterable[Person] = (),
        members: Iterable[Person] = (),
        bot_rights: Mapping[str, bool] | None = ALL_RIGHTS,
        forum: bool = False,
        **details: Any,
    ) -> Chat:
        """A supergroup. The bot is an administrator with all rights; `bot_rights={}` means no special one, None a member."""
        chat = self.telegram.new_chat("supergroup", title, is_forum=forum, **details)
        if forum:
            chat.topics[GENERAL_TOPIC_ID] = Topic(GENERAL_TOPIC_ID, "General")
        self._people(chat, owner, admins, members)
        post(
            self.telegram, chat, Sender(owner.id), {"supergroup_chat_created": True}, service=True
        ).is_undeletable = True
        self.add_bot(chat, owner, bot, bot_rights)
        return chat

    def group(
        self, title: str, *, owner: Person, bot: Bot | None = None, members: Iterable[Person] = (), admin: bool = False
    ) -> Chat:
        """A basic group; `admin` makes the bot an administrator."""
        chat = self.telegram.new_chat("group", title)
        self._people(chat, owner, (), members)
        self.add_bot(chat, owner, bot, ALL_RIGHTS if admin else None)
        return chat

    def channel(
        self, title: str, *, owner: Person, bot: Bot | None = None, discussion: Chat | None = None, **details: Any
    ) -> Chat:
        """A channel; its posts are forwarded to the discussion group."""
        chat = self.telegram.new_chat("channel", title, **details)
        self._people(chat, owner, (), ())
        rights = {**ALL_RIGHTS, "can_post_messages": True, "can_edit_messages": True}
        self.add_bot(chat, owner, bot, rights)
        if discussion is not None:
            chat.linked_chat_id, discussion.linked_chat_id = discussion.id, chat.id
        return chat

    def member(self, chat: Chat, name: str, **details: Any) -> Person:
        """Somebody new who has been in the chat since before anybody looked."""
        person = self.person(name, **details)
        chat.members[person.id] = Member(person.id, joined_at=self.telegram.now())
        return person

    def admin(
        self, chat: Chat, name: str, *, anonymous: bool = False, title: str | None = None, **rights: bool
    ) -> Person:
        """Somebody new who administers the chat, with all rights unless some are named."""
        person = self.person(name)
        given = {"can_manage_chat": True, **(rights or ALL_RIGHTS)}
        owner = next((m.user_id for m in chat.members.values() if m.status == "creator"), None)
        chat.members[person.id] = Member(
            person.id, "administrator", given, is_anonymous=anonymous, custom_title=title, promoted_by=owner
        )
        return person

    def add_bot(
        self, chat: Chat, owner: Person, bot: Bot | None, rights: Mapping[str, bool] | None = ALL_RIGHTS
    ) -> None:
        """The owner adds a bot, as an administrator with these rights or (None) as a member. It gets `my_chat_member`,
        and in groups the service message about itself."""
        if bot is None:
            return
        if rights is None:
            new = Member(bot.id, joined_at=self.telegram.now())
        else:
            given = {"can_manage_chat": True, **rights}
            new = Member(bot.id, "administrator", given, promoted_by=owner.id, joined_at=self.telegram.now())
        change_member(self.telegram, chat, new, owner.id)
        if chat.is_group:
            announce_arrival(self.telegram, chat, bot.id, owner.id)

    def topic(self, chat: Chat, name: str, by: Person) -> Topic:
        """A forum topic opened by somebody."""
        return add_topic(self.telegram, chat, by.id, name, 0x6FB9F0, None)

    def link(self, chat: Chat, by: Person, *, asks: bool = False, name: str | None = None, **details: Any) -> str:
        """An invite link made by a person; `asks` makes newcomers wait for approval."""
        link = InviteLink(new_link_url(), by.id, creates_join_request=asks, name=name, **details)
        chat.links[link.url] = link
        return link.url

    def guard(self, chat: Chat, bot: Bot) -> None:
        """Assign a bot to decide about join requests: its requests carry a `query_id`."""
        bot.supports_join_request_queries = True
        chat.guard_bot_id = bot.id

    def custom_emoji(self, alternative: str, set_name: str = "NewsEmoji") -> str:
        """A custom emoji; its identifier, for `<tg-emoji emoji-id="…">` and entities."""
        identifier = str(5_368_324_170_671_202_286 + self.telegram.serial())
        details = {"type": "custom_emoji", "emoji": alternative, "set_name": set_name, "custom_emoji_id": identifier}
        store(self.telegram, "sticker", Upload("emoji.webp", alternative.encode(), "image/webp"), details)
        return identifier

    async def upgrade(self, chat: Chat) -> Chat:
        """A basic group becomes a supergroup: both service messages, the old id refuses from now on."""
        if chat.type != "group":
            raise bad_request("only basic groups are upgraded")
        owner = next(m.user_id for m in chat.members.values() if m.status == "creator")
        new = self.telegram.new_chat("supergroup", chat.title or "", description=chat.description)
        new.members = {user_id: member for user_id, member in chat.members.items() if member.is_present}
        new.migrated_from = chat.id
        post_service(self.telegram, chat, owner, {"migrate_to_chat_id": new.id})
        chat.migrated_to = new.id
        post_service(self.telegram, new, owner, {"migrate_from_chat_id": chat.id})
        await self.settle()
        return new

    # ---- looking up

    def who(self, user_id: int) -> Person:
        """The person with this id."""
        user = self.telegram.users.get(user_id)
        if user is None or user.is_bot:
            raise bad_request("user not found")
        return Person(self, user)

    def chat_of(self, message: Json) -> Chat:
        """The chat of a message's JSON."""
        chat_id = message["chat"]["id"]
        if chat_id in self.telegram.chats:
            return self.telegram.chats[chat_id]
        private = [chat for (_, person), chat in self.telegram.private_chats.items() if person == chat_id]
        sent = [chat for chat in private if chat.bot_id == message.get("from", {}).get("id")]
        holding = [chat for chat in private if message["message_id"] in chat.messages]
        return (sent or holding or private)[0]

    def find(self, message: Json) -> Message | None:
        """The stored message behind a message's JSON, None if it is gone."""
        chat = self.chat_of(message)
        if message.get("ephemeral_message_id") is not None:
            return chat.ephemerals.get(message["ephemeral_message_id"])
        return chat.messages.get(message["message_id"])

    def stored(self, message: Json) -> Message:
        """The same; AssertionError if it is gone."""
        found = self.find(message)
        if found is None:
            raise AssertionError(f"message {message['message_id']} of chat {message['chat']['id']} is gone")
        return found

    def now_of(self, message: Json) -> Json:
        """A message as it is now, after edits."""
        return self.stored(message).fields

    def is_deleted(self, message: Json) -> bool:
        """Whether a message is gone."""
        return self.find(message) is None

    def status(self, chat: Chat, person: "Person | Bot") -> str:
        """creator, administrator, member, restricted, left or kicked, as of now."""
        return self.telegram.member(chat, person.id).status

    async def passes(self, **duration: float) -> None:
        """Time goes by: `await world.passes(hours=1)`. Needs a ManualClock."""
        clock = self.telegram.clock
        assert isinstance(clock, ManualClock), "only a ManualClock can be advanced"  # noqa: S101
        await clock.advance(timedelta(**duration))
        await self.settle()

    # ---- inside

    def _people(self, chat: Chat, owner: Person, admins: Iterable[Person], members: Iterable[Person]) -> None:
        now = self.telegram.now()
        chat.members[owner.id] = Member(owner.id, "creator", joined_at=now)
        for admin in admins:
            rights = {"can_manage_chat": True, **ALL_RIGHTS}
            chat.members[admin.id] = Member(admin.id, "administrator", rights, promoted_by=owner.id, joined_at=now)
        for member in members:
            chat.members[member.id] = Member(member.id, joined_at=now)
