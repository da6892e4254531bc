"""What holds for a community as a whole."""

from dataclasses import dataclass
from datetime import timedelta

from bot.settings.fields import Kind, Unit, knob


@dataclass(frozen=True, slots=True)
class CommunitySettings:
    """The group `community`. `language` auto: the adder's at first; an empty `timezone` is the server's."""

    language: str = knob("auto", kind=Kind.LANGUAGE)
    timezone: str = knob("", kind=Kind.TIMEZONE)
    quiet_for: timedelta = knob(timedelta(seconds=30), low=timedelta(seconds=5), high=timedelta(minutes=10))
    tidy_commands: bool = knob(False)
    tidy_service: bool = knob(False)
    message_days: int = knob(30, unit=Unit.DAYS, low=1, high=365)
