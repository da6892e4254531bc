"""What stands behind `/mute`, `/ban` and the others: whom, for how long, why (PRODUCT §5). Pure.

/mute 2h 刷屏                     as a reply
/mute @name 2h 刷屏 · /mute 123456 2h 刷屏 · /mute 小明 2h 刷屏 (a text mention)
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot.errors import UserError
from bot.messages import ChatId, IncomingMessage, User, UserId
from bot.moderation.links import text_span
from bot.moderation.settings import LONGEST_SANCTION, SHORTEST_SANCTION
from bot.settings.durations import DurationWithoutUnit, MalformedDuration, parse_duration

FOREVER = timedelta.max
"""The length of a sanction without end."""

_FOREVER_WORDS = frozenset({"永久", "永远", "永遠", "forever", "permanent", "permanently"})
_USERNAME = re.compile(r"@[A-Za-z0-9_]{4,32}")
_USER_ID = re.compile(r"[0-9]{5,16}")
_CHANNEL_ID = re.compile(r"-100[0-9]{6,13}")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class ByReply:
    """Whoever wrote this message; for a notice that somebody joined, that person."""

    message: IncomingMessage


@dataclass(frozen=True, slots=True)
class ByUsername:
    username: str


@dataclass(frozen=True, slots=True)
class ById:
    user_id: UserId


@dataclass(frozen=True, slots=True)
class ByChannelId:
    chat_id: ChatId


@dataclass(frozen=True, slots=True)
class ByMention:
    """A person without a username, named by a text mention."""

    user: User


Named = ByReply | ByUsername | ById | ByChannelId | ByMention


@dataclass(frozen=True, slots=True)
class SanctionArguments:
    """`target` None where nobody is named; `duration` None where none is given, `FOREVER` for good."""

    target: Named | None
    duration: timedelta | None
    reason: str


def sanction_arguments(message: IncomingMessage, *, takes_duration: bool) -> SanctionArguments:
    """The arguments of the command in `message`. Raises `UserError` for a duration that is unclear or out of bounds.

    A person who is named right behind the command (or behind the duration) goes before the one replied to; a number
    alone is an id only where nothing is replied to.
    """
    position = _behind_command(message.body)
    reply = replied_to(message)
    named, position = _named(message, position, is_reply=reply is not None)
    duration: timedelta | None = None
    if takes_duration:
        duration, position = _duration(message.body, position)
        if named is None and duration is not None:
            named, position = _named(message, position, is_reply=reply is not None)
    target = named or (ByReply(reply) if reply is not None else None)
    return SanctionArguments(target, duration, message.body[position:].strip())


def replied_to(message: IncomingMessage) -> IncomingMessage | None:
    """The message that `message` answers. In a topic Telegram makes everything a reply to the topic's beginning: not that."""
    reply = message.reply_to_message
    if reply is None or (message.is_topic_message and reply.message_id == message.message_thread_id):
        return None
    return reply


def check_duration(duration: timedelta) -> timedelta:
    """The same duration. Raises `UserError` where it is shorter than 1 minute or longer than 366 days."""
    if duration != FOREVER and not SHORTEST_SANCTION <= duration <= LONGEST_SANCTION:
        raise UserError("moderation-duration-bounds")
    return duration


def _behind_command(text: str) -> int:
    head = _WORD.match(text)
    return head.end() if head else 0


def _named(message: IncomingMessage, position: int, *, is_reply: bool) -> tuple[Named | None, int]:
    """Who is named by the first word at `position`, and where the text goes on."""
    word = _WORD.search(message.body, position)
    if word is None:
        return None, position
    for entity in message.spans:
        if entity.type == "text_mention" and entity.user is not None:
            start, end = text_span(message.body, entity)
            if start == word.start():
                return ByMention(entity.user), end
    if _USERNAME.fullmatch(word[0]):
        return ByUsername(word[0][1:]), word.end()
    if not is_reply and _USER_ID.fullmatch(word[0]):
        return ById(int(word[0])), word.end()
    if not is_reply and _CHANNEL_ID.fullmatch(word[0]):
        return ByChannelId(int(word[0])), word.end()
    return None, position


def _duration(text: str, position: int) -> tuple[timedelta | None, int]:
    """The duration that the first word at `position` is, and where the reason begins."""
    word = _WORD.search(text, position)
    if word is None:
        return None, position
    if word[0].casefold() in _FOREVER_WORDS:
        return FOREVER, word.end()
    try:
        duration = parse_duration(word[0])
    except DurationWithoutUnit:
        return _in_two_words(text, word)
    except MalformedDuration:
        raise _unclear(word[0]) from None
    if duration is None:
        return None, position
    return check_duration(duration), word.end()


def _in_two_words(text: str, number: re.Match[str]) -> tuple[timedelta, int]:
    """`30 分钟`: the number and its unit, a space between."""
    unit = _WORD.search(text, number.end())
    try:
        duration = parse_duration(number[0] + unit[0]) if unit else None
    except MalformedDuration:
        duration = None
    if unit is None or duration is None:
        raise _unclear(number[0])
    return check_duration(duration), unit.end()


def _unclear(text: str) -> UserError:
    return UserError("moderation-duration-unclear", text=text[:32])
