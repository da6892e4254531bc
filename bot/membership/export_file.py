"""The file that a person gets of everything stored about them."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.messages import UserId

PLAIN_UP_TO = 500_000
"""Bytes. What is larger is zipped, or the row that carries it would weigh on the database."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    name: str
    content: bytes


def export_file(user_id: UserId, day: date, stored: Mapping[str, Mapping[str, Any]]) -> ExportFile:
    """One JSON document, an object per capability; zipped above `PLAIN_UP_TO` bytes."""
    document = {"user_id": user_id, "exported_on": day.isoformat(), **stored}
    content = json.dumps(document, ensure_ascii=False, indent=2).encode()
    name = f"qunguan-{user_id}-{day.isoformat()}"
    if len(content) <= PLAIN_UP_TO:
        return ExportFile(f"{name}.json", content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.json", content)
    return ExportFile(f"{name}.zip", packed.getvalue())
