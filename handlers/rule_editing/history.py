"""Who changed a rule when, and earlier versions brought back."""

from msgspec.structs import replace

from bot.errors import UserError
from bot.membership import queries as roster
from bot.moderation import actions, queries
from bot.moderation.rule_buttons import RuleButton, rule_token
from bot.moderation.rules.editing import checked
from bot.moderation.rules.model import Mode
from bot.moderation.rules.stored import Act as Change
from handlers.rule_editing import pages, saving
from handlers.rule_editing.desk import Desk, Page, fresh_desk


async def history(desk: Desk, name: str) -> Page:
    """Raises `UserError` for a rule that the community never changed."""
    async with desk.context.services.database.read() as view:
        changes = await queries.rule_changes(view, desk.community.id, name)
        people = await roster.people(view, {one.actor_id for one in changes if one.actor_id is not None})
    if not changes:
        if any(one.rule.name == name for one in desk.rules):
            raise UserError("rule-never-changed", name=name)
        raise UserError("rule-unknown", name=name[:40])
    return pages.history_page(desk, name, changes, {one.user_id: one.name for one in people})


async def restore(desk: Desk, button: RuleButton) -> None:
    """Make an earlier version the next one, observed at first; its effect is shown."""
    context = desk.context
    async with context.services.database.read() as view:
        change = await queries.rule_change(view, desk.community.id, button.number)
    if change is None or change.rule is None or rule_token(change.name) != button.rule:
        raise UserError("refused-button-old")
    mode = Mode.OBSERVE if change.rule.mode is Mode.ENFORCE else change.rule.mode
    rule = checked(replace(change.rule, mode=mode))
    await saving.require_examples(desk, rule)
    await context.toast(context.label("rule-replaying"))
    found, names = await saving.tried(desk, rule)
    async with context.begin() as tx:
        stored = await actions.save_rule(tx, desk.community.id, rule, Change.RESTORED, by=context.sender.id)
        await context.audit(tx, "rule_restore", rule=stored.name, version=change.version)
        await desk.show(tx, pages.new_page(await fresh_desk(desk, tx), stored, found, names, "rule-restored"))
