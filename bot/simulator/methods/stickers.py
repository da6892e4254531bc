"""Looking up stickers and custom emoji."""

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.files import media_json
from bot.simulator.methods.request import Method, Request
from bot.simulator.state import Json, StoredFile


def get_sticker_set(request: Request) -> Json:
    """Bot API: getStickerSet. A set is the stickers that name it; its title is its name here."""
    name = request.params.text("name")
    found = [one for one in _stickers(request) if name and one.fields.get("set_name") == name]
    if not found:
        raise bad_request("STICKERSET_INVALID")
    stickers = [media_json(one) for one in found]
    return {"name": name, "title": name, "sticker_type": stickers[0]["type"], "stickers": stickers}


def get_custom_emoji_stickers(request: Request) -> list[Json]:
    """Bot API: getCustomEmojiStickers, "at most 200"; unknown identifiers are left out."""
    given: Any = request.params.structure("custom_emoji_ids", "custom emoji identifiers")
    if not isinstance(given, list):
        raise bad_request("expected an Array of custom emoji identifiers")
    if len(given) > 200:
        raise bad_request("too many custom emoji identifiers specified")
    known = {one.fields["custom_emoji_id"]: one for one in _stickers(request) if "custom_emoji_id" in one.fields}
    return [media_json(known[str(one)]) for one in given if str(one) in known]


def _stickers(request: Request) -> list[StoredFile]:
    return [one for one in request.telegram.files.values() if one.kind == "sticker"]


METHODS: dict[str, Method] = {
    "getStickerSet": get_sticker_set,
    "getCustomEmojiStickers": get_custom_emoji_stickers,
}
