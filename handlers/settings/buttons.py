"""What the buttons of the settings menu carry."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from bot.outbox.buttons import ButtonData, RowId, TelegramNumber

Token = Annotated[str, Meta(max_length=6, pattern=r"^[0-9a-f]*\Z")]
TapValue = Annotated[str, Meta(max_length=20, pattern=r"^[A-Za-z0-9_/+-]*\Z")]
"""A choice, a whole number, or one of the time zones that have a button."""


class Act(StrEnum):
    """What a tap does; one letter each, since they share 64 bytes with two ids."""

    PAGE = "p"
    """Show the groups, or the group with the token `subject` from its knob number `value` on."""
    KNOB = "k"
    """Show the knob with the token `subject`."""
    PUT = "v"
    """Set it to `value`: the value, never a step, so that a second tap changes nothing."""
    RESET = "r"
    TYPE = "t"
    """Ask for typed text: `value` is an `Entry`."""
    CHANGES = "l"
    CLOSE = "x"


class Entry(StrEnum):
    """What is done with typed text."""

    SET = "set"
    ADD = "add"
    REMOVE = "drop"


class SettingsButton(ButtonData, frozen=True, kw_only=True):
    """A tap of `person`, for whom the menu was made, on the settings of `community`."""

    PREFIX = "set"
    person: TelegramNumber
    community: RowId
    act: Act
    subject: Token = ""
    value: TapValue = ""
