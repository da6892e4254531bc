"""What the buttons of rules carry. Pure."""

import hashlib
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta

from bot.outbox.buttons import ButtonData, RowId, Word

RuleToken = Annotated[str, Meta(max_length=8, pattern=r"^[0-9a-f]*\Z")]


class Act(StrEnum):
    """What a tap does; one letter each, since they share 64 bytes with an id and a token."""

    LIST = "l"
    """The list from rule number `number` on."""
    SHOW = "s"
    MODE = "m"
    """Let the rule, in its version `number`, be in the mode `value`."""
    TEST = "t"
    COMPARE = "c"
    """Hits older than the hit `number`, 0 for the newest."""
    HISTORY = "h"
    RESTORE = "r"
    """Make the change `number` the next version."""
    REMOVE = "d"
    PRESETS = "p"
    PRESET = "q"
    """Choose the preset `value`."""


class RuleButton(ButtonData, frozen=True, kw_only=True):
    """A tap on the rules of `community`; `rule` is the `rule_token` of a name, empty where it is about all."""

    PREFIX = "rule"
    community: RowId
    act: Act
    rule: RuleToken = ""
    number: RowId = 0
    value: Word = ""


class HitButton(ButtonData, frozen=True, kw_only=True):
    """Say whether the observed hit is a mistake: the answer itself, so that a second tap changes nothing. `after`: the page."""

    PREFIX = "hit"
    community: RowId
    hit: RowId
    after: RowId
    answer: Literal["right", "wrong"]


class DraftButton(ButtonData, frozen=True, kw_only=True):
    """`chosen`: which of the draft's words and domains are, one bit each; `act` draw shows them, make makes the rule."""

    PREFIX = "draft"
    community: RowId
    draft: RowId
    chosen: RowId
    act: Literal["draw", "make"]


def rule_token(name: str) -> str:
    """A short name for a rule: names may be long and Chinese."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]
