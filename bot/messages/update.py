"""An update and the events that are not messages."""

from msgspec import Struct

from bot.messages.chats import Chat, ChatId, Count, JoinRequest, MemberUpdate, MessageId, UnixTime, UpdateId, User
from bot.messages.content import Poll
from bot.messages.message import IncomingMessage


class CallbackQuery(Struct, frozen=True, kw_only=True, gc=False, rename={"sender": "from"}):
    """A button was tapped. https://core.telegram.org/bots/api#callbackquery"""

    id: str
    sender: User
    message: IncomingMessage | None = None
    data: str | None = None
    inline_message_id: str | None = None


class ReactionType(Struct, frozen=True, kw_only=True, gc=False):
    type: str
    emoji: str | None = None
    custom_emoji_id: str | None = None


class ReactionUpdate(Struct, frozen=True, kw_only=True, gc=False):
    """A reaction was set or taken back. https://core.telegram.org/bots/api#messagereactionupdated"""

    chat: Chat
    message_id: MessageId
    date: UnixTime
    user: User | None = None
    actor_chat: Chat | None = None
    old_reaction: list[ReactionType] = []
    new_reaction: list[ReactionType] = []


class PollAnswer(Struct, frozen=True, kw_only=True, gc=False):
    """https://core.telegram.org/bots/api#pollanswer"""

    poll_id: str
    user: User | None = None
    voter_chat: Chat | None = None
    option_ids: list[Count] = []


class Update(Struct, frozen=True, kw_only=True, gc=False):
    """One update; at most one of the optional fields is set. https://core.telegram.org/bots/api#update"""

    update_id: UpdateId
    message: IncomingMessage | None = None
    edited_message: IncomingMessage | None = None
    channel_post: IncomingMessage | None = None
    edited_channel_post: IncomingMessage | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: MemberUpdate | None = None
    chat_member: MemberUpdate | None = None
    chat_join_request: JoinRequest | None = None
    message_reaction: ReactionUpdate | None = None
    poll: Poll | None = None
    poll_answer: PollAnswer | None = None

    @property
    def kind(self) -> str:
        """The name of the field that is set; `unknown` for kinds that are not declared here."""
        if self.message is not None:  # nearly always
            return "message"
        return next((kind for kind in UPDATE_KINDS if getattr(self, kind) is not None), "unknown")

    @property
    def lane(self) -> int:
        """What must stay in order: the chat; the person where there is no chat; else the update itself."""
        chat = self.chat_id
        if chat is not None:
            return chat
        if self.callback_query is not None:
            return self.callback_query.sender.id
        if self.poll_answer is not None and self.poll_answer.user is not None:
            return self.poll_answer.user.id
        return self.update_id

    @property
    def chat_id(self) -> ChatId | None:
        """The chat it happened in."""
        if self.message is not None:
            return self.message.chat.id
        for event in (
            self.message,
            self.edited_message,
            self.chat_member,
            self.message_reaction,
            self.my_chat_member,
            self.chat_join_request,
            self.channel_post,
            self.edited_channel_post,
        ):
            if event is not None:
                return event.chat.id
        if self.callback_query is not None and self.callback_query.message is not None:
            return self.callback_query.message.chat.id
        return None


UPDATE_KINDS = tuple(field for field in Update.__struct_fields__ if field != "update_id")
