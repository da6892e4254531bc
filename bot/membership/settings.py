"""What a community tells its members."""

from dataclasses import dataclass

from bot.settings.fields import Kind, knob


@dataclass(frozen=True, slots=True)
class MembershipSettings:
    """The group `membership`. An empty `rules_text` is the short text that comes with the bot. With `earned_trust` members whose
    graded trust is high become `trusted` by themselves.
    """

    rules_text: str = knob("", kind=Kind.TEXT, most=3000)
    earned_trust: bool = knob(default=False)
