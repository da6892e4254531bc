"""Read stored rules, their history and what they found."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from msgspec import ValidationError
from sqlalchemy import Row, func, or_, select

from bot.messages import ChatId, MessageId, UserId
from bot.moderation.rules.model import Mode
from bot.moderation.rules.precision import Decision
from bot.moderation.rules.stored import Act, ChangeView, StoredRule, rule_from_json
from bot.moderation.tables import ModerationRule, RuleChange, RuleDraft, RuleExample, RuleHit, SanctionCase
from bot.persistence.transaction import Reading

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HitView:
    """A message that a rule in `observe` would have acted on."""

    id: int
    rule: str
    version: int
    chat_id: ChatId
    message_id: MessageId
    user_id: UserId | None
    enforced_by: str | None
    is_mistake: bool | None
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftView:
    """What a message offers for a new rule."""

    id: int
    community_id: int
    actor_id: UserId
    words: tuple[str, ...]
    domains: tuple[str, ...]


async def stored_rules(view: Reading, community_id: int) -> list[StoredRule]:
    """What the community stored, in the order of names; for `stored.overlay` over the rules of its preset."""
    return (await stored_rules_of(view, [community_id]))[community_id]


async def stored_rules_of(view: Reading, community_ids: Collection[int]) -> dict[int, list[StoredRule]]:
    """The same for many communities in one query. A row that this version cannot read is logged and left out."""
    rows = await view.execute(
        select(ModerationRule.__table__)
        .where(ModerationRule.community_id.in_(community_ids))
        .order_by(ModerationRule.community_id, func.length(ModerationRule.name), ModerationRule.name)
    )
    found: dict[int, list[StoredRule]] = {community_id: [] for community_id in community_ids}
    for row in rows:
        try:
            body = None if row.body is None else rule_from_json(row.body)
        except ValidationError as error:
            log.warning("stored rule is ignored", community=row.community_id, rule=row.name, error=str(error))
            continue
        found[row.community_id].append(StoredRule(row.name, body, Mode(row.mode), row.version, row.counted_since))
    return found


async def rule_changes(view: Reading, community_id: int, name: str, limit: int = 10) -> list[ChangeView]:
    """The last changes of a rule, newest first."""
    rows = await view.execute(
        select(RuleChange.__table__)
        .where(RuleChange.community_id == community_id, RuleChange.name == name)
        .order_by(RuleChange.id.desc())
        .limit(limit)
    )
    return [_change(row) for row in rows]


async def rule_change(view: Reading, community_id: int, change_id: int) -> ChangeView | None:
    rows = await view.execute(
        select(RuleChange.__table__).where(RuleChange.community_id == community_id, RuleChange.id == change_id)
    )
    row = rows.first()
    return None if row is None else _change(row)


async def version_before(view: Reading, community_id: int, name: str, version: int) -> ChangeView | None:
    """The newest saved version of the rule that is older than `version`."""
    rows = await view.execute(
        select(RuleChange.__table__)
        .where(
            RuleChange.community_id == community_id,
            RuleChange.name == name,
            RuleChange.version < version,
            RuleChange.body.is_not(None),
        )
        .order_by(RuleChange.id.desc())
        .limit(1)
    )
    row = rows.first()
    return None if row is None else _change(row)


async def rule_names(view: Reading, community_id: int) -> set[str]:
    """Every name that a stored rule of the community ever had."""
    rows = await view.execute(select(RuleChange.name).where(RuleChange.community_id == community_id).distinct())
    return {row.name for row in rows}


async def rule_examples(view: Reading, community_id: int) -> dict[str, list[str]]:
    """What each rule must miss, since staff took the case back; newest first."""
    rows = await view.execute(
        select(RuleExample.rule, RuleExample.text)
        .where(RuleExample.community_id == community_id)
        .order_by(RuleExample.id.desc())
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.rule, []).append(row.text)
    return found


async def rule_hit_counts(view: Reading, community_id: int, since: datetime) -> dict[str, int]:
    """How many messages each rule acted on or, in `observe`, would have acted on."""
    found: dict[str, int] = {}
    for rule, at, community in (
        (RuleHit.rule, RuleHit.at, RuleHit.community_id),
        (SanctionCase.rule, SanctionCase.created_at, SanctionCase.community_id),
    ):
        counted = select(rule, func.count()).where(community == community_id, at > since, rule.is_not(None))
        rows: Iterable[Any] = await view.execute(counted.group_by(rule))
        for name, hits in rows:
            found[name] = found.get(name, 0) + hits
    return found


async def rule_hits(
    view: Reading, community_id: int, rule: str, version: int, *, alone: bool, after: int | None = None, limit: int = 5
) -> list[HitView]:
    """Hits of that version, newest first, older than the hit `after`; with `alone` those that no enforcing rule had."""
    statement = select(RuleHit.__table__).where(
        RuleHit.community_id == community_id, RuleHit.rule == rule, RuleHit.version == version
    )
    if alone:
        statement = statement.where(RuleHit.enforced_by.is_(None))
    if after is not None:
        statement = statement.where(RuleHit.id < after)
    rows = await view.execute(statement.order_by(RuleHit.id.desc()).limit(limit))
    return [_hit(row) for row in rows]


async def rule_hit_count(view: Reading, community_id: int, rule: str, version: int, *, alone: bool) -> int:
    """How many hits that version had; with `alone` those that no enforcing rule had."""
    statement = select(func.count()).where(
        RuleHit.community_id == community_id, RuleHit.rule == rule, RuleHit.version == version
    )
    if alone:
        statement = statement.where(RuleHit.enforced_by.is_(None))
    return int(await view.scalar(statement) or 0)


async def rule_hit(view: Reading, community_id: int, hit_id: int) -> HitView | None:
    rows = await view.execute(
        select(RuleHit.__table__).where(RuleHit.community_id == community_id, RuleHit.id == hit_id)
    )
    row = rows.first()
    return None if row is None else _hit(row)


async def rule_decisions(
    view: Reading, community_id: int, rule: str, since: datetime | None, last: int
) -> list[Decision]:
    """What became of the rule's last cases since then, and of the hits that staff judged; newest first, at most `last`."""
    cases = select(SanctionCase.created_at, SanctionCase.undone_at).where(
        SanctionCase.community_id == community_id, SanctionCase.rule == rule
    )
    hits = select(RuleHit.at, RuleHit.is_mistake).where(
        RuleHit.community_id == community_id, RuleHit.rule == rule, RuleHit.is_mistake.is_not(None)
    )
    if since is not None:
        cases = cases.where(SanctionCase.created_at >= since)
        hits = hits.where(RuleHit.at >= since)
    found = [
        Decision(row.created_at, is_reversed=row.undone_at is not None)
        for row in await view.execute(cases.order_by(SanctionCase.id.desc()).limit(last))
    ]
    found += [
        Decision(row.at, is_reversed=row.is_mistake)
        for row in await view.execute(hits.order_by(RuleHit.id.desc()).limit(last))
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:last]


