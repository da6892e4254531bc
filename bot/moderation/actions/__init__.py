"""Writes of moderation, by noun."""

from bot.moderation.actions.cards import refresh_card, send_card
from bot.moderation.actions.privacy import follow_chat, forget, forget_ended, move_chat
from bot.moderation.actions.rules import (
    add_rule,
    add_rule_example,
    forget_old_findings,
    judge_rule_hit,
    keep_rule_draft,
    note_rule_hits,
    remove_rule,
    save_rule,
    set_rule_mode,
    take_rule_draft,
)
from bot.moderation.actions.sanctions import ban, delete_by_hand, kick, mute, unban, unmute, unwarn, warn
from bot.moderation.actions.screening import apply_verdict, remove_by_rule
from bot.moderation.actions.undoing import lengthen, note_outcome, repost, shorten, undo

__all__ = [
    "add_rule",
    "add_rule_example",
    "apply_verdict",
    "ban",
    "delete_by_hand",
    "follow_chat",
    "forget",
    "forget_ended",
    "forget_old_findings",
    "judge_rule_hit",
    "keep_rule_draft",
    "kick",
    "lengthen",
    "move_chat",
    "mute",
    "note_outcome",
    "note_rule_hits",
    "refresh_card",
    "remove_by_rule",
    "remove_rule",
    "repost",
    "save_rule",
    "send_card",
    "shorten",
    "set_rule_mode",
    "take_rule_draft",
    "unban",
    "undo",
    "unmute",
    "unwarn",
    "warn",
]
