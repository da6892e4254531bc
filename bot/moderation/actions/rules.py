"""Store rules, keep every version, write down what they found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import delete, func, insert, or_, select, update

from bot.errors import UserError
from bot.messages import ChatId, MessageId, UserId
from bot.moderation import queries
from bot.moderation.events import RulesChanged
from bot.moderation.rules.model import Mode, Rule
from bot.moderation.rules.stored import MOST_RULES, Act, rule_to_json
from bot.moderation.rules.verdict import Verdict
from bot.moderation.tables import ModerationRule, RuleChange, RuleDraft, RuleExample, RuleHit
from bot.persistence.transaction import Transaction

TRIES = 50
"""Others may take a name first; each of them is one try."""
MOST_EXAMPLES = 20
"""Of one rule, made from what staff took back; the oldest go."""


async def add_rule(tx: Transaction, community_id: int, rule: Rule, prefix: str, *, by: UserId) -> Rule:
    """Store `rule` under `prefix` and the next number; as it is stored. Raises `UserError` past `MOST_RULES`."""
    await _refuse_too_many(tx, community_id, 1)
    taken = await queries.rule_names(tx, community_id)
    number = 0
    for _ in range(TRIES):
        number += 1
        while f"{prefix}{number}" in taken:
            number += 1
        name = f"{prefix}{number}"
        row = _row(tx, community_id, name, rule, version=1)
        if await tx.insert_new(ModerationRule, row, ModerationRule.version):
            await _log(tx, community_id, name, 1, Act.ADDED, rule.mode, by=by, rule=rule)
            return _stored(rule, name, 1)
    raise RuntimeError(f"no name for a rule of community {community_id}")


async def save_rule(
    tx: Transaction, community_id: int, rule: Rule, act: Act, *, by: UserId, seen: int | None = None
) -> Rule:
    """Store `rule` as the next version of its name, in its mode; as it is stored.

    With `seen` only if that is still the version that holds. Raises `UserError` where it is not, and past `MOST_RULES`.
    """
    name = rule.name
    last = select(func.coalesce(func.max(RuleChange.version), 0)).where(
        RuleChange.community_id == community_id, RuleChange.name == name
    )
    row = _row(tx, community_id, name, rule, version=last.scalar_subquery() + 1)
    statement = tx.insert(ModerationRule).values(row)
    statement = statement.on_conflict_do_update(
        index_elements=["community_id", "name"],
        set_={"version": ModerationRule.version + 1}
        | {column: statement.excluded[column] for column in ("body", "mode", "counted_since")},
        # A row that only changes a preset's mode has no version of its own to be overtaken.
        where=None if seen is None else or_(ModerationRule.version == seen, ModerationRule.body.is_(None)),
    )
    stored = (await tx.execute(statement.returning(ModerationRule.version))).first()
    if stored is None:
        raise UserError("rule-changed-meanwhile", name=name)
    await _refuse_too_many(tx, community_id, 0)
    await _log(tx, community_id, name, stored.version, act, rule.mode, by=by, rule=rule)
    return _stored(rule, name, stored.version)


async def set_rule_mode(
    tx: Transaction,
    community_id: int,
    rule: Rule,
    mode: Mode,
    *,
    by: UserId | None,
    is_preset: bool,
    act: Act = Act.MODE,
) -> bool:
    """Let `rule`, as it was seen, be in `mode`; False where it is already. `is_preset`: the preset has a rule of that name.

    Raises `UserError` where the rule has another version by now, or is gone.
    """
    holding = (ModerationRule.community_id == community_id, ModerationRule.name == rule.name)
    as_seen = or_(ModerationRule.version == rule.version, ModerationRule.body.is_(None))
    changed = await tx.execute(
        update(ModerationRule)
        .where(*holding, as_seen, ModerationRule.mode != mode.value)
        .values(mode=mode.value, counted_since=tx.now)
    )
    if changed.rowcount == 0:
        present = await tx.scalar(select(func.count()).select_from(ModerationRule).where(*holding))
        in_it = await tx.scalar(
            select(func.count()).select_from(ModerationRule).where(*holding, as_seen, ModerationRule.mode == mode.value)
        )
        if in_it or (not present and is_preset and rule.mode is mode):
            return False
        row = {
            "community_id": community_id,
            "name": rule.name,
            "body": None,
            "mode": mode.value,
            "version": 0,
            "counted_since": tx.now,
        }
        if present or not is_preset or not await tx.insert_new(ModerationRule, row, ModerationRule.name):
            raise UserError("rule-changed-meanwhile", name=rule.name)
    await _log(tx, community_id, rule.name, rule.version, act, mode, by=by)
    return True


async def remove_rule(tx: Transaction, community_id: int, name: str, *, by: UserId) -> None:
    """The community's own rule goes, or what it changed of a preset's. Its history stays. Raises `UserError` if it is gone."""
    gone = await tx.execute(
        delete(ModerationRule)
        .where(ModerationRule.community_id == community_id, ModerationRule.name == name)
        .returning(ModerationRule.version, ModerationRule.mode)
    )
    row = gone.first()
    if row is None:
        raise UserError("rule-unknown", name=name)
    await _log(tx, community_id, name, row.version, Act.REMOVED, Mode(row.mode), by=by)


async def note_rule_hits(
    tx: Transaction,
    community_id: int,
    chat_id: ChatId,
    message_id: MessageId,
    user_id: UserId | None,
    verdicts: Sequence[Verdict],
    enforced_by: str | None,
) -> None:
    """Write down what rules in `observe` (`verdicts`) would have done about a message, once per rule."""
    rows = [
        {
            "community_id": community_id,
            "rule": verdict.rule,
            "version": verdict.version,
            "chat_id": chat_id,
            "message_id": message_id,
            "user_id": user_id,
            "enforced_by": enforced_by,
            "at": tx.now,
        }
        for verdict in verdicts
    ]
    if rows:
        await tx.insert_new(RuleHit, rows)


async def judge_rule_hit(tx: Transaction, community_id: int, hit_id: int, *, is_mistake: bool, by: UserId) -> None:
    """Say whether an observed hit was right."""
    await tx.execute(
        update(RuleHit)
        .where(RuleHit.community_id == community_id, RuleHit.id == hit_id)
        .values(is_mistake=is_mistake, actor_id=by)
    )


async def add_rule_example(tx: Transaction, community_id: int, rule: str, text: str, *, user_id: UserId | None) -> None:
    """What somebody wrote, and staff found harmless, is what `rule` must miss from now on."""
    if not text.strip():
        return
    known = select(RuleExample.id).where(RuleExample.community_id == community_id, RuleExample.rule == rule)
    if await tx.scalar(known.where(RuleExample.text == text).limit(1)) is None:
        row = {"community_id": community_id, "rule": rule, "user_id": user_id, "text": text, "at": tx.now}
        await tx.execute(insert(RuleExample), row)
        newest = known.order_by(RuleExample.id.desc()).limit(MOST_EXAMPLES)
        await tx.execute(
            delete(RuleExample).where(
                RuleExample.community_id == community_id, RuleExample.rule == rule, RuleExample.id.not_in(newest)
            )
        )


async def keep_rule_draft(
    tx: Transaction,
    community_id: int,
    words: Sequence[str],
    domains: Sequence[str],
    *,
    author_id: UserId | None,
    by: UserId,
) -> int:
    """Keep what a message offers for a new rule; the draft's id."""
    row = {
        "community_id": community_id,
        "user_id": author_id,
        "actor_id": by,
        "words": list(words),
        "domains": list(domains),
        "at": tx.now,
    }
    made = await tx.scalar(insert(RuleDraft).values(row).returning(RuleDraft.id))
    return int(made)


