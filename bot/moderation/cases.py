"""A case as it is read, and the buttons under its card. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.messages import ChatId, MessageId, UserId
from bot.moderation.rules.verdict import Finding
from bot.moderation.sanctions import Act, Kind, Target
from bot.outbox.buttons import ButtonData, RowId, Word

FORGOTTEN = 0
"""The id of people who erased their data, where an id must stand."""


@dataclass(frozen=True, slots=True)
class ActView:
    """What `actor_id` did about a case afterwards."""

    act: Act
    actor_id: UserId
    at: datetime
    until: datetime | None
    other_number: int | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case. `actor_id` None for the bot; `user_id` and `count` as in `tables.SanctionCase`; `acts` in their order."""

    id: int
    community_id: int
    number: int
    chat_id: ChatId
    message_id: MessageId | None
    user_id: UserId | None
    sender_chat_id: ChatId | None
    target_name: str
    actor_id: UserId | None
    kind: Kind
    consequence: Kind | None
    rule: str | None
    rule_version: int | None
    reason: str
    text: str
    findings: tuple[Finding, ...]
    warnings: int | None
    count: int | None
    until: datetime | None
    created_at: datetime
    undone_at: datetime | None
    is_false_alarm: bool
    card_chat_id: ChatId | None
    acts: tuple[ActView, ...] = ()

    @property
    def key(self) -> str:
        """The beginning of the keys of this case's effects."""
        return f"case:{self.community_id}:{self.number}"

    @property
    def target(self) -> Target:
        """Who was sanctioned. Nobody can be named by a pseudonym: then neither id is set."""
        user_id = self.user_id if self.user_id is not None and self.user_id > 0 else None
        return Target(self.target_name, user_id, self.sender_chat_id, self.message_id, self.text)

    @property
    def has_target(self) -> bool:
        return self.target.user_id is not None or self.sender_chat_id is not None

    @property
    def sanction(self) -> Kind:
        """What holds the person: what the warning brought with it, else the case's own kind."""
        return self.consequence or self.kind

    @property
    def is_lifted(self) -> bool:
        """Taken back by another command; for a proposal, carried out."""
        return any(act.act in (Act.LIFTED, Act.CONFIRMED) for act in self.acts)

    def is_over(self, now: datetime) -> bool:
        """Undone, lifted, or ended by itself."""
        return self.undone_at is not None or self.is_lifted or (self.until is not None and self.until <= now)

    def has(self, act: Act) -> bool:
        return any(done.act is act for done in self.acts)


class CaseButton(ButtonData, frozen=True, kw_only=True):
    """`act`: undo | lengthen (asks how long) | back | ban | not_spam | profile | clear | repost; of what is held: release | drop |
    warn; of a proposal: confirm.
    """

    PREFIX = "case"
    community: RowId
    number: RowId
    act: Word


class LengthenButton(ButtonData, frozen=True, kw_only=True):
    """Let the sanction end `hours` later (0: never). `end` is when it ends now (Unix seconds, 0: it has no end of its own).

    What stands under the button when it is tapped a second time has another end: then nothing happens.
    """

    PREFIX = "longer"
    community: RowId
    number: RowId
    end: RowId
    hours: RowId


LENGTHEN_BY: tuple[timedelta | None, ...] = (
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=30),
    None,
)
"""The choices; None for good."""


TIMED = (Kind.MUTE, Kind.BAN, Kind.SLOW_LANE)
"""What may have an end."""
SWEEPS = (Kind.PURGE, Kind.CLEAR)
"""What removes many messages at once."""


_SANCTIONS = (Kind.WARN, Kind.MUTE, Kind.SLOW_LANE, Kind.KICK, Kind.BAN)


def buttons_of(case: CaseView, now: datetime) -> tuple[tuple[str, ...], ...]:
    """The acts that make sense now, in rows, as `CaseButton.act`."""
    if case.kind.lifts:
        return ()
    if case.undone_at is not None:
        return (("repost",),) if can_repost(case) else ()
    if case.is_lifted:
        return ()
    if case.kind is Kind.HOLD:
        return _held_buttons(case, now)
    profile = ("profile",) if case.target.user_id is not None else ()
    if case.kind is Kind.PROPOSAL:
        return (("undo",) if case.is_over(now) else ("confirm", "undo"), profile)
    can_undo = case.kind is not Kind.NOTIFY and (case.has_target or case.kind in (Kind.DELETE, *SWEEPS))
    first = [*(["undo"] if can_undo else []), *(["lengthen"] if can_lengthen(case, now) else [])]
    second = ["ban"] if can_ban(case) else []
    if case.rule is not None:
        second.append("not_spam")
    third = ("clear",) if case.sanction in (Kind.MUTE, Kind.BAN) and profile and not case.has(Act.CLEARED) else ()
    return tuple(tuple(row) for row in (first, (*second, *profile), third) if row)


def can_ban(case: CaseView) -> bool:
    """Whether the person is not banned by the case or because of it."""
    return case.has_target and case.sanction is not Kind.BAN and not case.has(Act.BANNED)


def can_repost(case: CaseView) -> bool:
    """An undone deletion, once; a rule may have deleted the message together with any sanction."""
    may_delete = case.kind is Kind.DELETE or (case.rule is not None and case.kind in _SANCTIONS)
    is_known = bool(case.text) if may_delete else case.kind in SWEEPS
    return is_known and case.undone_at is not None and not case.has(Act.REPOSTED)


def _held_buttons(case: CaseView, now: datetime) -> tuple[tuple[str, ...], ...]:
    if not case.has_target:
        return ()
    is_decided = case.has(Act.DROPPED) or case.is_over(now)
    first: tuple[str, ...] = ("undo",) if is_decided else ("release", "drop")
    warn = ("warn",) if case.target.user_id is not None and not case.has(Act.WARNED) else ()
    ban = ("ban",) if can_ban(case) else ()
    profile = ("profile",) if case.target.user_id is not None else ()
    return tuple(row for row in (first, (*warn, *ban), profile) if row)


def can_lengthen(case: CaseView, now: datetime) -> bool:
    """A sanction with an end that is still to come; a deletion or warning can grow into a mute once."""
    if case.target.user_id is None or case.is_lifted or case.undone_at is not None:
        return False
    if case.kind in (Kind.HOLD, Kind.PROPOSAL):
        return False
    if case.sanction in TIMED:
        return case.until is not None and case.until > now
    return case.sanction in (Kind.DELETE, Kind.WARN) and not case.has(Act.MUTED) and not case.has(Act.BANNED)
