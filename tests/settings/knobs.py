"""A schema with one knob of every kind, for the tests of this capability."""

from dataclasses import dataclass
from datetime import time, timedelta

from bot.settings.fields import Kind, SettingsSchema, Unit, knob


@dataclass(frozen=True, slots=True)
class GateSettings:
    is_open: bool = knob(True)
    tries: int = knob(3, unit=Unit.TIMES, low=1, high=20)
    wait: timedelta = knob(timedelta(minutes=2), low=timedelta(seconds=30), high=timedelta(days=7))
    method: str = knob("button", choices=("button", "picture", "off"))
    names: tuple[str, ...] = knob(("广告", "加薇"), most=4)
    question: str = knob("", most=20)
    opens_at: time = knob(time(9, 30))
    zone: str = knob("", kind=Kind.TIMEZONE)
    language: str = knob("auto", kind=Kind.LANGUAGE)
    log_chat: int = knob(0, kind=Kind.CHAT)


@dataclass(frozen=True, slots=True)
class ShopSettings:
    price: int = knob(10, unit=Unit.POINTS, low=0, high=1000)


SCHEMA = SettingsSchema({"gate": GateSettings, "shop": ShopSettings})
