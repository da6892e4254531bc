"""A community's own rules over those of its preset. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import convert, to_builtins
from msgspec.structs import replace

from bot.messages import UserId
from bot.moderation.rules.model import Examples, Mode, Rule

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
    """A rule that holds in a community. `is_own`: its text is the community's; `is_changed`: something of it is."""

    rule: Rule
    is_own: bool
    is_changed: bool
    is_preset: bool
    counted_since: datetime | None


def overlay(preset: Iterable[Rule], stored: Iterable[StoredRule]) -> tuple[Rule, ...]:
    """The rules that hold: the preset's in their order, each replaced by the community's own of the same name or with its
    mode changed, then the community's other rules in the order given.
    """
    return tuple(one.rule for one in enacted(preset, stored))


def enacted(preset: Iterable[Rule], stored: Iterable[StoredRule]) -> tuple[Enacted, ...]:
    """The same, with where each comes from."""
    own = {one.name: one for one in stored}
    holding = [_over(rule, own.pop(rule.name, None)) for rule in preset]
    # A mode for a rule that another preset has waits until that preset is chosen again.
    return (*holding, *(_own(one, one.body) for one in own.values() if one.body is not None))


def _over(rule: Rule, stored: StoredRule | None) -> Enacted:
    if stored is None:
        return Enacted(rule, is_own=False, is_changed=False, is_preset=True, counted_since=None)
    if stored.body is None:
        changed = replace(rule, mode=stored.mode)
        return Enacted(changed, is_own=False, is_changed=True, is_preset=True, counted_since=stored.counted_since)
    return _own(stored, stored.body, is_preset=True)


def _own(stored: StoredRule, body: Rule, *, is_preset: bool = False) -> Enacted:
    rule = replace(body, name=stored.name, mode=stored.mode, version=stored.version)
    return Enacted(rule, is_own=True, is_changed=True, is_preset=is_preset, counted_since=stored.counted_since)


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
