"""A community's own rules over those of its preset. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import convert, to_builtins
from msgspec.structs import replace

from bot.messages import UserId
from bot.moderation.rules.model import Examples, Mode, Rule
from bot.moderation.rules.presets import PRESETS, effective_rules

MOST_RULES = 200
"""Of a community, the preset's not counted."""


class Act(StrEnum):
    """What was done to a rule. All but `MODE`, `FELL_BACK` and `REMOVED` make a new version."""

    ADDED = "added"
    EDITED = "edited"
    RESTORED = "restored"
    IMPORTED = "imported"
    MODE = "mode"
    FELL_BACK = "fell_back"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class StoredRule:
    """A row of `moderation_rule`: `body` None where all but the mode is the preset's."""

    name: str
    body: Rule | None
    mode: Mode
    version: int
    counted_since: datetime


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One line of a rule's history. `rule` is the version that was saved, None where only the mode changed or it was removed."""

    id: int
    name: str
    version: int
    act: Act
    rule: Rule | None
    mode: Mode
    actor_id: UserId | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Enacted:
    """A rule that holds in a community. `is_own`: its text is the community's; `is_preset`: the preset has one of its name."""

    rule: Rule
    is_own: bool
    is_preset: bool
    counted_since: datetime | None


def enacted(preset: str, stored: Sequence[StoredRule]) -> tuple[Enacted, ...]:
    """The rules that hold in a community, in the order in which they count: its own, then those of `preset` that none of
    them replaces by its name, in the modes that the community gave them.
    """
    rows = {one.name: one for one in stored}
    shipped = {rule.name for rule in PRESETS.get(preset, ())}
    return tuple(
        _enacted(rule, rows.get(rule.name), is_preset=rule.name in shipped) for rule in rules_in_force(preset, stored)
    )


def rules_in_force(preset: str, stored: Sequence[StoredRule]) -> tuple[Rule, ...]:
    """The same as rules alone: what is compiled."""
    own = [
        replace(one.body, name=one.name, mode=one.mode, version=one.version) for one in stored if one.body is not None
    ]
    # A mode for a rule that another preset has waits until that preset is chosen again.
    return effective_rules(preset, own, {one.name: one.mode for one in stored if one.body is None})


def _enacted(rule: Rule, stored: StoredRule | None, *, is_preset: bool) -> Enacted:
    if stored is None:
        return Enacted(rule, is_own=False, is_preset=is_preset, counted_since=None)
    is_own = stored.body is not None
    return Enacted(rule, is_own=is_own, is_preset=is_preset, counted_since=stored.counted_since)


def with_examples(rule: Rule, misses: Sequence[str]) -> Rule:
    """`rule` with more texts that it must miss."""
    if not misses:
        return rule
    kept = dict.fromkeys((*rule.examples.must_miss, *misses))
    return replace(rule, examples=Examples(must_hit=rule.examples.must_hit, must_miss=tuple(kept)))


def same_text(one: Rule, other: Rule) -> bool:
    """Whether two rules differ in nothing but mode and version."""
    return replace(one, mode=Mode.OFF, version=0) == replace(other, mode=Mode.OFF, version=0)


def rule_to_json(rule: Rule) -> Mapping[str, Any]:
    plain: Mapping[str, Any] = to_builtins(rule)
    return plain


def rule_from_json(stored: Any) -> Rule:
    """Raises `msgspec.ValidationError` for what is none."""
    return convert(stored, Rule)
