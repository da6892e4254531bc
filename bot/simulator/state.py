"""What the local Telegram remembers. Plain data; the rules live in the files that change it."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
ChatType = Literal["private", "group", "supergroup", "channel"]
Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]

# Fake senders that stand for chats in `from` (Bot API: Message.sender_chat, "for backward compatibility").
GROUP_ANONYMOUS_BOT_ID = 1087968824
CHANNEL_BOT_ID = 136817688
TELEGRAM_ID = 777000  # sender of automatic forwards in discussion groups

# Bot API: ChatPermissions.
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)

# Bot API: ChatMemberAdministrator; the second tuple exists in groups only, the third in channels only.
COMMON_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics", "can_manage_tags")
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_manage_direct_messages")


@dataclass(slots=True)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    is_premium: bool = False
    bio: str | None = None
    personal_chat_id: int | None = None
    business_intro: Json | None = None
    hides_forwards: bool = False  # "forwarded messages: nobody": origin becomes hidden_user
    is_deleted: bool = False


@dataclass(slots=True)
class Webhook:
    """Where updates go instead of the queue."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str = ""
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(slots=True)
class Bot:
    """A bot account: token, settings and its queue of encoded updates."""

    user: User
    token: str
    reads_all_messages: bool = False  # privacy mode off
    can_join_groups: bool = True
    supports_inline_queries: bool = False
    supports_guest_queries: bool = False
    supports_join_request_queries: bool = False
    allowed_updates: list[str] | None = None
    next_update_id: int = 1
    queue: deque["QueuedUpdate"] = field(default_factory=deque)
    webhook: Webhook | None = None
    commands: dict[tuple[str, int, int, str], list[Json]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    default_rights: dict[bool, Json] = field(default_factory=dict)
    next_private_message_id: int = 1

    @property
    def id(self) -> int:
        return self.user.id


@dataclass(frozen=True, slots=True)
class QueuedUpdate:
    """An update as it will be sent: encoded once. `lane` keeps the order of a webhook (one in flight per lane)."""

    update_id: int
    kind: str
    lane: str
    body: bytes
    expires_at: float


@dataclass(slots=True)
class Member:
    """A person's place in a chat. `until` is Unix time, 0 for ever; only restricted and kicked members have one."""

    user_id: int
    status: Status = "member"
    rights: dict[str, bool] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=dict)
    until: int = 0
    is_member: bool = True  # restricted people may have left
    is_anonymous: bool = False
    custom_title: str | None = None
    tag: str | None = None
    promoted_by: int | None = None
    joined_at: int = 0
    boosts: list[int] = field(default_factory=list)  # Unix times

    @property
    def is_present(self) -> bool:
        return self.status in ("creator", "administrator", "member") or (self.status == "restricted" and self.is_member)


@dataclass(slots=True)
class Message:
    """A message: the JSON that clients see and what the rules need. `fields` is replaced, never changed in place."""

    chat_id: int
    id: int
    sender_id: int | None  # the person or bot behind it, even where the group sees a chat
    fields: Json
    sent_at: float
    order: int = 0  # among all messages of this Telegram
    is_service: bool = False
    is_undeletable: bool = False  # chat or topic creation
    reactions: dict[tuple[str, int], list[Json]] = field(default_factory=dict)
    ephemeral_id: int | None = None
    receiver_id: int | None = None
    bot_id: int | None = None  # the bot that sent or received an ephemeral message
    replaces: int | None = None  # an ephemeral message shown in place of this message
    protected: bool = False
    poll_id: str | None = None
    keyboard: Json | None = None  # reply keyboard, removal or forced reply; not part of the message's JSON


@dataclass(slots=True)
class Topic:
    """A forum topic; its id is the id of the service message that made it. 1 is General."""

    id: int
    name: str
    icon_color: int = 0x6FB9F0
    icon_custom_emoji_id: str | None = None
    creator_id: int | None = None
    is_closed: bool = False
    is_hidden: bool = False


@dataclass(slots=True)
class InviteLink:
    """An invite link and who came by it."""

    url: str
    creator_id: int
    is_primary: bool = False
    is_revoked: bool = False
    creates_join_request: bool = False
    name: str | None = None
    expire_date: int | None = None
    member_limit: int | None = None
    joined: list[int] = field(default_factory=list)


@dataclass(slots=True)
class JoinRequest:
    """Somebody waits to be let in."""

    user_id: int
    date: int
    link: str | None
    bio: str | None = None
    query_id: str | None = None  # for the bot that decides about the chat's requests
    web_app_url: str | None = None  # the Mini App that bot showed


@dataclass(slots=True)
class Chat:
    """A chat of any kind. A private chat belongs to one bot: its id is the person's."""

    id: int
    type: ChatType
    title: str | None = None
    username: str | None = None
    description: str | None = None
    is_forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    next_message_id: int = 1
    ephemerals: dict[int, Message] = field(default_factory=dict)
    next_ephemeral_id: int = 1
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    links: dict[str, InviteLink] = field(default_factory=dict)
    requests: dict[int, JoinRequest] = field(default_factory=dict)
    banned_chats: set[int] = field(default_factory=set)
    linked_chat_id: int | None = None
    join_by_request: bool = False
    guard_bot_id: int | None = None  # the bot assigned to decide about join requests
    join_to_send_messages: bool = False
    has_visible_history: bool = True
    protects_content: bool = False
    slow_mode_delay: int = 0
    last_spoke: dict[int, float] = field(default_factory=dict)
    signs_posts: bool = False
    available_reactions: list[Json] | None = None
    migrated_to: int | None = None
    migrated_from: int | None = None
    sticker_set_name: str | None = None
    photo: Json | None = None
    bot_id: int | None = None  # private chats: the other side
    started: bool = False
    blocked: bool = False
    reachable_until: float = 0.0  # a join request lets the bot write for five minutes

    @property
    def is_group(self) -> bool:
        return self.type in ("group", "supergroup")


@dataclass(slots=True)
class Poll:
    """A poll or quiz, its votes, and where it was sent."""

    id: str
    fields: Json
    bot_id: int | None
    chat_id: int
    message_id: int
    correct_option_ids: list[int] = field(default_factory=list)
    close_at: float | None = None
    can_grow: bool = False  # voters may add options
    votes: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class StoredFile:
    """A file's content. `unique_id` is the same for every bot, `id` is what one may send again."""

    id: str
    unique_id: str
    kind: str
    content: bytes
    name: str | None = None
    mime_type: str | None = None
    path: str = ""
    fields: Json = field(default_factory=dict)


@dataclass(slots=True)
class CallbackQuery:
    """A tapped button that waits for its answer."""

    id: str
    bot_id: int
    user_id: int
    chat_id: int
    message_id: int
    ephemeral_id: int | None
    data: str
    asked_at: float
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One offer of an inline bot: what would be sent if it were picked."""

    id: str
    title: str
    content: Json


@dataclass(slots=True)
class InlineQuery:
    """What somebody typed after an inline bot's name; `results` is None until the bot answers."""

    id: str
    bot_id: int
    user_id: int
    query: str
    asked_at: float
    results: list[InlineResult] | None = None


@dataclass(frozen=True, slots=True)
class GuestQuery:
    """A message that called a bot into a chat where it is no member."""

    id: str
    bot_id: int
    chat: Chat
    message: Message
    asked_at: float


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the call log. `result` is decoded JSON; None where the call failed."""

    bot_id: int
    method: str
    params: Json
    ok: bool
    error: str | None
    result: Any = None
