"""From typed text to a stored rule: examples, replay, effect; only then it may be enabled."""

import asyncio
from collections.abc import Sequence

from bot.errors import UserError
from bot.membership import queries as roster
from bot.messages import UserId
from bot.moderation import actions, queries
from bot.moderation.rules.editing import PREFIXES, UNNAMED, condition_of, edited, new_rule
from bot.moderation.rules.model import Condition, Mode, Rule
from bot.moderation.rules.replay import Replay, failed_examples
from bot.moderation.rules.stored import Act as Change
from bot.moderation.rules.stored import with_examples
from bot.persistence.transaction import Transaction
from handlers.rule_editing import pages
from handlers.rule_editing.desk import Desk, Page, fresh_desk
from handlers.rule_editing.replaying import replay


async def add(desk: Desk, kind: str, text: str) -> None:
    """`/rule add words …` and its like."""
    rule = new_rule(condition_of(kind, text))
    found, names = await tried(desk, rule)
    async with desk.context.begin() as tx:
        await desk.answer(tx, await _store_new(tx, desk, rule, PREFIXES[kind], found, names))


async def add_chosen(desk: Desk, draft_id: int, words: Sequence[str], domains: Sequence[str]) -> None:
    """A rule from what was chosen of a draft; the message with the buttons becomes the answer."""
    conditions = [Condition(words=tuple(words))] if words else []
    conditions += [Condition(domains=tuple(domains))] if domains else []
    rule = new_rule(*conditions)
    found, names = await tried(desk, rule)
    async with desk.context.begin() as tx:
        await actions.take_rule_draft(tx, draft_id)
        await desk.show(tx, await _store_new(tx, desk, rule, "w" if words else "d", found, names))


async def edit(desk: Desk, name: str, field: str, text: str) -> None:
    """`/rule edit NAME …`: the next version."""
    one = desk.find(name)
    rule = edited(one.rule, field, text)
    if rule == one.rule:
        raise UserError("rule-unchanged", name=name)
    await require_examples(desk, rule)
    found, names = await tried(desk, rule)
    seen = one.rule.version if one.is_own else None
    async with desk.context.begin() as tx:
        stored = await actions.save_rule(
            tx, desk.community.id, rule, Change.EDITED, by=desk.context.sender.id, seen=seen
        )
        await desk.context.audit(tx, "rule_edit", rule=name, version=stored.version)
        key = "rule-edited-acting" if stored.mode is Mode.ENFORCE else "rule-edited"
        await desk.answer(tx, pages.new_page(await fresh_desk(desk, tx), stored, found, names, key))


async def require_examples(desk: Desk, rule: Rule) -> None:
    """Raises `UserError` that names the first example which `rule` fails."""
    missed, found = await asyncio.to_thread(_failed, desk, rule)
    for key, texts in (("rule-example-missed", missed), ("rule-example-hit", found)):
        if texts:
            raise UserError(key, name=rule.name, text=pages.short(texts[0]), count=len(texts))


async def learned_failures(desk: Desk, rule: Rule) -> int:
    """How many messages that staff took back before the rule would still find."""
    async with desk.context.services.database.read() as view:
        taught = (await queries.rule_examples(view, desk.community.id)).get(rule.name, [])
    _, found = await asyncio.to_thread(_failed, desk, with_examples(rule, taught))
    return len(found)


async def tried(desk: Desk, rule: Rule) -> tuple[Replay, dict[UserId, str]]:
    """A replay, and the names that its samples need."""
    found = await replay(desk, rule)
    return found, await names_of(desk, pages.people_of(found.samples))


async def names_of(desk: Desk, people: set[UserId]) -> dict[UserId, str]:
    if not people:
        return {}
    async with desk.context.services.database.read() as view:
        return {one.user_id: one.name for one in await roster.people(view, people)}


async def _store_new(
    tx: Transaction, desk: Desk, rule: Rule, prefix: str, found: Replay, names: dict[UserId, str]
) -> Page:
    stored = await actions.add_rule(tx, desk.community.id, rule, prefix, by=desk.context.sender.id)
    await desk.context.audit(tx, "rule_add", rule=stored.name)
    return pages.new_page(await fresh_desk(desk, tx), stored, found, names, "rule-added")


def _failed(desk: Desk, rule: Rule) -> tuple[list[str], list[str]]:
    if rule.name == UNNAMED and not (rule.examples.must_hit or rule.examples.must_miss):
        return [], []
    local = desk.context.services.clock.now().astimezone(desk.community.zone)
    return failed_examples(rule, desk.allowed_domains, desk.lists, local)
