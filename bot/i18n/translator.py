"""Fluent messages as Telegram HTML. Arguments are escaped here, once, unless they are `Html` already."""

import html
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

from bot.i18n.negotiation import Language

Argument = str | int | float


class Html(str):
    """Text that is safe Telegram HTML already: made by the translator or by `mention` and `bold` below."""

    __slots__ = ()


LONGEST_ARGUMENT = 2000
"""fluent.runtime refuses texts of more than 2,500 characters (MAX_PART_LENGTH); rules and quoted messages are longer."""


class UnknownMessage(KeyError):
    """A key that no locale file has, or one called without an argument it needs."""


class Translator:
    """All messages of all languages, parsed when a language is first spoken (some 2 MB each).

    `only` names one locale file, for work that needs few messages of every language and is then done.
    """

    def __init__(self, locales: Traversable | None = None, *, only: str | None = None) -> None:
        self._locales = locales if locales is not None else files("bot.i18n") / "locales"
        self._only = only
        self._bundles: dict[Language, FluentBundle] = {}

    def text(self, language: Language, key: str, /, **arguments: Argument) -> Html:
        """The message `key` (or `key.attribute`) filled with `arguments`. Raises `UnknownMessage`."""
        bundle = self._bundle(language)
        identifier, _, attribute = key.partition(".")
        if not bundle.has_message(identifier):
            raise UnknownMessage(f"{language}: {key}")
        message = bundle.get_message(identifier)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            raise UnknownMessage(f"{language}: {key}")
        safe = _escaped(arguments)
        long = {f"\ue000{name}\ue001": text for name, text in safe.items() if _is_long(text)}
        value, errors = bundle.format_pattern(pattern, safe | {marker[1:-1]: marker for marker in long})
        if errors:
            raise UnknownMessage(f"{language}: {key}: {errors[0]}")
        filled = str(value)
        for marker, text in long.items():
            filled = filled.replace(marker, text)
        return Html(filled)

    def plain(self, language: Language, key: str, /, **arguments: Argument) -> str:
        """The same as plain text, for button labels and toasts, which are not HTML."""
        return html.unescape(str(self.text(language, key, **arguments)))

    def has(self, language: Language, key: str) -> bool:
        return self._bundle(language).has_message(key.partition(".")[0])

    def _bundle(self, language: Language) -> FluentBundle:
        bundle = self._bundles.get(language)
        if bundle is None:
            # Without isolation marks: Telegram shows them as boxes in some clients, and names are wrapped in tags anyway.
            bundle = FluentBundle([language.value], use_isolating=False)
            for file in sorted((self._locales / language.value).iterdir(), key=lambda file: file.name):
                if file.name == f"{self._only}.ftl" if self._only else file.name.endswith(".ftl"):
                    bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
            self._bundles[language] = bundle
        return bundle


def escape(text: str) -> Html:
    """Any text as HTML that shows it as it is."""
    return Html(html.escape(text, quote=False))


def mention(user_id: int, name: str) -> Html:
    """A name that opens the person's profile; the id where the name shows nothing that could be tapped."""
    shown = isolated(name) if _is_visible(name) else str(user_id)
    return Html(f'<a href="tg://user?id={user_id}">{shown}</a>')


def isolated(name: str, limit: int = 64) -> Html:
    """A name from outside, escaped, cut to `limit` characters, unable to disturb the text around it."""
    flat = " ".join("".join(char for char in name if char not in _DIRECTION_CONTROLS).split())
    short = flat if len(flat) <= limit else flat[: limit - 1] + "…"
    return escape(f"\u2068{short}\u2069" if _has_right_to_left(short) else short)


# Unicode TR9: embeddings, overrides and isolates that a name leaves open would reorder what follows it.
_DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


# Letters and symbols by category that leave a blank: Hangul fillers, the empty Braille cell.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")


@lru_cache(maxsize=4096)
def _is_visible(name: str) -> bool:
    import unicodedata

    return any(char not in _BLANKS and unicodedata.category(char)[0] not in "CZ" for char in name)


@lru_cache(maxsize=4096)
def _has_right_to_left(text: str) -> bool:
    import unicodedata

    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _escaped(arguments: Mapping[str, Argument]) -> dict[str, Any]:
    return {name: _safe(value) for name, value in arguments.items()}


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > LONGEST_ARGUMENT


def _safe(value: Argument) -> Any:
    if isinstance(value, Html):
        return value
    if isinstance(value, str):
        return escape(value)
    # Numbers here are read by machines and typed back by people: case #1234, never #1,234.
    return fluent_number(value, useGrouping=False)
