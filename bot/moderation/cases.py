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
        return any(act.act is Act.LIFTED for act in self.acts)

    def is_over(self, now: datetime) -> bool:
        """Undone, lifted, or ended by itself."""
        return self.undone_at is not None or self.is_lifted or (self.until is not None and self.until <= now)

    def has(self, act: Act) -> bool:
        return any(done.act is act for done in self.acts)


class CaseButton(ButtonData, frozen=True, kw_only=True):
    """`act`: undo | lengthen (asks how long) | back | ban | not_spam | repost."""

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


def buttons_of(case: CaseView, now: datetime) -> tuple[tuple[str, ...], ...]:
    """The acts that make sense now, in rows, as `CaseButton.act`."""
    if case.kind.lifts:
        return ()
    if case.undone_at is not None:
        may_repost = case.kind is Kind.DELETE and case.text and not case.has(Act.REPOSTED)
        return (("repost",),) if may_repost else ()
    if case.is_lifted:
        return ()
    first = ["undo"] if case.has_target or case.kind is Kind.DELETE else []
    if can_lengthen(case, now):
        first.append("lengthen")
    second = ["ban"] if case.has_target and case.sanction is not Kind.BAN and not case.has(Act.BANNED) else []
    if case.rule is not None:
        second.append("not_spam")
    return tuple(tuple(row) for row in (first, second) if row)


def can_lengthen(case: CaseView, now: datetime) -> bool:
    """A mute or ban with an end that is still to come; a deletion or warning can grow into a mute once."""
    if case.target.user_id is None or case.is_lifted or case.undone_at is not None:
        return False
    if case.sanction in (Kind.MUTE, Kind.BAN):
        return case.until is not None and case.until > now
    return case.sanction in (Kind.DELETE, Kind.WARN) and not case.has(Act.MUTED) and not case.has(Act.BANNED)
