"""What the buttons of rules do."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import UserError
from bot.i18n.translator import Html
from bot.moderation.rule_buttons import Act, RuleButton, rule_token
from bot.moderation.rules.model import Mode
from bot.moderation.rules.presets import PRESETS
from bot.persistence.transaction import Transaction
from handlers.context import Context
from handlers.rule_editing import pages, saving, standing
from handlers.rule_editing.comparing import comparison_page
from handlers.rule_editing.desk import Desk, Page, fresh_desk, tapped_desk
from handlers.rule_editing.history import history, restore


async def on_rule_button(context: Context, button: RuleButton) -> None:
    await _TAPS[button.act](await tapped_desk(context, button.community), button)


async def _list(desk: Desk, button: RuleButton) -> None:
    await _show(desk, pages.list_page(desk, button.number))


async def _rule(desk: Desk, button: RuleButton) -> None:
    one = desk.tapped(button.rule)
    async with desk.context.begin() as tx:
        await desk.show(tx, pages.rule_page(desk, one, await standing.precision_of(tx, desk, one)))
    await desk.context.toast("")


async def _mode(desk: Desk, button: RuleButton) -> None:
    one = desk.tapped(button.rule)
    if button.value not in list(Mode):
        raise UserError("refused-button-old")
    mode = Mode(button.value)
    if one.rule.version != button.number:
        raise UserError("rule-changed-meanwhile", name=one.rule.name)
    note, toast = await standing.prepare_mode(desk, one, mode)
    async with desk.context.begin() as tx:
        await standing.set_mode(tx, desk, one, mode)
        fresh = await fresh_desk(desk, tx)
        await desk.show(tx, await _page_of(tx, fresh, one.rule.name, note))
    await desk.context.toast(toast)


async def _test(desk: Desk, button: RuleButton) -> None:
    one = desk.tapped(button.rule)
    await desk.context.toast(desk.context.label("rule-replaying"))
    found, names = await saving.tried(desk, one.rule)
    async with desk.context.begin() as tx:
        await desk.show(tx, pages.test_page(desk, one, found, names))


async def _compare(desk: Desk, button: RuleButton) -> None:
    one = desk.tapped(button.rule)
    await desk.context.toast(desk.context.label("rule-replaying"))
    page = await comparison_page(desk, one, button.number)
    async with desk.context.begin() as tx:
        await desk.show(tx, page)


async def _history(desk: Desk, button: RuleButton) -> None:
    await _show(desk, await history(desk, desk.tapped(button.rule).rule.name))


async def _remove(desk: Desk, button: RuleButton) -> None:
    one = desk.tapped(button.rule)
    async with desk.context.begin() as tx:
        await desk.show(tx, await standing.remove(tx, desk, one))
    await desk.context.toast(desk.context.label("rule-removed", name=one.rule.name))


async def _presets(desk: Desk, _: RuleButton) -> None:
    await _show(desk, pages.presets_page(desk))


async def _preset(desk: Desk, button: RuleButton) -> None:
    if button.value not in PRESETS:
        raise UserError("refused-button-old")
    async with desk.context.begin() as tx:
        await desk.show(tx, await standing.choose_preset(tx, desk, button.value))
    preset = desk.context.label(f"setting-moderation-preset.choice-{button.value}")
    await desk.context.toast(desk.context.label("rule-preset-chosen", preset=preset))


_TAPS: Mapping[Act, Callable[[Desk, RuleButton], Awaitable[None]]] = {
    Act.LIST: _list,
    Act.SHOW: _rule,
    Act.MODE: _mode,
    Act.TEST: _test,
    Act.COMPARE: _compare,
    Act.HISTORY: _history,
    Act.RESTORE: restore,
    Act.REMOVE: _remove,
    Act.PRESETS: _presets,
    Act.PRESET: _preset,
}


async def _show(desk: Desk, page: Page) -> None:
    async with desk.context.begin() as tx:
        await desk.show(tx, page)
    await desk.context.toast("")


async def _page_of(tx: Transaction, desk: Desk, name: str, note: Html) -> Page:
    one = desk.tapped(rule_token(name))
    return pages.rule_page(desk, one, await standing.precision_of(tx, desk, one), note)
