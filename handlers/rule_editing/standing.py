"""The mode of a rule, its record, its end, and the preset around it."""

from bot.errors import UserError
from bot.i18n.translator import Html
from bot.moderation import actions, queries
from bot.moderation.rule_buttons import Act
from bot.moderation.rules.model import Mode
from bot.moderation.rules.precision import LAST, Precision, precision
from bot.moderation.rules.stored import Enacted
from bot.persistence.transaction import Reading, Transaction
from bot.settings import actions as settings
from bot.settings.actions import Source
from handlers.rule_editing import pages, saving
from handlers.rule_editing.desk import Desk, Page, fresh_desk

PRESET = "moderation.preset"


async def precision_of(view: Reading, desk: Desk, one: Enacted) -> Precision:
    """What became of the rule's decisions since its last change."""
    found = await queries.rule_decisions(view, desk.community.id, one.rule.name, one.counted_since, LAST)
    return precision(found)


async def prepare_mode(desk: Desk, one: Enacted, mode: Mode) -> tuple[Html, str]:
    """What has to hold before the rule acts, and what to say when it does. Raises `UserError` where an example fails."""
    shown = desk.text(f"rule-mode-{mode.value}")
    note = desk.text("rule-mode-set", name=one.rule.name, mode=shown)
    own = desk.context.text(f"rule-mode-{mode.value}")
    toast = desk.context.label("rule-mode-set", name=one.rule.name, mode=own)
    if mode is Mode.ENFORCE and one.rule.mode is not Mode.ENFORCE:
        await saving.require_examples(desk, one.rule)
        if failing := await saving.learned_failures(desk, one.rule):
            note = Html(f"{note}\n{desk.text('rule-learned-failing', count=failing)}")
    return note, toast


async def set_mode(tx: Transaction, desk: Desk, one: Enacted, mode: Mode) -> None:
    """Raises `UserError` where the rule has changed since it was seen."""
    done = await actions.set_rule_mode(
        tx, desk.community.id, one.rule, mode, by=desk.context.sender.id, is_preset=one.is_preset
    )
    if done:
        await desk.context.audit(tx, "rule_mode", rule=one.rule.name, mode=mode.value)


async def remove(tx: Transaction, desk: Desk, one: Enacted) -> Page:
    """The page after the removal, from which it can be taken back. Raises `UserError` for a rule of the preset."""
    name = one.rule.name
    if not one.is_own:
        raise UserError("rule-of-preset", name=name)
    await actions.remove_rule(tx, desk.community.id, name, by=desk.context.sender.id)
    await desk.context.audit(tx, "rule_remove", rule=name)
    fresh = await fresh_desk(desk, tx)
    changes = await queries.rule_changes(tx, desk.community.id, name)
    newest = next((change for change in changes if change.rule is not None), None)
    restoring = (
        (desk.button(desk.label("rule-button-restore", version=newest.version), Act.RESTORE, name, newest.id),)
        if newest
        else ()
    )
    back = desk.button(desk.label("button-back"), Act.LIST)
    key = "rule-removed-preset" if one.is_preset else "rule-removed"
    return Page(fresh.text(key, name=name), ((*restoring, back),))


async def choose_preset(tx: Transaction, desk: Desk, preset: str) -> Page:
    """The list under another preset."""
    context = desk.context
    await settings.change(
        tx, context.services.schema, desk.community.id, PRESET, preset, by=context.sender.id, source=Source.CHAT
    )
    fresh = await fresh_desk(desk, tx)
    label = fresh.text(f"setting-moderation-preset.choice-{preset}")
    return pages.list_page(fresh, note=fresh.text("rule-preset-chosen", preset=label))
