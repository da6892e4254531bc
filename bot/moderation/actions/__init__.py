"""Writes of moderation, by noun."""

from bot.moderation.actions.alarms import lift_suspension, suspend_bans, watch_bans
from bot.moderation.actions.appeals import (
    decide_appeal,
    follow_chat_of_appeals,
    forget_in_appeals,
    make_appeal,
    send_appeal_card,
    send_waiting_appeals,
    settle_appeal_of_undone,
)
from bot.moderation.actions.cards import refresh_card, send_card
from bot.moderation.actions.endings import settle_ended
from bot.moderation.actions.holds import drop_held, drop_if_waiting, expire_holds, hold_message
from bot.moderation.actions.notices import public_appeal_link, tell_member, tell_of_rule
from bot.moderation.actions.privacy import follow_chat, forget, forget_ended, move_chat
from bot.moderation.actions.proposals import confirm_ban, propose_ban
from bot.moderation.actions.reports import (
    decide_report,
    follow_chat_of_reports,
    forget_in_reports,
    forget_old_reports,
    make_report,
    right_lost_until,
    send_report_card,
    send_waiting_reports,
)
from bot.moderation.actions.rule_precision import review_rule
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
from bot.moderation.actions.sanctions import (
    ban,
    delete_by_hand,
    delete_message,
    kick,
    mute,
    slow_lane,
    unban,
    unmute,
    unslow,
    unwarn,
    warn,
)
from bot.moderation.actions.screening import carry_out, remove_part
from bot.moderation.actions.sweeping import clear, purge
from bot.moderation.actions.undoing import lengthen, note_outcome, repost, shorten, undo

__all__ = [
    "add_rule",
    "add_rule_example",
    "ban",
    "carry_out",
    "clear",
    "confirm_ban",
    "decide_appeal",
    "decide_report",
    "delete_by_hand",
    "drop_held",
    "drop_if_waiting",
    "expire_holds",
    "follow_chat",
    "follow_chat_of_appeals",
    "follow_chat_of_reports",
    "forget",
    "forget_ended",
    "forget_in_appeals",
    "forget_in_reports",
    "forget_old_findings",
    "forget_old_reports",
    "hold_message",
    "judge_rule_hit",
    "keep_rule_draft",
    "kick",
    "lengthen",
    "lift_suspension",
    "make_appeal",
    "make_report",
    "move_chat",
    "mute",
    "note_outcome",
    "note_rule_hits",
    "propose_ban",
    "public_appeal_link",
    "purge",
    "refresh_card",
    "remove_part",
    "remove_rule",
    "repost",
    "review_rule",
    "right_lost_until",
    "save_rule",
    "send_appeal_card",
    "send_card",
    "send_report_card",
    "send_waiting_appeals",
    "send_waiting_reports",
    "set_rule_mode",
    "settle_appeal_of_undone",
    "settle_ended",
    "shorten",
    "slow_lane",
    "suspend_bans",
    "take_rule_draft",
    "tell_member",
    "unban",
    "undo",
    "unmute",
    "unslow",
    "unwarn",
    "warn",
    "watch_bans",
]
