"""What moderators type behind a command, case by case."""

from datetime import timedelta
from typing import Any

import pytest

from bot.errors import UserError
from bot.messages import Entity, User
from bot.moderation.sanction_arguments import (
    FOREVER,
    ByChannelId,
    ById,
    ByMention,
    ByReply,
    ByUsername,
    replied_to,
    sanction_arguments,
)
from tests.moderation.screens import message

REPLY = message("刷屏刷屏", message_id=3)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

AS_REPLY: dict[str, tuple[str, timedelta | None, str]] = {
    "nothing": ("/mute", None, ""),
    "a duration": ("/mute 1h", HOUR, ""),
    "minutes": ("/mute 30m", 30 * MINUTE, ""),
    "days": ("/mute 7d", 7 * DAY, ""),
    "weeks": ("/mute 1w", 7 * DAY, ""),
    "minutes in Chinese": ("/mute 30分钟", 30 * MINUTE, ""),
    "hours in Chinese": ("/mute 2小时", 2 * HOUR, ""),
    "hours in traditional Chinese": ("/mute 2小時", 2 * HOUR, ""),
    "days in Chinese": ("/mute 7天", 7 * DAY, ""),
    "a Chinese numeral": ("/mute 三天", 3 * DAY, ""),
    "two": ("/mute 两小时", 2 * HOUR, ""),
    "half an hour": ("/mute 半小时", 30 * MINUTE, ""),
    "an hour and a half": ("/mute 1.5h", 90 * MINUTE, ""),
    "composed": ("/mute 1h30m 吵", 90 * MINUTE, "吵"),
    "capitals": ("/mute 2H", 2 * HOUR, ""),
    "full width": ("/mute ２ｈ", 2 * HOUR, ""),
    "the unit apart": ("/mute 30 分钟 刷屏", 30 * MINUTE, "刷屏"),
    "the unit apart in English": ("/mute 2 hours flooding here", 2 * HOUR, "flooding here"),
    "for good": ("/mute 永久", FOREVER, ""),
    "for good in English": ("/mute forever spam", FOREVER, "spam"),
    "for good in capitals": ("/mute FOREVER", FOREVER, ""),
    "a duration and a reason": ("/mute 2h 反复刷屏", 2 * HOUR, "反复刷屏"),
    "a reason": ("/mute 反复刷屏", None, "反复刷屏"),
    "a reason with a later number": ("/mute 刷屏 2h", None, "刷屏 2h"),
    "a reason that begins with a numeral": ("/mute 两次广告", None, "两次广告"),
    "a reason that begins with half": ("/mute 半夜刷屏", None, "半夜刷屏"),
    "a reason on the next line": ("/mute 1d\n第一行\n第二行", DAY, "第一行\n第二行"),
    "many spaces": ("/mute    1d     吵  闹", DAY, "吵  闹"),
    "the bot named": ("/mute@qunguan_bot 1d 吵", DAY, "吵"),
    "the shortest": ("/mute 1m", MINUTE, ""),
    "the longest": ("/mute 366d", 366 * DAY, ""),
    "a sign": ("/mute +2h", 2 * HOUR, ""),
}


@pytest.mark.parametrize(("text", "duration", "reason"), AS_REPLY.values(), ids=AS_REPLY.keys())
def test_as_a_reply(text: str, duration: timedelta | None, reason: str) -> None:
    arguments = sanction_arguments(message(text, reply_to_message=REPLY), takes_duration=True)
    assert arguments.target == ByReply(REPLY)
    assert (arguments.duration, arguments.reason) == (duration, reason)


REFUSED: dict[str, tuple[str, str]] = {
    "negative": ("/mute -1d", "moderation-duration-unclear"),
    "too long": ("/mute 99999w", "moderation-duration-bounds"),
    "far too long": ("/mute 99999999999999999999999d", "moderation-duration-bounds"),
    "a little too long": ("/mute 367d", "moderation-duration-bounds"),
    "too short": ("/mute 5s", "moderation-duration-bounds"),
    "a little too short": ("/mute 59s", "moderation-duration-bounds"),
    "nothing of it": ("/mute 0m", "moderation-duration-bounds"),
    "zero": ("/mute 0", "moderation-duration-unclear"),
    "a number alone": ("/mute 30", "moderation-duration-unclear"),
    "a number and a reason": ("/mute 30 太吵了", "moderation-duration-unclear"),
    "an unknown unit": ("/mute 3x", "moderation-duration-unclear"),
    "a long number in a reply": ("/mute 123456789", "moderation-duration-unclear"),
    "a numeral with a unit that goes on": ("/mute 一天到晚发广告", "moderation-duration-unclear"),
    "a digit that goes on": ("/mute 3次警告无效", "moderation-duration-unclear"),
}


