"""Writes of moderation, by noun."""

from bot.moderation.actions.cards import refresh_card, send_card
from bot.moderation.actions.privacy import follow_chat, forget, forget_ended, move_chat
from bot.moderation.actions.sanctions import ban, delete_by_hand, kick, mute, unban, unmute, unwarn, warn
from bot.moderation.actions.screening import apply_verdict, remove_by_rule
from bot.moderation.actions.undoing import lengthen, note_outcome, repost, undo

__all__ = [
    "apply_verdict",
    "ban",
    "delete_by_hand",
    "follow_chat",
    "forget",
    "forget_ended",
    "kick",
    "lengthen",
    "move_chat",
    "mute",
    "note_outcome",
    "refresh_card",
    "remove_by_rule",
    "repost",
    "send_card",
    "unban",
    "undo",
    "unmute",
    "unwarn",
    "warn",
]
