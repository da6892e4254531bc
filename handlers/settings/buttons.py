"""What the buttons of the settings menu carry."""

from enum import StrEnum

from bot.outbox.buttons import ButtonData, RowId, TelegramNumber, Word


class Act(StrEnum):
    """What a tap does. The values are short: they share 64 bytes with two ids."""

    PAGE = "page"
    """Show the groups, or the group `subject` from the page `value` on."""
    KNOB = "knob"
    """Show the knob with the token `subject`."""
    PUT = "put"
    """Set it to `value`: the value, never a step, so that a second tap changes nothing."""
    RESET = "reset"
    TYPE = "type"
    """Ask for typed text: `value` is an `Entry`."""
    CHANGES = "log"
    CLOSE = "close"


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
    subject: Word = ""
    value: Word = ""
