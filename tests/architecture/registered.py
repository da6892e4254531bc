"""Everything that is registered: handlers with their filters, and button data."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from aiogram.filters import Filter

from bot.outbox.buttons import ButtonData
from tests.architecture.sources import ROOT


@dataclass(frozen=True)
class Registration:
    """A handler as a router knows it."""

    kind: str
    callback: Any
    filters: tuple[Filter, ...]

    @property
    def name(self) -> str:
        return f"{self.callback.__module__}.{self.callback.__qualname__}"


@cache
def registrations() -> tuple[Registration, ...]:
    return tuple(_walk())


def _walk() -> Iterator[Registration]:
    from bot import capabilities

    for root in capabilities.routers():
        for router in root.chain_tail:
            for kind, observer in router.observers.items():
                for handler in observer.handlers:
                    yield Registration(kind, handler.callback, tuple(one.callback for one in handler.filters or ()))


@cache
def button_types() -> tuple[type[ButtonData], ...]:
    """Every subclass in the application, whether a handler is registered for it or not."""
    for path in sorted((ROOT / "handlers").rglob("*.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    found = list(ButtonData.__subclasses__())
    for one in found:
        found += one.__subclasses__()
    return tuple(one for one in found if one.__module__.startswith(("bot.", "handlers.")))
