"""Names that are advertisements themselves are not repeated by the bot. Pure."""

from functools import lru_cache

from bot.moderation.rules.patterns import Phrases, evidence, forms_of
from bot.text.spam import is_advertising_name

MASK = "＊＊＊"


def shown_name(name: str, ad_words: tuple[str, ...]) -> str:
    """`name`, masked behind its first character where it advertises: by itself, or by a phrase of `ad_words`."""
    if is_advertising_name(name) or evidence(_phrases(ad_words), forms_of(name)):
        return name[:1] + MASK
    return name


@lru_cache(maxsize=64)
def _phrases(ad_words: tuple[str, ...]) -> Phrases:
    return Phrases({0: ad_words})
