"""Typed settings: one dataclass field per knob. Menu, panel form, export and validation derive from the field.

A capability declares its knobs in its `settings.py`:

    @dataclass(frozen=True, slots=True)
    class ModerationSettings:
        warn_limit: int = knob(3, unit=Unit.TIMES, low=1, high=20)
        mute_for: timedelta = knob(timedelta(hours=1), low=timedelta(minutes=1), high=timedelta(days=366))
        ad_words: tuple[str, ...] = knob(("加薇",), most=2000)
        gate: str = knob("off", choices=("off", "button"))
        timezone: str = knob("Asia/Shanghai", kind=Kind.TIMEZONE)

The knob `warn_limit` of the capability `moderation` has the key `moderation.warn_limit`, and in the locale files the
label `setting-moderation-warn_limit` (attribute `.help` says what it does; choices are `.choice-off` …). The group
itself is called `settings-group-moderation` there.
"""

import dataclasses
import hashlib
import re
from collections.abc import Mapping
from typing import Any, TypeVar

import structlog

from bot.errors import UserError
from bot.settings import values
from bot.settings.knobs import Kind, Knob, Unit, knob
from bot.settings.values import Shown

__all__ = ["Kind", "Knob", "SettingsSchema", "Shown", "Snapshot", "Unit", "knob"]

Group = TypeVar("Group")

# Choices travel in button data (64 bytes with everything else); both are names in the locale files.
_CHOICE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")
_GROUP = re.compile(r"[a-z][a-z0-9_]*")
_BOUNDED = (Kind.INTEGER, Kind.DURATION)

log = structlog.get_logger(__name__)


class Snapshot:
    """All settings of one community at one moment. Immutable; two are equal only if they are the same object."""

    __slots__ = ("_instances", "_schema")

    def __init__(self, schema: "SettingsSchema", instances: Mapping[type, Any]) -> None:
        self._schema = schema
        self._instances = instances

    def get(self, group: type[Group]) -> Group:
        """The settings of one capability. Raises `KeyError` for a class that the schema does not have."""
        instance: Group = self._instances[group]
        return instance

    def value(self, key: str) -> Any:
        """The value of the knob `key`."""
        knob = self._schema.knob(key)
        return getattr(self._instances[self._schema.groups[knob.group]], knob.field)


class SettingsSchema:
    """Every knob of every capability, by its key `group.field`. Raises `ValueError` for one that is declared wrong."""

    def __init__(self, groups: Mapping[str, type]) -> None:
        if wrong := [group for group in groups if not _GROUP.fullmatch(group)]:
            raise ValueError(f"{wrong}: groups are small letters, digits and underscores")
        self.groups: dict[str, type] = dict(groups)
        self.knobs: dict[str, Knob] = {
            knob.key: knob for group, of_type in groups.items() for knob in _knobs_of(group, of_type)
        }
        self._by_token = {token(key): knob for key, knob in self.knobs.items()}
        self._groups_by_token = {token(group): group for group in groups}
        if len(self._by_token) + len(self._groups_by_token) != len(self.knobs) + len(self.groups):
            raise ValueError("two names have the same token: rename one")
        self._defaults = Snapshot(self, {of_type: of_type() for of_type in self.groups.values()})

    def knob(self, key: str) -> Knob:
        """Raises `KeyError` where there is none."""
        return self.knobs[key]

    def knobs_of(self, group: str) -> list[Knob]:
        """The knobs of one capability, as declared."""
        return [knob for knob in self.knobs.values() if knob.group == group]

    def with_token(self, token: str) -> Knob | None:
        """The knob of a button, or None where this version has it no more."""
        return self._by_token.get(token)

    def group_with_token(self, token: str) -> str | None:
        """The group of a button, or None where this version has it no more."""
        return self._groups_by_token.get(token)

    def parse(self, key: str, text: str) -> Any:
        """The value that `text` means. Raises `UserError` with a sentence saying what was expected."""
        return values.parse(self.knob(key), text)

    def check(self, key: str, value: Any) -> Any:
        """The same value, if the knob takes it. Raises `UserError` with a sentence saying what was expected."""
        return values.checked(self.knob(key), value)

    def show(self, key: str, value: Any) -> Shown:
        """How a value reads in a menu."""
        return values.shown(self.knob(key), value)

    def to_json(self, key: str, value: Any) -> Any:
        """What is stored for `value`."""
        return values.to_json(self.knob(key), value)

    def from_json(self, key: str, stored: Any) -> Any:
        """The stored value. Raises `UserError` where that is none of the knob's."""
        return values.from_json(self.knob(key), stored)

    def snapshot(self, stored: Mapping[str, Any]) -> Snapshot:
        """All settings, given the stored ones by key. What is unknown or unfit is logged and counts as not stored.

        Groups without a stored value are shared between communities: a quiet one costs nothing here.
        """
        if not stored:
            return self._defaults
        changed: dict[str, dict[str, Any]] = {}
        for key, value in stored.items():
            knob = self.knobs.get(key)
            try:
                if knob is not None:
                    changed.setdefault(knob.group, {})[knob.field] = values.from_json(knob, value)
                else:
                    log.warning("unknown setting is ignored", key=key)
            except UserError as error:
                log.warning("stored setting does not fit, the default holds", key=key, expected=error.key)
        instances = {
            of_type: of_type(**changed[group]) if group in changed else self._defaults.get(of_type)
            for group, of_type in self.groups.items()
        }
        return Snapshot(self, instances)


def token(key: str) -> str:
    """A short name for a key or group in buttons and deep links: it survives new knobs, which a position would not."""
    return hashlib.sha256(key.encode()).hexdigest()[:6]


def _knobs_of(group: str, of_type: type) -> list[Knob]:
    knobs = []
    for declared in dataclasses.fields(of_type):
        if Knob not in declared.metadata:
            raise ValueError(f"{of_type.__name__}.{declared.name} is declared without knob()")
        knob = dataclasses.replace(declared.metadata[Knob], key=f"{group}.{declared.name}")
        _refuse_wrong_declaration(knob)
        knobs.append(knob)
    return knobs


def _refuse_wrong_declaration(knob: Knob) -> None:
    if knob.kind in _BOUNDED and (knob.low is None or knob.high is None):
        raise ValueError(f"{knob.key}: bounds are missing")
    if knob.kind is Kind.CHOICE and not all(map(_CHOICE.fullmatch, knob.choices)):
        raise ValueError(f"{knob.key}: choices are up to 20 letters, digits, hyphens and underscores")
    try:
        values.checked(knob, knob.default)
    except UserError:
        raise ValueError(f"{knob.key}: the default {knob.default!r} is none of its values") from None
