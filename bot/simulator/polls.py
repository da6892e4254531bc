"""Votes, and polls that close."""

from typing import Any

import msgspec

from bot.simulator.delivery import push
from bot.simulator.errors import bad_request
from bot.simulator.messages import post_service, without_reply
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


def fresh_poll(telegram: Telegram, question: str, options: list[Json], **settings: Any) -> Json:
    """Bot API: Poll without votes. `options` have `text` and what else a PollOption may; `settings` are Poll's fields."""
    shown = [{"persistent_id": str(number), "voter_count": 0, **option} for number, option in enumerate(options)]
    quiz = settings.get("type") == "quiz"
    return {
        "id": str(5_000_000_000_000_000_000 + telegram.serial()),
        "question": question,
        "options": shown,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": not quiz,
        "members_only": False,
        **settings,
    }


def add_option(telegram: Telegram, poll: Poll, user_id: int, text: str) -> None:
    """Somebody adds an answer. Bot API: Message.poll_option_added, PollOption.added_by_user."""
    refresh(telegram, poll)
    chat = _chat(telegram, poll)
    if poll.fields["is_closed"] or not poll.can_grow or chat is None:
        raise bad_request("POLL_CLOSED" if poll.fields["is_closed"] else "POLL_ADD_OPTION_FORBIDDEN")
    if len(poll.fields["options"]) >= 12:
        raise bad_request("poll can't have more than 12 options")
    added: Json = {"persistent_id": str(len(poll.fields["options"])), "text": text, "voter_count": 0}
    added |= {"added_by_user": telegram.user_json(user_id), "addition_date": telegram.now()}
    poll.fields = {**poll.fields, "options": [*poll.fields["options"], added]}
    _show(telegram, poll)
    news: Json = {"option_persistent_id": added["persistent_id"], "option_text": text}
    message = chat.messages.get(poll.message_id)
    if message is not None:
        news["poll_message"] = without_reply(message.fields)
    post_service(telegram, chat, user_id, {"poll_option_added": news})


def close_poll(telegram: Telegram, poll: Poll, *, manually: bool = False) -> None:
    """End the poll and tell its bot. Bot API: Update.poll, "only … about manually stopped polls and polls, which are
    sent by the bot"; Poll.correct_option_ids, "only for polls in quiz mode which are closed or …"."""
    poll.fields = {**poll.fields, "is_closed": True}
    if poll.correct_option_ids:
        poll.fields |= {"correct_option_ids": poll.correct_option_ids, "correct_option_id": poll.correct_option_ids[0]}
    _show(telegram, poll)
    _announce(telegram, poll)
    chat = _chat(telegram, poll)
    if manually and chat is not None:
        for bot in telegram.bots_in(chat):
            if bot.id != poll.bot_id:
                push(telegram, bot, "poll", msgspec.json.encode(poll.fields), f"poll{poll.id}")


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
    if poll.chat_id in telegram.chats:
        return telegram.chats[poll.chat_id]
    private = [chat for (_, person), chat in telegram.private_chats.items() if person == poll.chat_id]
    return next((chat for chat in private if _holds(chat, poll)), None)


def _holds(chat: Chat, poll: Poll) -> bool:
    message = chat.messages.get(poll.message_id)
    return message is not None and message.poll_id == poll.id
