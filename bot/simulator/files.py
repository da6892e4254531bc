"""Files: what was uploaded, what its JSON looks like, and how one sends it again."""

import mimetypes
from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.parameters import Parameters, Upload
from bot.simulator.state import Json, StoredFile
from bot.simulator.telegram import Telegram

# Bot API: getFile, "bots can download files of up to 20MB in size".
MAX_DOWNLOAD = 20 * 1024 * 1024

# The beginnings that Telegram's identifiers have by kind.
_PREFIXES = {
    "photo": ("AgACAgIAAxkB", "AQAD"),
    "video": ("BAACAgIAAxkB", "AgAD"),
    "document": ("BQACAgIAAxkB", "AgAD"),
    "animation": ("CgACAgIAAxkB", "AgAD"),
    "audio": ("CQACAgIAAxkB", "AgAD"),
    "voice": ("AwACAgIAAxkB", "AgAD"),
    "video_note": ("DQACAgIAAxkB", "AgAD"),
    "sticker": ("CAACAgIAAxkB", "AgAD"),
}
_FOLDERS = {"photo": "photos", "video": "videos", "voice": "voice", "audio": "music", "sticker": "stickers"}
_NAMES = {"photo": "Photo", "video": "Video", "document": "Document", "animation": "Animation", "audio": "Audio"}
_NAMES |= {"voice": "VoiceNote", "video_note": "VideoNote", "sticker": "Sticker"}


def store(telegram: Telegram, kind: str, upload: Upload, details: Json | None = None) -> StoredFile:
    """Keep a file and give it its identifiers."""
    number = telegram.serial()
    prefix, unique_prefix = _PREFIXES.get(kind, _PREFIXES["document"])
    mime_type = upload.content_type or mimetypes.guess_type(upload.filename)[0] or "application/octet-stream"
    extension = "." + upload.filename.rsplit(".", 1)[-1] if "." in upload.filename else ""
    stored = StoredFile(
        f"{prefix}{number:012d}AAE",
        f"{unique_prefix}{number:08d}",
        kind,
        upload.content,
        upload.filename,
        mime_type,
        f"{_FOLDERS.get(kind, 'documents')}/file_{number}{extension}",
        dict(details or {}),
    )
    telegram.files[stored.id] = stored
    return stored


def input_file(telegram: Telegram, kind: str, params: Parameters, name: str, details: Json | None = None) -> StoredFile:
    """The file of an argument: an upload, a known file_id, or an address."""
    upload = params.upload(name)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return store(telegram, kind, upload, details)
    return known_file(telegram, kind, params.text(name), details)


def known_file(telegram: Telegram, kind: str, reference: str, details: Json | None = None) -> StoredFile:
    """A file sent before, or one Telegram would fetch by its address."""
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        return store(telegram, kind, Upload(reference.rsplit("/", 1)[-1] or "file", reference.encode()), details)
    stored = telegram.files.get(reference)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {_NAMES[stored.kind]} as {_NAMES[kind]}")
    return stored


def media_json(stored: StoredFile) -> Any:
    """Bot API: PhotoSize array, Video, Document and so on."""
    shape: Json = {"file_id": stored.id, "file_unique_id": stored.unique_id, "file_size": len(stored.content)}
    details = stored.fields
    if stored.kind == "photo":
        width, height = _dimensions(stored.content)
        small = min(1.0, 90 / max(width, height))
        thumbnail = {**shape, "width": max(1, int(width * small)), "height": max(1, int(height * small))}
        return [thumbnail, {**shape, "width": width, "height": height}]
    if stored.kind in ("document", "video", "animation", "audio"):
        shape |= {"file_name": stored.name, "mime_type": stored.mime_type}
    if stored.kind in ("video", "animation"):
        shape |= {"width": details.get("width") or 640, "height": details.get("height") or 360}
    if stored.kind in ("video", "animation", "audio", "voice", "video_note"):
        shape["duration"] = details.get("duration") or 1
    if stored.kind == "audio":
        shape |= {name: details[name] for name in ("performer", "title") if details.get(name)}
    if stored.kind == "voice":
        shape["mime_type"] = stored.mime_type
    if stored.kind == "video_note":
        shape["length"] = details.get("length") or 240
    if stored.kind == "sticker":
        size = 100 if details.get("type") == "custom_emoji" else 512
        shape |= {"width": size, "height": size, "type": details.get("type") or "regular"}
        shape |= {"is_animated": False, "is_video": False}
        shape |= {name: details[name] for name in ("emoji", "set_name", "custom_emoji_id") if details.get(name)}
    return shape


def file_json(stored: StoredFile) -> Json:
    """Bot API: File."""
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
        "file_path": stored.path,
    }


def media_content(kind: str, stored: StoredFile) -> Json:
    """The content fields of a media message. Bot API: an animation carries `document` too."""
    shape = media_json(stored)
    if kind == "animation":
        plain = {name: shape[name] for name in ("file_id", "file_unique_id", "file_size", "file_name", "mime_type")}
        return {"animation": shape, "document": plain}
    return {kind: shape}


def _dimensions(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG; 800 × 600 for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return int.from_bytes(content[16:20], "big") or 1, int.from_bytes(content[20:24], "big") or 1
    if content.startswith(b"\xff\xd8"):
        position = 2
        while position + 9 < len(content) and content[position] == 0xFF:
            marker, size = content[position + 1], int.from_bytes(content[position + 2 : position + 4], "big")
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                height = int.from_bytes(content[position + 5 : position + 7], "big")
                return int.from_bytes(content[position + 7 : position + 9], "big") or 1, height or 1
            position += 2 + size
    return 800, 600
