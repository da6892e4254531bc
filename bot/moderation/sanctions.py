"""The vocabulary of sanctions, the ladder of warnings, and the way back to what was before. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct, convert, to_builtins

from bot.messages import ChatId, ChatMember, ChatPermissions, IncomingMessage, MessageId, UserId
from bot.moderation.rules.verdict import Finding
from bot.moderation.settings import ModerationSettings
from bot.outbox.effects import Ban, Call, Effect, Restrict, Unban


class Kind(StrEnum):
    """What a case does."""

    DELETE = "delete"
    WARN = "warn"
    MUTE = "mute"
    KICK = "kick"
    BAN = "ban"
    SLOW_LANE = "slow_lane"
    """Links and media are withheld from the person, text is not."""
    HOLD = "hold"
    """The message was taken from the group and waits for staff."""
    PURGE = "purge"
    """A stretch of a chat was removed."""
    CLEAR = "clear"
    """Everything that one member wrote lately was removed."""
    NOTIFY = "notify"
    """Staff were told of a message; nothing else."""
    PROPOSAL = "proposal"
    """A ban for good that waits for a second moderator."""
    UNWARN = "unwarn"
    UNMUTE = "unmute"
    UNBAN = "unban"
    UNSLOW = "unslow"

    @property
    def lifts(self) -> bool:
        """Whether it takes a sanction back instead of being one."""
        return self in (Kind.UNWARN, Kind.UNMUTE, Kind.UNBAN, Kind.UNSLOW)


class Act(StrEnum):
    """What staff did about a case afterwards."""

    UNDONE = "undone"
    FALSE_ALARM = "false_alarm"
    LENGTHENED = "lengthened"
    SHORTENED = "shortened"
    LIFTED = "lifted"
    WARNED = "warned"
    MUTED = "muted"
    BANNED = "banned"
    PROPOSED = "proposed"
    CLEARED = "cleared"
    CONFIRMED = "confirmed"
    RELEASED = "released"
    DROPPED = "dropped"
    REPOSTED = "reposted"


class Before(Struct, frozen=True, omit_defaults=True):
    """A person's standing in a chat as getChatMember gave it. `until` in Unix seconds, None for good."""

    status: str = "member"
    permissions: dict[str, bool] = {}
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Who is sanctioned: a person or, with `sender_chat_id`, a channel that posts. The message that shows why, if there is one."""

    name: str
    user_id: UserId | None = None
    sender_chat_id: ChatId | None = None
    message_id: MessageId | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A group in which a sanction takes effect, and the target's standing there before."""

    chat_id: ChatId
    is_basic: bool = False
    """A basic group: Telegram can remove people there, but neither mute them nor keep them out."""
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A sanction that somebody ordered. `cause` makes it happen once. Where a rule ordered it (`actor_id` None): its name,
    its version and what it found.
    """

    community_id: int
    chat_id: ChatId
    target: Target
    actor_id: UserId | None
    cause: str
    reason: str = ""
    places: tuple[Place, ...] = ()
    rule: str | None = None
    version: int | None = None
    findings: tuple[Finding, ...] = ()


PERMISSIONS: tuple[str, ...] = ChatPermissions.__struct_fields__
NOTHING: dict[str, bool] = dict.fromkeys(PERMISSIONS, False)
EVERYTHING: dict[str, bool] = dict.fromkeys(PERMISSIONS, True)
"""Nothing is withheld from this person; what the chat allows everybody decides (Bot API, restrictChatMember)."""
WITHHELD = frozenset(
    {
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
    }
)
"""What the slow lane takes: everything but text."""

# An end less than 30 seconds away is taken for none (Bot API, restrictChatMember.until_date).
SOONEST_END = timedelta(seconds=30)


def consequence_of(warnings: int, settings: ModerationSettings) -> Kind | None:
    """What the `warnings`-th live warning brings with it: the highest rung of the ladder that it reaches.

    A mute from `warn_limit` on, a ban from `ban_after` on, and the community's own rung between, below or above them.
    Where two rungs are equally high, the harder one.
    """
    rungs = [(settings.warn_limit, Kind.MUTE), (settings.ban_after, Kind.BAN)]
    if settings.rung_kind != "off":
        rungs.append((settings.rung_after, Kind(settings.rung_kind)))
    reached = [(after, _SEVERITY.index(kind), kind) for after, kind in rungs if warnings >= after]
    return max(reached)[2] if reached else None


_SEVERITY = (Kind.SLOW_LANE, Kind.MUTE, Kind.KICK, Kind.BAN)


def target_of(message: IncomingMessage) -> Target:
    """Whoever stands behind `message`: the channel it was written as, or the person; for a notice of coming or going, that one."""
    channel = message.channel
    if channel is not None:
        name = channel.title or channel.username or str(channel.id)
        return Target(name, sender_chat_id=channel.id, message_id=message.message_id, text=message.body)
    moved = [*(message.new_chat_members or ()), *([message.left_chat_member] if message.left_chat_member else ())]
    person = moved[0] if moved else message.author
    if person is None:
        return Target("", message_id=message.message_id, text=message.body)
    return Target(person.name, person.id, message_id=message.message_id, text=message.body)


def before(member: ChatMember | None) -> Before | None:
    """What `member` may do now, to be given back later; None where Telegram does not know."""
    if member is None:
        return None
    read = {name: getattr(member, name) for name in PERMISSIONS} if member.status == "restricted" else {}
    known = {name: value for name, value in read.items() if value is not None}
    return Before(member.status, known, member.until_date or None)


def before_to_json(standing: Before | None) -> Any:
    return None if standing is None else to_builtins(standing)


def before_from_json(stored: Any) -> Before | None:
    return None if stored is None else convert(stored, Before)


def seconds(until: datetime | None) -> int | None:
    """Unix seconds, as the Bot API counts."""
    return None if until is None else int(until.timestamp())


def is_silenced(standing: Before | None) -> bool:
    """Whether the person may not write at all."""
    return (
        standing is not None and standing.status == "restricted" and not standing.permissions.get("can_send_messages")
    )


def slow_permissions(standing: Before | None) -> dict[str, bool]:
    """What somebody in the slow lane may do: what was allowed before, links' previews and media left out."""
    held = standing.permissions if standing is not None and standing.status == "restricted" else {}
    return {name: name not in WITHHELD and held.get(name, not held) for name in PERMISSIONS}


