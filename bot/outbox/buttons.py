"""What a button does, packed into the 64 bytes of its callback data.

A subclass is one prefix and its fields, in order, each with its bounds:

    class CaseButton(ButtonData, frozen=True, kw_only=True):
        PREFIX = "case"
        community: RowId
        number: RowId
        act: Word

    CaseButton(community=3, number=12, act="undo").pack()  ->  "case:3:12:undo"

Data from outside is never trusted: `unpack` refuses what does not fit, and the handler checks sender and chat. A test adds the
bounds up, so that no button is too long in the one group with the longest id.
"""

from typing import Annotated, ClassVar, Self

import msgspec
from msgspec import Meta

LIMIT = 64  # bytes (Bot API, InlineKeyboardButton.callback_data)

TelegramNumber = Annotated[int, Meta(ge=-(2**52), le=2**52)]
"""An id of a person or chat: at most 52 significant bits (Bot API, User.id and Chat.id), 17 characters."""
RowId = Annotated[int, Meta(ge=0, le=9_999_999_999)]
"""A community, a number of a case or ticket, a count, Unix seconds: at most ten digits."""
Word = Annotated[str, Meta(max_length=12, pattern=r"^[!-9;-~]*\Z")]
"""A short name in ASCII."""


class ButtonData(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all button data; fields are numbers, `Word`, `Literal`, `StrEnum`, or `str` with a bound; none has a colon."""

    PREFIX: ClassVar[str] = ""

    def pack(self) -> str:
        """The callback data. Raises `ValueError` past Telegram's 64 bytes and for values that `unpack` would refuse."""
        packed = _joined(self)
        if len(packed.encode()) > LIMIT:
            raise ValueError(f"{packed!r} is longer than {LIMIT} bytes")
        if self.unpack(packed) != self:
            raise ValueError(f"{packed!r} cannot be read back: a colon, or a value beyond its bounds")
        return packed

    @classmethod
    def unpack(cls, data: str) -> Self | None:
        """The fields in `data`; None for anything that `pack` would not have made."""
        prefix, *values = data.split(":")
        names = cls.__struct_fields__
        if prefix != cls.PREFIX or len(values) != len(names):
            return None
        try:
            button = msgspec.convert(dict(zip(names, values, strict=True)), cls, strict=False)
        except msgspec.ValidationError:
            return None
        # msgspec reads 1e3 as 1000; only one way of writing is the bot's own.
        return button if _joined(button) == data else None


def _joined(button: ButtonData) -> str:
    return ":".join([button.PREFIX, *(str(value) for value in msgspec.structs.astuple(button))])
