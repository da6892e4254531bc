"""Writes of the roster, by noun."""

from bot.membership.actions.administrators import drop_administrators, keep_administrators
from bot.membership.actions.audit import audit
from bot.membership.actions.chats import (
    bind_staff_group,
    ensure_chat,
    move_chat,
    next_number,
    set_bot_standing,
    unbind_staff_group,
)
from bot.membership.actions.members import (
    earn_trust,
    grant_role,
    note_strike,
    record_join,
    record_leave,
    set_slow_until,
    set_strikes,
    set_trust,
)
from bot.membership.actions.messages import (
    RecordedMessage,
    forget_messages_before,
    mark_deleted,
    record_edit,
    record_messages,
)
from bot.membership.actions.people import choose_community, choose_language, forget, mark_reach, meet

__all__ = [
    "RecordedMessage",
    "audit",
    "bind_staff_group",
    "choose_community",
    "choose_language",
    "drop_administrators",
    "earn_trust",
    "ensure_chat",
    "forget",
    "forget_messages_before",
    "grant_role",
    "keep_administrators",
    "mark_deleted",
    "mark_reach",
    "meet",
    "move_chat",
    "next_number",
    "note_strike",
    "record_edit",
    "record_join",
    "record_leave",
    "record_messages",
    "set_bot_standing",
    "set_slow_until",
    "set_strikes",
    "set_trust",
    "unbind_staff_group",
]
