"""What ordinary Chinese is made of: characters that people know, and words of two of them."""

from functools import cache

from bot.text.folding import data_files


@cache
def _followers() -> dict[str, str]:
    return dict(data_files.pairs("words"))


def is_word(first: str, second: str) -> bool:
    """Whether two characters are a word of ordinary Chinese (jieba's dictionary)."""
    return bool(first) and bool(second) and second in _followers().get(first, "")


def words_with(character: str) -> int:
    """How many words begin with `character`: the fewer, the rarer it is."""
    return len(_followers().get(character, ""))


@cache
def is_common(character: str) -> bool:
    """Whether `character` is of the first level of GB 2312: 3,755 characters, nearly everything that is ever written."""
    try:
        encoded = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(encoded) == 2 and 0xB0 <= encoded[0] <= 0xD7
