"""The knobs of moderation. The defaults are the preset “brand community”: it works without any setting."""

from dataclasses import dataclass
from datetime import timedelta

from bot.moderation.ad_words import AD_WORDS
from bot.settings.fields import Unit, knob

SHORTEST_SANCTION = timedelta(minutes=1)
LONGEST_SANCTION = timedelta(days=366)
"""Telegram takes a restriction shorter than 30 s or longer than 366 days for one without end (Bot API, restrictChatMember)."""


@dataclass(frozen=True, slots=True)
class ModerationSettings:
    """What the bot removes by itself, and how warnings grow into sanctions."""

    preset: str = knob("brand", choices=("open", "brand", "strict", "class", "trading"))
    least_precision: int = knob(70, unit=Unit.PERCENT, low=0, high=100)
    precision_decisions: int = knob(5, unit=Unit.TIMES, low=1, high=50)
    ad_words: tuple[str, ...] = knob(AD_WORDS, most=1000)
    # Places to read in, where nobody can put up a shop window within a minute.
    allowed_domains: tuple[str, ...] = knob(("wikipedia.org", "github.com"), most=1000)
    blocked_words: tuple[str, ...] = knob((), most=1000)
    warn_limit: int = knob(3, unit=Unit.TIMES, low=1, high=20)
    warn_days: int = knob(30, unit=Unit.DAYS, low=1, high=366)
    warn_mute: timedelta = knob(timedelta(hours=24), low=timedelta(minutes=1), high=timedelta(days=366))
    ban_after: int = knob(5, unit=Unit.TIMES, low=2, high=50)
    rung_kind: str = knob("off", choices=("off", "slow_lane", "kick"))
    rung_after: int = knob(4, unit=Unit.TIMES, low=1, high=50)
    mute_default: timedelta = knob(timedelta(hours=1), low=timedelta(minutes=1), high=timedelta(days=366))
    announce_deletions: bool = knob(default=False)
    slow_lane_default: timedelta = knob(timedelta(hours=24), low=timedelta(minutes=1), high=timedelta(days=366))
    hold_for: timedelta = knob(timedelta(hours=48), low=timedelta(hours=1), high=timedelta(days=30))
    purge_most: int = knob(200, unit=Unit.MESSAGES, low=1, high=1000)
    two_person_bans: bool = knob(default=False)
    ban_alarm_count: int = knob(10, unit=Unit.TIMES, low=2, high=1000)
    ban_alarm_minutes: int = knob(10, unit=Unit.MINUTES, low=1, high=1440)


@dataclass(frozen=True, slots=True)
class AppealSettings:
    """What people are told of cases about them, and what they may say against them."""

    tell_sanctions: bool = knob(default=True)
    tell_deletions: bool = knob(default=True)
    announce_bans: bool = knob(default=True)
    appeals: bool = knob(default=True)
    per_week: int = knob(3, unit=Unit.TIMES, low=1, high=50)
    within: int = knob(30, unit=Unit.DAYS, low=1, high=366)


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """Reports by members, and what becomes of those who abuse them."""

    reports: bool = knob(default=True)
    most: int = knob(5, unit=Unit.TIMES, low=1, high=100)
    most_within: timedelta = knob(timedelta(minutes=10), low=timedelta(minutes=1), high=timedelta(days=1))
    abusive_limit: int = knob(3, unit=Unit.TIMES, low=1, high=20)
    abusive_days: int = knob(30, unit=Unit.DAYS, low=1, high=366)
    suspended_for: timedelta = knob(timedelta(days=7), low=timedelta(hours=1), high=timedelta(days=366))
    mute_for: timedelta = knob(timedelta(hours=24), low=timedelta(minutes=1), high=timedelta(days=366))


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """Channels that post as members. `preset`: allowed in an open community, removed in the others."""

    posting: str = knob("preset", choices=("preset", "allow", "list", "ban"))
    allowed: tuple[str, ...] = knob((), most=200)
