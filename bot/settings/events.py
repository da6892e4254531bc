"""News of this capability."""

from dataclasses import dataclass

from bot.events import Event


@dataclass(frozen=True, slots=True)
class SettingsChanged(Event):
    """A community's settings are no longer what they were."""

    community_id: int
