"""News of effects."""

from dataclasses import dataclass

from bot.events import Event
from bot.messages import MessageId
from bot.outbox.effects import Effect


@dataclass(frozen=True, slots=True)
class EffectSent(Event):
    """An effect took place. `message_id` of what it sent, if it sent something."""

    key: str
    effect: Effect
    message_id: MessageId | None


@dataclass(frozen=True, slots=True)
class EffectRefused(Event):
    """Telegram refused an effect for good. `failure` is a value of `bot.telegram.failures.Failure`."""

    key: str
    effect: Effect
    failure: str
    description: str
