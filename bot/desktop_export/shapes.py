"""What stands in an export, by the names that Telegram Desktop gives (`export_output_json.cpp` of its sources).

Fields that are objects or come in several shapes are read as they are and looked at when they are there.
"""

from typing import Any

from msgspec import Struct

GROUPS = {
    "private_group": "group",
    "private_supergroup": "supergroup",
    "public_supergroup": "supergroup",
    "public_group": "supergroup",
}
"""Kinds of chats that are groups, and what the Bot API calls them."""
CHANNELS = frozenset({"private_channel", "public_channel"})


class ExportedMessage(Struct, gc=False, rename={"from_name": "from"}):
    """One entry of `messages`: a message, or a service message with `action`."""

    id: int
    type: str = "message"
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    from_name: str | None = None
    from_id: str | int | None = None
    actor: str | None = None
    actor_id: str | int | None = None
    action: str | None = None
    members: Any = None
    title: Any = None
    text: Any = ""
    text_entities: Any = None
    forwarded_from: Any = ""
    forwarded_from_id: str | int | None = None
    saved_from: Any = None
    reply_to_message_id: int | None = None
    reply_to_peer_id: str | int | None = None
    via_bot: str | None = None
    photo: Any = None
    file: Any = None
    file_name: Any = None
    file_size: Any = None
    media_type: str | None = None
    mime_type: str | None = None
    duration_seconds: Any = None
    sticker_emoji: str | None = None
    contact_information: Any = None
    location_information: Any = None
    place_name: Any = None
    address: Any = None
    game_title: Any = None
    game_description: Any = None
    invoice_information: Any = None
    poll: Any = None
    todo_list: Any = None
    giveaway_information: Any = None
    paid_stars_amount: Any = None
    inline_bot_buttons: Any = None
