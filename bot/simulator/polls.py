"""Votes, and polls that close."""

import msgspec

from bot.simulator.delivery import push
from bot.simulator.errors import bad_request
from bot.simulator.state import Chat, Json, Poll
from bot.simulator.telegram import Telegram


def vote(telegram: Telegram, poll: Poll, user_id: int, option_ids: list[int]) -> None:
    """Somebody votes, or takes the vote back with no options. Bot API: poll_answer (not anonymous) and poll."""
    refresh(telegram, poll)
    if poll.fields["is_closed"]:
        raise bad_request("POLL_CLOSED")
    if len(option_ids) > 1 and not poll.fields["allows_multiple_answers"]:
        raise bad_request("OPTIONS_TOO_MUCH")
    if not all(0 <= option < len(poll.fields["options"]) for option in option_ids):
        raise bad_request("OPTION_INVALID")
    if user_id in poll.votes and not poll.fields["allows_revoting"]:
        raise bad_request("REVOTE_NOT_ALLOWED")
    if option_ids:
        poll.votes[user_id] = option_ids
    else:
        poll.votes.pop(user_id, None)
    _recount(telegram, poll)
    bot = telegram.bots.get(poll.bot_id or 0)
    if bot is None:
        return
    if not poll.fields["is_anonymous"]:
        answer: Json = {
            "poll_id": poll.id,
            "user": telegram.user_json(user_id),
            "option_ids": option_ids,
            "option_persistent_ids": [str(option) for option in option_ids],
        }
        push(telegram, bot, "poll_answer", msgspec.json.encode(answer), f"poll{poll.id}")
    _announce(telegram, poll)


def close_poll(telegram: Telegram, poll: Poll) -> None:
    """End the poll and tell its bot."""
    poll.fields = {**poll.fields, "is_closed": True}
    _show(telegram, poll)
    _announce(telegram, poll)


def refresh(telegram: Telegram, poll: Poll) -> None:
    """Close a poll whose time is over."""
    if poll.close_at is not None and telegram.time() >= poll.close_at and not poll.fields["is_closed"]:
        close_poll(telegram, poll)


def _recount(telegram: Telegram, poll: Poll) -> None:
    options = [
        {**option, "voter_count": sum(index in chosen for chosen in poll.votes.values())}
        for index, option in enumerate(poll.fields["options"])
    ]
    poll.fields = {**poll.fields, "options": options, "total_voter_count": len(poll.votes)}
    _show(telegram, poll)


def _show(telegram: Telegram, poll: Poll) -> None:
    chat = _chat(telegram, poll)
    message = chat.messages.get(poll.message_id) if chat else None
    if chat is not None and message is not None:
        message.fields = {**message.fields, "poll": poll.fields}
        telegram.changed("edited", chat, message.fields)


def _announce(telegram: Telegram, poll: Poll) -> None:
    bot = telegram.bots.get(poll.bot_id or 0)
    if bot is not None:
        push(telegram, bot, "poll", msgspec.json.encode(poll.fields), f"poll{poll.id}")


def _chat(telegram: Telegram, poll: Poll) -> Chat | None:
    return telegram.chats.get(poll.chat_id) or telegram.private_chats.get((poll.bot_id or 0, poll.chat_id))
