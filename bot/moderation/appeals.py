"""What the person concerned may say against a case, once, and what staff answer. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.messages import ChatId, UserId
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Kind
from bot.outbox.buttons import ButtonData, RowId, Word

LONGEST_TEXT = 1000
"""Characters of an appeal: it stands on a card whole."""

_NOT_FOR_APPEAL = frozenset({"hold", "notify", "purge", "proposal"})
"""Kinds that are about no one person, or wait for staff anyway."""

_SHORTER = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))


class AppealState(StrEnum):
    """What became of an appeal."""

    OPEN = "open"
    UPHELD = "upheld"
    """The case stands as it is."""
    OVERTURNED = "overturned"
    SHORTENED = "shortened"


@dataclass(frozen=True, slots=True)
class AppealView:
    """One appeal. `until`: the end that a shortened sanction has; `card_chat_id` None where the card waits."""

    id: int
    case_id: int
    community_id: int
    user_id: UserId
    text: str
    state: AppealState
    made_at: datetime
    decided_at: datetime | None = None
    decided_by: UserId | None = None
    until: datetime | None = None
    card_chat_id: ChatId | None = None

    @property
    def is_open(self) -> bool:
        return self.state is AppealState.OPEN

    @property
    def key(self) -> str:
        """The beginning of the keys of this appeal's effects."""
        return f"appeal:{self.id}"


class AppealButton(ButtonData, frozen=True, kw_only=True):
    """`act`: uphold | overturn | shorten (to `hours` from now) | show (the card, from a list)."""

    PREFIX = "appeal"
    appeal: RowId
    act: Word
    hours: RowId


class AppealCancelButton(ButtonData, frozen=True, kw_only=True):
    """The person concerned does not appeal after all."""

    PREFIX = "noappeal"
    community: RowId
    number: RowId


def payload(case: CaseView) -> str:
    """What stands behind `?start=` in the link to an appeal against `case`."""
    return f"appeal_{case.community_id}_{case.number}"


def read_payload(rest: str) -> tuple[int, int] | None:
    """Community and number of the case in `<community>_<number>`; None for anything else."""
    community, _, number = rest.partition("_")
    parts = (community, number)
    if not all(part.isascii() and part.isdigit() and len(part) <= 9 for part in parts):
        return None
    return int(community), int(number)


def can_be_appealed(case: CaseView) -> bool:
    """Whether `case` is of a kind that somebody could ever appeal against."""
    return case.target.user_id is not None and not case.kind.lifts and case.kind.value not in _NOT_FOR_APPEAL


def has_ended(case: CaseView, now: datetime, *, warning_until: datetime | None, within: timedelta) -> bool:
    """Whether `case` holds no more: undone, lifted, past its end. A warning ends at `warning_until` (None: it was withdrawn);
    what is done in a moment, such as a deletion, can be appealed `within` that time.
    """
    if case.is_over(now):
        return True
    if case.sanction is Kind.WARN:
        return warning_until is None or warning_until <= now
    if case.until is None and case.sanction not in (Kind.MUTE, Kind.BAN):
        return now - case.created_at > within
    return False


def shorter(case: CaseView, now: datetime) -> timedelta | None:
    """How much longer the mute or ban would last if it were shortened now: a step below what is left; None if it cannot be."""
    if case.target.user_id is None or case.is_over(now) or case.sanction.value not in ("mute", "ban", "slow_lane"):
        return None
    if case.until is None:
        return _SHORTER[0]
    return next((step for step in _SHORTER if case.until - now > step), None)
