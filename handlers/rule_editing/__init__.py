"""/rule, /export rules and /import rules: a community's rules, edited in the chat."""

from aiogram import Router
from aiogram.filters import Command

from bot.moderation.rule_buttons import DraftButton, HitButton, RuleButton
from bot.telegram.filters import Captioned, Tapped
from handlers.rule_editing.commands import on_rule
from handlers.rule_editing.comparing import on_hit_button
from handlers.rule_editing.drafts import on_draft_button
from handlers.rule_editing.files import EXPORT, on_import_rules
from handlers.rule_editing.taps import on_rule_button

__all__ = ["EXPORT", "router"]


def router() -> Router:
    router = Router(name="rule_editing")
    router.message.register(on_rule, Command("rule"))
    router.message.register(on_import_rules, Captioned("/import rules"))
    router.callback_query.register(on_rule_button, Tapped(RuleButton))
    router.callback_query.register(on_draft_button, Tapped(DraftButton))
    router.callback_query.register(on_hit_button, Tapped(HitButton))
    return router