@pytest.mark.parametrize(("text", "key"), REFUSED.values(), ids=REFUSED.keys())
def test_unclear_durations_do_nothing(text: str, key: str) -> None:
    with pytest.raises(UserError) as refusal:
        sanction_arguments(message(text, reply_to_message=REPLY), takes_duration=True)
    assert refusal.value.key == key


NAMED: dict[str, tuple[str, object, timedelta | None, str]] = {
    "a username": ("/mute @tea_master 2h 吵", ByUsername("tea_master"), 2 * HOUR, "吵"),
    "a username alone": ("/mute @tea_master", ByUsername("tea_master"), None, ""),
    "a username behind the duration": ("/mute 2h @tea_master 吵", ByUsername("tea_master"), 2 * HOUR, "吵"),
    "an id": ("/mute 123456789 2h 吵", ById(123456789), 2 * HOUR, "吵"),
    "an id alone": ("/mute 12345", ById(12345), None, ""),
    "an id behind the duration": ("/mute 2h 123456789", ById(123456789), 2 * HOUR, ""),
    "a channel's id": ("/ban -1001234567890", ByChannelId(-1001234567890), None, ""),
    "a handle too short to be one": ("/mute @ab 吵", None, None, "@ab 吵"),
    "nobody": ("/mute 2h 吵", None, 2 * HOUR, "吵"),
    "nobody and nothing": ("/mute", None, None, ""),
}


@pytest.mark.parametrize(("text", "target", "duration", "reason"), NAMED.values(), ids=NAMED.keys())
def test_named(text: str, target: object, duration: timedelta | None, reason: str) -> None:
    arguments = sanction_arguments(message(text), takes_duration=True)
    assert (arguments.target, arguments.duration, arguments.reason) == (target, duration, reason)


def mentioning(text: str, name: str, user: User, **fields: Any) -> Any:
    offset = len(text[: text.index(name)].encode("utf-16-le")) // 2
    entity = Entity(type="text_mention", offset=offset, length=len(name.encode("utf-16-le")) // 2, user=user)
    return message(text, entities=[entity], **fields)


def test_a_text_mention_may_have_spaces_and_emoji() -> None:
    user = User(id=77, first_name="小 明😀")
    arguments = sanction_arguments(mentioning("/mute 小 明😀 2h 吵", "小 明😀", user), takes_duration=True)
    assert (arguments.target, arguments.duration, arguments.reason) == (ByMention(user), 2 * HOUR, "吵")


def test_who_is_named_goes_before_the_reply() -> None:
    arguments = sanction_arguments(message("/mute @tea_master 1h", reply_to_message=REPLY), takes_duration=True)
    assert arguments.target == ByUsername("tea_master")


def test_a_name_further_on_is_part_of_the_reason() -> None:
    user = User(id=77, first_name="小红")
    arguments = sanction_arguments(
        mentioning("/warn 骂 小红", "小红", user, reply_to_message=REPLY), takes_duration=False
    )
    assert (arguments.target, arguments.reason) == (ByReply(REPLY), "骂 小红")


@pytest.mark.parametrize("text", ["/warn 2h 刷屏", "/warn 3x", "/warn 0", "/warn -1d"])
def test_commands_without_a_duration_take_everything_as_reason(text: str) -> None:
    arguments = sanction_arguments(message(text, reply_to_message=REPLY), takes_duration=False)
    assert arguments.duration is None
    assert arguments.reason == text.removeprefix("/warn ")


def test_the_beginning_of_a_topic_is_no_reply() -> None:
    """Telegram makes every message of a topic a reply to the service message that opened it."""
    opening = message(message_id=40, text=None)  # type: ignore[arg-type]
    in_topic = {"is_topic_message": True, "message_thread_id": 40}
    assert replied_to(message("/mute", reply_to_message=opening, **in_topic)) is None
    assert replied_to(message("/mute", reply_to_message=REPLY, **in_topic)) == REPLY