async def rule_draft(view: Reading, draft_id: int) -> DraftView | None:
    row = (await view.execute(select(RuleDraft.__table__).where(RuleDraft.id == draft_id))).first()
    if row is None:
        return None
    return DraftView(row.id, row.community_id, row.actor_id, tuple(row.words), tuple(row.domains))


async def export_rules_of(view: Reading, user_id: UserId) -> dict[str, Any]:
    """What the rules store about a person: what was changed, judged and found."""
    changes = await view.execute(
        select(RuleChange.community_id, RuleChange.name, RuleChange.act, RuleChange.at)
        .where(RuleChange.actor_id == user_id)
        .order_by(RuleChange.id)
    )
    examples = await view.execute(
        select(RuleExample.community_id, RuleExample.rule, RuleExample.text, RuleExample.at)
        .where(RuleExample.user_id == user_id)
        .order_by(RuleExample.id)
    )
    hits = await view.execute(
        select(RuleHit.community_id, RuleHit.rule, RuleHit.chat_id, RuleHit.message_id, RuleHit.at)
        .where(or_(RuleHit.user_id == user_id, RuleHit.actor_id == user_id))
        .order_by(RuleHit.id)
    )
    drafts = await view.execute(
        select(RuleDraft.community_id, RuleDraft.words, RuleDraft.domains, RuleDraft.at)
        .where(or_(RuleDraft.user_id == user_id, RuleDraft.actor_id == user_id))
        .order_by(RuleDraft.id)
    )
    tables = {"rule_changes": changes, "rule_examples": examples, "rule_hits": hits, "rule_drafts": drafts}
    return {name: [_plain(row) for row in rows] for name, rows in tables.items()}


def _plain(row: Row[Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row._asdict().items()}


def _hit(row: Row[Any]) -> HitView:
    return HitView(
        row.id,
        row.rule,
        row.version,
        row.chat_id,
        row.message_id,
        row.user_id,
        row.enforced_by,
        row.is_mistake,
        row.at,
    )


def _change(row: Row[Any]) -> ChangeView:
    rule = None if row.body is None else rule_from_json(row.body)
    return ChangeView(row.id, row.name, row.version, Act(row.act), rule, Mode(row.mode), row.actor_id, row.at)