async def take_rule_draft(tx: Transaction, draft_id: int) -> None:
    """The draft became a rule. Raises `UserError` for the second tap."""
    gone = await tx.execute(delete(RuleDraft).where(RuleDraft.id == draft_id))
    if gone.rowcount == 0:
        raise UserError("refused-button-old")


async def forget_old_findings(tx: Transaction, hits_before: datetime, drafts_before: datetime) -> None:
    """Remove hits and drafts from before these instants."""
    await tx.execute(delete(RuleHit).where(RuleHit.at < hits_before))
    await tx.execute(delete(RuleDraft).where(RuleDraft.at < drafts_before))


async def forget_in_rules(tx: Transaction, user_id: UserId) -> None:
    """Erase the person: texts go, what staff did stays without a name."""
    await tx.execute(delete(RuleExample).where(RuleExample.user_id == user_id))
    await tx.execute(delete(RuleDraft).where(or_(RuleDraft.user_id == user_id, RuleDraft.actor_id == user_id)))
    await tx.execute(update(RuleHit).where(RuleHit.user_id == user_id).values(user_id=None))
    await tx.execute(update(RuleHit).where(RuleHit.actor_id == user_id).values(actor_id=None))
    await tx.execute(update(RuleChange).where(RuleChange.actor_id == user_id).values(actor_id=None))


async def move_rule_hits(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """A basic group became a supergroup."""
    await tx.execute(update(RuleHit).where(RuleHit.chat_id == old).values(chat_id=new))


def _row(tx: Transaction, community_id: int, name: str, rule: Rule, *, version: Any) -> dict[str, Any]:
    return {
        "community_id": community_id,
        "name": name,
        "body": rule_to_json(_stored(rule, name, 1)),
        "mode": rule.mode.value,
        "version": version,
        "counted_since": tx.now,
    }


def _stored(rule: Rule, name: str, version: int) -> Rule:
    return replace(rule, name=name, version=version)


async def _refuse_too_many(tx: Transaction, community_id: int, more: int) -> None:
    own = select(func.count()).where(ModerationRule.community_id == community_id, ModerationRule.body.is_not(None))
    if int(await tx.scalar(own) or 0) + more > MOST_RULES:
        raise UserError("rule-too-many", most=MOST_RULES)


async def _log(
    tx: Transaction,
    community_id: int,
    name: str,
    version: int,
    act: Act,
    mode: Mode,
    *,
    by: UserId | None,
    rule: Rule | None = None,
) -> None:
    row = {
        "community_id": community_id,
        "name": name,
        "version": version,
        "act": act.value,
        "body": None if rule is None else rule_to_json(_stored(rule, name, version)),
        "mode": mode.value,
        "actor_id": by,
        "at": tx.now,
    }
    await tx.execute(insert(RuleChange), row)
    await tx.publish(RulesChanged(community_id))
