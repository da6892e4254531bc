"""What members report, who reported it, and what staff make of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.messages import ChatId, IncomingMessage, MessageId, UserId
from bot.moderation.sanctions import Target, target_of
from bot.outbox.buttons import ButtonData, RowId, Word

EDIT_EVERY = timedelta(seconds=3)
"""A card with a live count is edited once in that time (PRODUCT §4.3)."""
REPUTATION = timedelta(days=90)
LONGEST_WHY = 300
"""Characters of what a member writes behind /report."""


class ReportState(StrEnum):
    """What staff made of a report."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    ABUSIVE = "abusive"


class ReportAct(StrEnum):
    """What staff can do about a report with one tap."""

    DELETE = "delete"
    WARN = "warn"
    MUTE = "mute"
    BAN = "ban"
    HANDLED = "handled"
    """A call for staff was answered."""
    DISMISS = "dismiss"
    ABUSIVE = "abusive"

    @property
    def state(self) -> ReportState:
        """What the report is then."""
        return _STATES.get(self, ReportState.UPHELD)


_STATES = {ReportAct.DISMISS: ReportState.DISMISSED, ReportAct.ABUSIVE: ReportState.ABUSIVE}


@dataclass(frozen=True, slots=True)
class Reputation:
    """What became of somebody's reports lately."""

    upheld: int = 0
    dismissed: int = 0
    abusive: int = 0


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One person who reported a message, with which message and why."""

    id: int
    user_id: UserId
    text: str
    message_id: MessageId
    name: str = ""
    reputation: Reputation = Reputation()


@dataclass(frozen=True, slots=True)
class ReportView:
    """One reported message, as in `tables.Report`."""

    id: int
    community_id: int
    chat_id: ChatId
    message_id: MessageId
    thread_id: int | None
    user_id: UserId | None
    sender_chat_id: ChatId | None
    author_name: str
    kind: str
    text: str
    is_call: bool
    is_on_staff: bool
    state: ReportState
    act: ReportAct | None
    case_number: int | None
    made_at: datetime
    decided_at: datetime | None
    decided_by: UserId | None
    voices: int
    card_at: datetime | None
    card_chat_id: ChatId | None

    @property
    def is_open(self) -> bool:
        return self.state is ReportState.OPEN

    @property
    def key(self) -> str:
        """The beginning of the keys of this report's effects."""
        return f"report:{self.id}"

    @property
    def target(self) -> Target:
        """Whoever is reported; nobody for a call for staff, an anonymous administrator and somebody erased."""
        user_id = None if self.is_call else self.user_id
        sender_chat_id = None if self.sender_chat_id == self.chat_id else self.sender_chat_id
        message_id = self.message_id if self.message_id > 0 else None
        return Target(self.author_name, user_id, sender_chat_id, message_id, self.text)

    @property
    def link(self) -> str | None:
        """Where the message stands, for members of a supergroup (core.telegram.org/api/links, message links)."""
        digits = str(self.chat_id)
        if not digits.startswith("-100") or self.message_id <= 0:
            return None
        return f"https://t.me/c/{digits.removeprefix('-100')}/{self.message_id}"


@dataclass(frozen=True, slots=True)
class Reported:
    """A message as somebody reports it. `is_call`: nothing is replied to, the message itself calls for staff."""

    message: IncomingMessage
    text: str
    is_call: bool = False
    is_on_staff: bool = False

    @property
    def author(self) -> Target:
        return target_of(self.message)


class ReportButton(ButtonData, frozen=True, kw_only=True):
    """`act`: a `ReportAct`, or `show` (the card, from a list)."""

    PREFIX = "report"
    report: RowId
    act: Word


class ReportListButton(ButtonData, frozen=True, kw_only=True):
    """The page of open reports and appeals that begins with the `first`-th."""

    PREFIX = "reports"
    community: RowId
    first: RowId


def acts_on(report: ReportView) -> tuple[tuple[ReportAct, ...], ...]:
    """What can be done about it, in rows of buttons."""
    if not report.is_open:
        return ()
    closing = (ReportAct.DISMISS, ReportAct.ABUSIVE)
    if report.is_call:
        return ((ReportAct.HANDLED,), closing)
    first: tuple[ReportAct, ...] = (ReportAct.DELETE,) if report.message_id > 0 else ()
    second: tuple[ReportAct, ...] = ()
    if report.target.user_id is not None:
        first, second = (*first, ReportAct.WARN), (ReportAct.MUTE, ReportAct.BAN)
    elif report.target.sender_chat_id is not None:
        first = (*first, ReportAct.BAN)
    return tuple(row for row in (first, second, closing) if row)


def next_edit(card_at: datetime | None, now: datetime) -> datetime:
    """When the card may be edited, given when that was or will be: never sooner than 3 s after the last time."""
    if card_at is None or now >= card_at + EDIT_EVERY:
        return now
    return card_at if card_at > now else card_at + EDIT_EVERY


def suspended_until(
    abusive: Mapping[int, datetime], now: datetime, *, limit: int, within: timedelta, lasting: timedelta
) -> datetime | None:
    """Until when somebody may not report, None where that is not so; `abusive`: when which reports were found abusive.

    The right is lost with the `limit`-th within that time, and with each further one.
    """
    counted = sorted(at for at in abusive.values() if now - at < within)
    if len(counted) < limit:
        return None
    until = counted[-1] + lasting
    return until if until > now else None
