"""Ids as exports write them (`user123`, `channel123`, `chat123`), and as the Bot API does. Pure."""

import re
from typing import Any

from bot.messages import ChatId

CHANNEL_OFFSET = 1_000_000_000_000
"""Supergroups and channels are `-100…` in the Bot API: their own number and this, negative."""

_PEER = re.compile(r"(user|channel|chat)?([0-9]{1,17})")


def peer_id(written: Any) -> ChatId | None:
    """The Bot API's id of what an export names: positive for people; None where it names nobody.

    Exports of 2020 and before have bare numbers, which are people.
    """
    if isinstance(written, int) and not isinstance(written, bool):
        return written if 0 < written < 2**52 else None
    found = _PEER.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        return None
    number = int(found[2])
    if found[1] == "channel":
        return channel_id(number)
    return -number if found[1] == "chat" else number


def channel_id(number: int) -> ChatId:
    """The Bot API's id of the supergroup or channel with that number."""
    return -(CHANNEL_OFFSET + number)


def is_channel(chat_id: ChatId) -> bool:
    """Whether the id is one of a supergroup or channel."""
    return chat_id < -CHANNEL_OFFSET
