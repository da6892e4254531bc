"""Parameters of a call: JSON, form, query string and multipart all look the same from here on.

Telegram keeps every argument as a string and reads it the way the method needs it: numbers in quotes, `"True"`, and JSON in
strings are all welcome (`Client.cpp`: to_bool, get_integer_arg). So are they here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.simulator.errors import bad_request

_INTEGER = re.compile(r"\s*[+-]?\d+")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that travels with the call."""

    filename: str
    content: bytes
    content_type: str | None = None


class Parameters:
    """Reads arguments with Telegram's tolerance."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = {name: value for name, value in values.items() if value is not None}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str, default: str = "") -> str:
        """The argument as the string that came, JSON for structures."""
        value = self._values.get(name, default)
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, bytes):
            return value.decode("utf-8", "replace")
        if isinstance(value, int | float):
            return str(value)
        if isinstance(value, Upload):
            return ""
        return msgspec.json.encode(value).decode()

    def integer(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        """A whole number, cut to its bounds; rubbish counts as 0 (td::to_integer)."""
        if name not in self._values:
            return default
        match = _INTEGER.match(self.text(name))
        number = int(match.group()) if match else 0
        if low is not None:
            number = max(low, number)
        return number if high is None else min(high, number)

    def number(self, name: str, default: float = 0.0) -> float:
        """A floating-point number."""
        try:
            return float(self.text(name)) if name in self._values else default
        except ValueError:
            return default

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Client.cpp to_bool: true, yes and 1 in any case."""
        if name not in self._values:
            return default
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def structure(self, name: str, what: str) -> Any:
        """A JSON argument decoded, None if absent or empty. `what` names it in the error."""
        value = self._values.get(name)
        if isinstance(value, dict | list):
            return value
        text = self.text(name).strip()
        if not text:
            return None
        try:
            return msgspec.json.decode(text)
        except msgspec.DecodeError as error:
            raise bad_request(f"can't parse {what} JSON object") from error

    def user_id(self, name: str = "user_id") -> int:
        """Client.cpp get_user_id."""
        user_id = self.integer(name)
        if user_id <= 0:
            raise bad_request(f"invalid {name} specified")
        return user_id

    def upload(self, name: str) -> Upload | None:
        """The file sent under `name`, or under the name that `attach://name` gives."""
        value = self._values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self._values.get(value.removeprefix("attach://"))
        if isinstance(value, bytes):
            return Upload(name, value)
        return value if isinstance(value, Upload) else None

    def attached(self, reference: str) -> Upload | None:
        """The file that a structure names by `attach://name`."""
        if not reference.startswith("attach://"):
            return None
        return self.upload(reference.removeprefix("attach://"))

    def logged(self) -> dict[str, Any]:
        """For the call log: structures decoded, files as they are."""
        return {name: _decoded(value) for name, value in self._values.items()}


def _decoded(value: object) -> Any:
    if isinstance(value, str) and value[:1] in "{[":
        try:
            return msgspec.json.decode(value)
        except msgspec.DecodeError:
            return value
    return value
