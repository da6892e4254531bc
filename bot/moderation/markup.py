"""Text with entities as Telegram HTML, so that what was taken away can be shown again as it looked. Pure."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from bot.i18n.translator import Html, escape
from bot.messages import Entity
from bot.moderation.links import text_span

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
}
_ALONE = ("code", "pre")
"""Nothing else may stand inside them (Bot API, formatting options)."""
_LINK = "text_link"


def html_of(text: str, entities: Sequence[Entity], limit: int) -> Html:
    """`text`, cut to `limit` characters, with those of its entities that a bot may write inside a quote.

    Quotes cannot be nested and custom emoji are not every bot's, so both come out as plain text.
    """
    shown = text if len(text) <= limit else text[: limit - 1] + "…"
    marks = [
        (start, min(end, len(shown)), entity)
        for entity in entities
        if entity.type in _TAGS or (entity.type == _LINK and entity.url)
        for start, end in [text_span(text, entity)]
        if start < min(end, len(shown))
    ]
    edges = sorted({0, len(shown), *(edge for start, end, _ in marks for edge in (start, end))})
    # Entities may overlap, tags may not: every stretch between two edges is wrapped by itself.
    return Html(
        "".join(
            _wrapped(shown[start:end], [entity for first, last, entity in marks if first <= start and end <= last])
            for start, end in pairwise(edges)
        )
    )


def quoted(text: Html) -> Html:
    """HTML as a quote; empty where there is nothing to quote."""
    return Html(f"<blockquote>{text}</blockquote>") if text else Html("")


def _wrapped(text: str, entities: Iterable[Entity]) -> str:
    wrapped: str = escape(text)
    marks = list(entities)
    alone = next((entity for entity in marks if entity.type in _ALONE), None)
    for entity in [alone] if alone is not None else marks:
        if entity.type == _LINK:
            address = escape(entity.url or "").replace('"', "&quot;")
            wrapped = f'<a href="{address}">{wrapped}</a>'
        else:
            wrapped = f"<{_TAGS[entity.type]}>{wrapped}</{_TAGS[entity.type]}>"
    return wrapped
