"""The bot's account at Telegram: token, webhook or polling, privacy mode, joining groups, rights in each group."""

from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from bot.doctor.findings import Finding, bad, good
from bot.membership.queries import ChatView
from bot.telegram.failures import Failure, TelegramFailure

RIGHTS: Mapping[str, str] = {
    "can_delete_messages": "delete messages",
    "can_restrict_members": "ban users",
    "can_invite_users": "invite users via link",
    "can_pin_messages": "pin messages",
}
"""What the bot needs in a group, as the Bot API and as Telegram's own screens name it."""
MANY_PENDING = 1000
RECENT_ERROR = 3600  # seconds; Telegram never clears the last error
MOST_CHATS = 200
"""Groups that are asked about: one call each."""


class Call(Protocol):
    """A Bot API method. Raises `TelegramFailure`."""

    async def __call__(self, method: str, **parameters: Any) -> Any: ...


async def token(call: Call) -> tuple[Finding, Mapping[str, Any] | None]:
    """The finding, and getMe's answer where there is one."""
    try:
        me = await call("getMe")
    except TelegramFailure as failure:
        return _no_answer(failure), None
    return good("token", f"@{me.get('username')} ({me.get('first_name')}, id {me.get('id')})"), me


def _no_answer(failure: TelegramFailure) -> Finding:
    # A malformed token answers 404 (Client.cpp of tdlib/telegram-bot-api).
    if failure.kind is Failure.UNAUTHORIZED or failure.code == 404:
        return bad("token", "Telegram refuses BOT_TOKEN", "copy it again from @BotFather (/mybots, API Token)")
    if failure.kind in (Failure.NETWORK, Failure.SERVER):
        return bad(
            "token",
            f"no answer from the Bot API ({failure.description})",
            "check the network, a needed proxy, and TELEGRAM_API_URL",
        )
    return bad("token", f"getMe failed: {failure.description}", "try again in a minute")


async def webhook(call: Call, own_url: str | None, now: datetime) -> AsyncIterator[Finding]:
    """Whether updates come the way the configuration says, and whether they pile up."""
    try:
        info = await call("getWebhookInfo")
    except TelegramFailure as failure:
        yield bad("updates", f"getWebhookInfo failed: {failure.description}", "try again in a minute")
        return
    yield _way(str(info.get("url") or ""), own_url)
    pending = int(info.get("pending_update_count") or 0)
    if pending > MANY_PENDING:
        yield bad("backlog", f"{pending:,} updates wait at Telegram", "start the bot; if it runs, look at its log")
    else:
        yield good("backlog", f"{pending} updates wait at Telegram")
    failed_at = int(info.get("last_error_date") or 0)
    if own_url and now.timestamp() - failed_at < RECENT_ERROR:
        yield bad(
            "delivery",
            f"Telegram's last try failed: {info.get('last_error_message')}",
            "make WEBHOOK_URL reachable: certificate, proxy to LISTEN, firewall",
        )


def _way(set_url: str, own_url: str | None) -> Finding:
    # Only the host is shown: some people keep a secret in the path.
    host = urlsplit(set_url).hostname
    if own_url is None:
        if not set_url:
            return good("updates", "by polling; no webhook is set")
        return bad(
            "updates",
            f"a webhook at {host} takes the updates, polling gets none",
            "stop the other bot, or set WEBHOOK_URL; a polling bot removes the webhook at its start",
        )
    if set_url == own_url:
        return good("updates", f"by webhook at {host}")
    if not set_url:
        return bad("updates", "no webhook is set", "start the bot, which sets it")
    return bad("updates", f"the webhook is at {host}, not at WEBHOOK_URL", "start this bot, or stop the other one")


def joining(me: Mapping[str, Any]) -> Finding:
    """Whether the bot may be added to groups."""
    if me.get("can_join_groups", True):
        return good("joining groups", "allowed")
    return bad("joining groups", "the bot may not be added to groups", "@BotFather: /setjoingroups, Enable")


def privacy(me: Mapping[str, Any], *, is_administrator_everywhere: bool) -> Finding:
    """Privacy mode hides plain messages, except in groups where the bot is an administrator."""
    if me.get("can_read_all_group_messages"):
        return good("privacy mode", "off, the bot sees all messages")
    if is_administrator_everywhere:
        return good("privacy mode", "on, but the bot is an administrator in each of its groups and sees all messages")
    return bad(
        "privacy mode",
        "on: where the bot is no administrator it sees commands only",
        "make it an administrator, or @BotFather: /setprivacy, Disable, then add it to the group again",
    )


async def standings(call: Call, bot_id: int, chats: Iterable[ChatView]) -> list[tuple[ChatView, Mapping[str, Any]]]:
    """The bot's own ChatMember in each chat, asked now; status `unknown` with the reason where Telegram does not say."""
    found: list[tuple[ChatView, Mapping[str, Any]]] = []
    for chat in chats:
        try:
            member = await call("getChatMember", chat_id=chat.chat_id, user_id=bot_id)
        except TelegramFailure as failure:
            is_gone = failure.kind is Failure.KICKED
            member = {"status": "left" if is_gone else "unknown", "description": failure.description}
        found.append((chat, member))
    return found


def rights(chat: ChatView, member: Mapping[str, Any]) -> Finding:
    """What the bot may do in a group that it knows."""
    name = f"group {chat.title or chat.chat_id}"
    match member.get("status"):
        case "left" | "kicked":
            return good(name, "the bot is no longer there")
        case "unknown":
            return bad(name, f"Telegram does not say: {member.get('description')}", "try again in a minute")
        case "administrator":
            lacking = [words for right, words in _needed(chat).items() if not member.get(right)]
            if lacking:
                return bad(name, f"lacks: {', '.join(lacking)}", "grant them in the group's administrator list")
            return good(name, "all rights")
        case _:
            return bad(name, "the bot is no administrator", "make it one in the group's settings")


def _needed(chat: ChatView) -> Mapping[str, str]:
    if chat.purpose == "group":
        return RIGHTS
    return {"can_manage_topics": "manage topics"} if chat.is_forum else {}
