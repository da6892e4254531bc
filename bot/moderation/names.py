"""Names that are advertisements themselves are not repeated by the bot. Pure."""

import re
from functools import lru_cache

from bot.moderation.rules.patterns import Phrases, evidence, forms_of, wordings

_ADDRESS = re.compile(
    r"https?://|t\.me/|@[a-z0-9_]{4,}|[a-z0-9-]+\.(?:com|net|org|cn|cc|me|top|vip|xyz|io)(?![a-z0-9])"
)
MASK = "＊＊＊"


def shown_name(name: str, ad_words: tuple[str, ...]) -> str:
    """`name`, masked behind its first character where it advertises: a phrase of `ad_words`, an address or a handle."""
    forms = forms_of(name)
    if _ADDRESS.search(forms[0].text) or evidence(_phrases(ad_words), forms):
        return name[:1] + MASK
    return name


@lru_cache(maxsize=64)
def _phrases(ad_words: tuple[str, ...]) -> Phrases:
    return Phrases({0: wordings(ad_words)})
