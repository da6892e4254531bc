"""Graded trust: how much somebody's time, words and welcome in a community vouch for the next message. Pure.

    trust = √(days · messages) · replies · ½^strikes        each share 0…1

    days       days since the join (or the first message) of 60
    messages   counted messages of 200
    replies    ½ for nobody's answer, 1 for 20 answers; one a day counts from each person
    strikes    sanctions of the last 180 days that were not taken back

Time without words and words without time are worth little (one message in 60 days: 0.04), and whoever nobody answers gets no
further than 0.5. Nothing is earned once and for all: a sanction halves it, an undone one gives it back.

    3 days, 10 messages, 0 answers     0.02      newcomer yesterday
    14 days, 60 messages, 5 answers    0.17
    30 days, 100 messages, 10 answers  0.38
    45 days, 150 messages, 15 answers  0.66      out of the scope `untrusted` (0.5)
    60 days, 200 messages, 20 answers  1.00
    the same after one warning         0.50
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntFlag
from math import sqrt

from bot.messages import IncomingMessage
from bot.moderation.sanctions import Kind

FULL_DAYS = 60
FULL_MESSAGES = 200
FULL_REPLIES = 20
STRIKE_LIFE = timedelta(days=180)
"""How long a sanction counts."""
STRIKES = frozenset({Kind.DELETE, Kind.WARN, Kind.SLOW_LANE, Kind.MUTE, Kind.KICK, Kind.BAN, Kind.CLEAR})
"""The cases that are strikes. What waits for somebody's decision is none."""
EARNED_FROM = 0.8
"""Trust that makes somebody `trusted`, where the community gives the role for it."""


class Deed(IntFlag):
    """What a member has done before and was not stopped from. The first of each is looked at again, whoever does it."""

    LINK = 1
    FORWARD = 2
    CONTACT = 4

    @property
    def key(self) -> str:
        """Its name in rules: `link` …"""
        return (self.name or "").lower()


@dataclass(frozen=True, slots=True)
class Record:
    """What speaks for a member. `days` and `messages` in this community, `replies` by others, `strikes` against."""

    days: float = 0.0
    messages: int = 0
    replies: int = 0
    strikes: int = 0


def deeds_of(message: IncomingMessage) -> Deed:
    """What the author does in `message` of what is looked at when it is done for the first time."""
    deeds = Deed(0)
    if any(entity.type in _LINKS for entity in message.spans):
        deeds |= Deed.LINK
    if message.forward_origin is not None:
        deeds |= Deed.FORWARD
    if message.contact is not None:
        deeds |= Deed.CONTACT
    return deeds


def trust(record: Record) -> float:
    """0…1 by the formula above."""
    days = _share(record.days, FULL_DAYS)
    messages = _share(record.messages, FULL_MESSAGES)
    replies = 0.5 + _share(record.replies, FULL_REPLIES) / 2
    return float(sqrt(days * messages) * replies * 0.5 ** max(0, record.strikes))


def earns_the_role(record: Record) -> bool:
    """Whether graded trust makes this member `trusted`: enough of it, and nothing against."""
    return record.strikes <= 0 and trust(record) >= EARNED_FROM


_LINKS = ("url", "text_link")


def _share(value: float, full: float) -> float:
    return min(1.0, max(0.0, value / full))
