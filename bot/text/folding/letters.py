"""Letters of other scripts among Latin ones (TRХ with a Cyrillic Х), and flags that spell a word (🇻🇽).

They are told by their company: Greek and Russian words stay, and so do flags.
"""

import re
from functools import cache

from bot.text.folding.forms import lookalikes

_GREEK_AND_CYRILLIC = "\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff"
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]+")
_LATIN = re.compile("[a-z]")
_SMALL_GREEK = re.compile("[\u03ac-\u03ce]")
_FIRST_INDICATOR = 0x1F1E6
# ISO 3166-1 codes, as Unicode's emoji data has them: for each first letter the second ones.
_REGIONS = (
    "a:cdefgilmoqrstuwxz b:abdefghijlmnoqrstvwyz c:acdfghiklmnopruvwxyz d:egjkmoz e:aceghrstu f:ijkmor g:abdefghilmnpqrstuwy "
    "h:kmnrtu i:cdelmnoqrst j:emop k:eghimnprwyz l:abcikrstuvy m:acdefghklmnopqrstuvwxyz n:acefgilopruz o:m p:aefghklmnrstwy "
    "q:a r:eosuw s:abcdeghijklmnorstvxyz t:acdfghjklmnortvwz u:agmnsyz v:aceginu w:fs x:k y:et z:amw"
)


def needs_letters(text: str) -> bool:
    """Whether `text`, folded character by character, holds anything to look at here."""
    return _foreign().search(text) is not None or _FLAG.search(text) is not None


def latin_letters(text: str, source_of: list[str], *, has_chinese: bool) -> str:
    """`text` with the same length and its disguised letters Latin. `source_of`: the character each one was folded from.

    A letter is disguised in a word that holds Latin letters too, and in a Chinese text, if every foreign letter there
    looks like a Latin one; small Greek letters only in a word, because they are mathematics. What is decided depends on the folded letters alone, so that folding again changes nothing.
    """
    spelled = list(text)
    for run in _FLAG.finditer(text):
        _spell(spelled, run.start(), run[0])
    text = "".join(spelled)
    characters = list(text)
    small = _small()
    foreign = _foreign().findall(text)
    throughout = has_chinese and all(letter in small for letter in foreign)
    for word in _words().finditer(text):
        inside = _foreign().findall(word[0])
        is_mixed = all(one in small for one in inside) and _LATIN.search(word[0])
        is_mathematics = any(map(_SMALL_GREEK.match, source_of[word.start() : word.end()]))
        if inside and (is_mixed or (throughout and not is_mathematics)):
            for index in range(*word.span()):
                if text[index] in small:
                    characters[index] = lookalikes().get(source_of[index]) or small[text[index]]
    return "".join(characters)


def _spell(characters: list[str], start: int, run: str) -> None:
    letters = "".join(chr(ord("a") + ord(one) - _FIRST_INDICATOR) for one in run)
    index = 0
    while index < len(run):
        if letters[index + 1 : index + 2] and letters[index + 1] in _regions().get(letters[index], ""):
            index += 2
        else:
            characters[start + index] = letters[index]
            index += 1


@cache
def _regions() -> dict[str, str]:
    return {one[0]: one[2:] for one in _REGIONS.split()}


@cache
def _small() -> dict[str, str]:
    """Foreign letters, small, and the Latin letter they look like as a small or else as a capital letter."""
    table = lookalikes()
    capitals = {one.casefold(): letter for one, letter in table.items() if one.isupper()}
    return {one: letter for one, letter in (capitals | table).items() if len(one) == 1 and one == one.casefold()}


@cache
def _foreign() -> re.Pattern[str]:
    others = "".join(one for one in _small() if not one.isascii())
    return re.compile(f"[{_GREEK_AND_CYRILLIC}{re.escape(others)}]")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"[a-z0-9{_foreign().pattern[1:-1]}]+")
