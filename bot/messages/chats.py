"""Chats, people and what they may do."""

from typing import Annotated

from msgspec import Meta, Struct

# Telegram promises at most 52 significant bits; the databases hold 63. Anything wider is not an id.
Id = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
ChatId = Id
UserId = Id
MessageId = Id
UpdateId = Id
UnixTime = Annotated[int, Meta(ge=0, le=2**32 - 1)]
"""Seconds; Telegram's are 32 bits wide, and what is far beyond is no date of a calendar."""
Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
"""How many, how long, where in a text."""

GROUP_ANONYMOUS_BOT = 1087968824  # `from` of anonymous administrators (Bot API, Message.sender_chat)
CHANNEL_BOT = 136817688  # `from` of messages sent as a channel
TELEGRAM_SERVICE = 777000  # `from` of automatic forwards from the linked channel


class User(Struct, frozen=True, kw_only=True, gc=False):
    """A Telegram account. https://core.telegram.org/bots/api#user"""

    id: UserId
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    is_premium: bool | None = None
    can_join_groups: bool | None = None
    can_read_all_group_messages: bool | None = None
    supports_join_request_queries: bool | None = None

    @property
    def name(self) -> str:
        """First and last name as people see them; the id where Telegram gives none."""
        full = f"{self.first_name} {self.last_name}" if self.last_name else self.first_name
        return full.strip() or str(self.id)


class Chat(Struct, frozen=True, kw_only=True, gc=False):
    """A private chat, basic group, supergroup or channel. https://core.telegram.org/bots/api#chat"""

    id: ChatId
    type: str
    title: str | None = None
    username: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    is_forum: bool | None = None

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    @property
    def is_group(self) -> bool:
        return self.type in ("group", "supergroup")


class ChatPermissions(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What an ordinary member may do. https://core.telegram.org/bots/api#chatpermissions"""

    can_send_messages: bool | None = None
    can_send_audios: bool | None = None
    can_send_documents: bool | None = None
    can_send_photos: bool | None = None
    can_send_videos: bool | None = None
    can_send_video_notes: bool | None = None
    can_send_voice_notes: bool | None = None
    can_send_polls: bool | None = None
    can_send_other_messages: bool | None = None
    can_add_web_page_previews: bool | None = None
    can_react_to_messages: bool | None = None
    can_edit_tag: bool | None = None
    can_change_info: bool | None = None
    can_invite_users: bool | None = None
    can_pin_messages: bool | None = None
    can_manage_topics: bool | None = None


class ChatMember(Struct, frozen=True, kw_only=True, gc=False):
    """A person's standing in a chat. https://core.telegram.org/bots/api#chatmember

    One lenient struct for all six kinds: an older Bot API server lacks rights that a newer one requires, and an absent
    right is a right not held.
    """

    status: str
    user: User
    is_member: bool | None = None
    is_anonymous: bool = False
    until_date: UnixTime | None = None
    custom_title: str | None = None
    tag: str | None = None
    can_be_edited: bool = False
    can_manage_chat: bool = False
    can_delete_messages: bool = False
    can_manage_video_chats: bool = False
    can_restrict_members: bool = False
    can_promote_members: bool = False
    can_change_info: bool = False
    can_invite_users: bool = False
    can_post_messages: bool = False
    can_edit_messages: bool = False
    can_pin_messages: bool = False
    can_manage_topics: bool = False
    can_manage_tags: bool = False
    can_send_messages: bool | None = None
    can_send_audios: bool | None = None
    can_send_documents: bool | None = None
    can_send_photos: bool | None = None
    can_send_videos: bool | None = None
    can_send_video_notes: bool | None = None
    can_send_voice_notes: bool | None = None
    can_send_polls: bool | None = None
    can_send_other_messages: bool | None = None
    can_add_web_page_previews: bool | None = None
    can_react_to_messages: bool | None = None
    can_edit_tag: bool | None = None

    @property
    def is_present(self) -> bool:
        """Whether the person is in the chat now (a restricted one may have left)."""
        if self.status == "restricted":
            return bool(self.is_member)
        return self.status in ("creator", "administrator", "member")

    @property
    def is_administrator(self) -> bool:
        return self.status in ("creator", "administrator")


class InviteLink(Struct, frozen=True, kw_only=True, gc=False):
    """An invite link of a chat. https://core.telegram.org/bots/api#chatinvitelink"""

    invite_link: str
    creator: User | None = None
    name: str | None = None
    creates_join_request: bool = False
    is_primary: bool = False
    is_revoked: bool = False


class MemberUpdate(Struct, frozen=True, kw_only=True, gc=False, rename={"actor": "from"}):
    """A standing changed. https://core.telegram.org/bots/api#chatmemberupdated"""

    chat: Chat
    actor: User
    date: UnixTime
    old_chat_member: ChatMember
    new_chat_member: ChatMember
    invite_link: InviteLink | None = None
    via_join_request: bool = False
    via_chat_folder_invite_link: bool = False

    @property
    def joined(self) -> bool:
        return self.new_chat_member.is_present and not self.old_chat_member.is_present

    @property
    def left(self) -> bool:
        return self.old_chat_member.is_present and not self.new_chat_member.is_present


class JoinRequest(Struct, frozen=True, kw_only=True, gc=False, rename={"sender": "from"}):
    """Somebody asks to join. https://core.telegram.org/bots/api#chatjoinrequest"""

    chat: Chat
    sender: User
    user_chat_id: ChatId
    date: UnixTime
    bio: str | None = None
    invite_link: InviteLink | None = None
    query_id: str | None = None