def imposition(
    kind: Kind, chat_id: ChatId, target: Target, until: datetime | None, standing: Before | None = None
) -> Effect:
    """The call that mutes, bans or slows `target` in `chat_id` until then; `standing`: what was allowed before."""
    if target.sender_chat_id is not None:
        parameters: Mapping[str, Any] = {"chat_id": chat_id, "sender_chat_id": target.sender_chat_id}
        return Call(chat_id=chat_id, method="banChatSenderChat", parameters=dict(parameters))
    user_id = target.user_id or 0
    if kind is Kind.BAN:
        return Ban(chat_id=chat_id, user_id=user_id, until=seconds(until))
    permissions = slow_permissions(standing) if kind is Kind.SLOW_LANE else NOTHING
    return Restrict(chat_id=chat_id, user_id=user_id, permissions=permissions, until=seconds(until))


def restoration(kind: Kind, chat_id: ChatId, target: Target, standing: Before | None, now: datetime) -> Effect:
    """The call that takes a mute or ban back: to `standing` where that was a restriction that still holds, else to nothing."""
    if target.sender_chat_id is not None:
        parameters = {"chat_id": chat_id, "sender_chat_id": target.sender_chat_id}
        return Call(chat_id=chat_id, method="unbanChatSenderChat", parameters=parameters)
    user_id = target.user_id or 0
    if standing is not None and holds(standing, now):
        if standing.status == "kicked":
            return Ban(chat_id=chat_id, user_id=user_id, until=standing.until)
        if standing.status == "restricted":
            return Restrict(chat_id=chat_id, user_id=user_id, permissions=standing.permissions, until=standing.until)
    if kind is Kind.BAN:
        return Unban(chat_id=chat_id, user_id=user_id)
    return Restrict(chat_id=chat_id, user_id=user_id, permissions=EVERYTHING)


def holds(standing: Before, now: datetime) -> bool:
    """Whether what was read before has not ended since."""
    return standing.until is None or datetime.fromtimestamp(standing.until, UTC) - now > SOONEST_END
