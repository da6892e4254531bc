"""What people read of a message, whatever carries it. Pure."""

from collections.abc import Iterator
from typing import Any

from bot.messages import IncomingMessage

MOST_READ = 8192
"""Characters. Telegram's texts end at 4,096; what is longer comes from elsewhere and is not worth the time."""
_DEEPEST = 12
# Fields of rich messages and checklists that hold words, as the Bot API names them.
_WORDY = frozenset(
    {
        "text",
        "title",
        "caption",
        "subtitle",
        "header",
        "footer",
        "question",
        "description",
        "prize_description",
        "credit",
    }
)


def readable(message: IncomingMessage) -> str:
    """Text or caption first, where entities and spans count; then a line each for whatever else shows words.

    Those are polls, contacts, checklists, rich messages, venues, giveaways, games, invoices, names of files, whose story it is,
    the labels of buttons, and the quoted part of a message from another chat. At most `MOST_READ` characters.
    """
    body = message.text or ""
    if body and message.reply_markup is None and message.external_reply is None:
        return body if len(body) <= MOST_READ else body[:MOST_READ]
    return "\n".join([message.body, *filter(None, _beside(message))])[:MOST_READ]


def _beside(message: IncomingMessage) -> Iterator[str]:
    poll = message.poll
    if poll is not None:
        yield poll.question
        yield from (option.text for option in poll.options)
        yield poll.description or ""
        yield poll.explanation or ""
    contact = message.contact
    if contact is not None:
        yield f"{contact.first_name} {contact.last_name or ''}".strip()
        yield contact.phone_number
    for carrier in (
        message.checklist,
        message.rich_message,
        message.venue,
        message.giveaway,
        message.game,
        message.invoice,
    ):
        if carrier is not None:
            yield from words_in(carrier)
    if message.story is not None:
        yield message.story.chat.title or ""
    if message.document is not None:
        # `libtea.so` is a file, not a site.
        yield (message.document.file_name or "").replace(".", " ")
    if message.reply_markup is not None:
        yield from (button.text for row in message.reply_markup.inline_keyboard for button in row)
    if message.external_reply is not None and message.quote is not None:
        yield message.quote.text


def words_in(carrier: Any, depth: int = 0) -> Iterator[str]:
    """The texts of a JSON object that the Bot API nests as it likes, in their order."""
    if depth > _DEEPEST:
        return
    if isinstance(carrier, dict):
        for name, value in carrier.items():
            if isinstance(value, str):
                if name in _WORDY:
                    yield value
            else:
                yield from words_in(value, depth + 1)
    elif isinstance(carrier, list):
        for item in carrier:
            yield from [item] if isinstance(item, str) else words_in(item, depth + 1)


def addresses_in(carrier: Any, depth: int = 0) -> Iterator[str]:
    """The `url` fields of such an object, in their order."""
    if depth > _DEEPEST:
        return
    if isinstance(carrier, dict):
        for name, value in carrier.items():
            if isinstance(value, str):
                if name == "url":
                    yield value
            else:
                yield from addresses_in(value, depth + 1)
    elif isinstance(carrier, list):
        for item in carrier:
            yield from addresses_in(item, depth + 1)
