"""sendMediaGroup: 2–10 pieces that belong together."""

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.files import known_file, media_content, store
from bot.simulator.methods.outgoing import deliver, prepare
from bot.simulator.methods.request import Method, Request, caption_content
from bot.simulator.state import Json

_ALLOWED = ("photo", "video", "document", "audio")


def send_media_group(request: Request) -> list[Json]:
    """Bot API: sendMediaGroup. Documents and audio only among themselves."""
    media: Any = request.params.structure("media", "media")
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        raise bad_request("media group must contain 2-10 items" if media else "group send failed")
    kinds = {item.get("type") for item in media if isinstance(item, dict)}
    if not kinds <= set(_ALLOWED):
        raise bad_request("type of InputMedia must be photo, video, document or audio")
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad_request("can't use the media of the specified type in the album")
    outgoing = prepare(request, media[0]["type"], units=len(media), buttons=False)
    group_id = str(13_000_000_000_000_000 + request.telegram.serial())
    contents = [{"media_group_id": group_id, **input_media(request, item)} for item in media]
    return [deliver(request, outgoing, content).fields for content in contents]


def input_media(request: Request, item: Json) -> Json:
    """Bot API: InputMedia as content of a message."""
    kind, reference = str(item.get("type")), str(item.get("media") or "")
    upload = request.params.attached(reference)
    if upload is not None:
        stored = store(request.telegram, kind, upload, item)
    else:
        stored = known_file(request.telegram, kind, reference, item)
    text, entities = request.format(
        str(item.get("caption") or ""), str(item.get("parse_mode") or ""), item.get("caption_entities")
    )
    content = media_content(kind, stored)
    content |= caption_content(text, entities, above=bool(item.get("show_caption_above_media")))
    if item.get("has_spoiler"):
        content["has_media_spoiler"] = True
    return content


METHODS: dict[str, Method] = {"sendMediaGroup": send_media_group}
