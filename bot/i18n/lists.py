"""Several things in one sentence."""

from collections.abc import Iterable

from bot.i18n.negotiation import Language
from bot.i18n.translator import Html, Translator


def listed(translator: Translator, language: Language, items: Iterable[Html]) -> Html:
    """“甲、乙、丙”, “a, b, c”."""
    return Html(translator.text(language, "list-separator").join(items))
