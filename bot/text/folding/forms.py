"""The folded form of one character, whatever stands beside it.

Compatibility forms (NFKC) and case, Latin letters without their accents, simplified Chinese (OpenCC), "Martian" characters,
letters and digits in circles and squares, look-alike Latin letters (Unicode UTS #39). Nothing is left of what is invisible.
"""

import re
import unicodedata
from functools import cache

from bot.text.folding import data_files
from bot.text.folding.rewrites import Technique

# Invisible without being of category Cf: variation selectors, keycap, joiner, fillers of Hangul, Braille and runes (Unicode,
# Default_Ignorable); and marks that are laid upon other letters (大͟量͟) or change an emoji's skin.
_INVISIBLE = re.compile(
    "[\u0300-\u036f\u115f\u1160\u16b0\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2800\u3164\ufe00-\ufe0f"
    "\ufe20-\ufe2f\uffa0\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)
# What every emoji may carry, and what a text editor leaves behind.
_ORDINARY = re.compile(
    "[\ufe0e\ufe0f\u20e3\u200d\ufeff\u200e\u200f\r\x00-\x1f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_FANCY = re.compile(
    "[\u1d00-\u1dbf\u2071-\u209c\u2100-\u214f\u249c-\u24e9\ua730-\ua7ff\U0001d400-\U0001d7ff\U0001f110-\U0001f189]"
)
_LATIN = ("LATIN", "MODIFIER LETTER")
_STROKED = frozenset("ıłøđħŧƀ")  # letters of living languages


class _Forms(dict[int, str]):
    """The folded form of each character met so far; there are no more than Unicode has."""

    def __missing__(self, code: int) -> str:
        form = self[code] = _form(chr(code))
        return form


FORMS = _Forms()
"""For `str.translate`."""


def technique(character: str) -> Technique | None:
    """How `character` hides what it is; None for what ordinary text holds: case, widths, traditional Chinese, emoji, accents."""
    if character in _martian():
        return Technique.MARTIAN
    if not FORMS[ord(character)]:
        return None if _ORDINARY.match(character) else Technique.INVISIBLE
    return (
        Technique.LETTERS if _FANCY.match(character) or (character in _latin() and character not in _STROKED) else None
    )


@cache
def lookalikes() -> dict[str, str]:
    """Letters of any script that look like a Latin one, and which."""
    return {character: letter for letter, characters in data_files.pairs("lookalikes") for character in characters}


def _form(character: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    if plain != character:
        return "".join(map(_form, _out_of_brackets(character, plain)))
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category in ("Zl", "Zp") or character in "\n\r\v\f\x85":
        return "\n"
    if category in ("Cf", "Cc") or _INVISIBLE.match(character):
        return ""
    if character.isascii():
        return character
    if category in ("Nd", "No"):
        return _digits(character)
    other = _base_letter(character) or _enclosed(character) or _latin().get(character) or _chinese().get(character)
    return "".join(map(_form, other)) if other else character


def _out_of_brackets(character: str, plain: str) -> str:
    """⑴ ⒜ ㈠ without brackets, ⒈ without its full stop."""
    if len(plain) > 2 and plain[0] == "(" and plain[-1] == ")":
        return plain[1:-1]
    return plain[:-1] if "\u2488" <= character <= "\u249b" else plain


def _digits(character: str) -> str:
    """ASCII digits of ❶, ➓ or a digit of another script."""
    number = unicodedata.numeric(character, -1)
    return str(int(number)) if number >= 0 and number == int(number) and number < 100 else character


def _base_letter(character: str) -> str:
    """The letter under an accent, where it is a Latin one."""
    letter = unicodedata.normalize("NFKD", character)[0]
    return letter if letter != character and letter.isascii() and letter.isalpha() else ""


def _enclosed(character: str) -> str:
    """The letter in a black circle or square, which NFKC leaves alone."""
    if not "\U0001f150" <= character <= "\U0001f189":
        return ""
    name = unicodedata.name(character, "")
    return name[-1].lower() if " CAPITAL LETTER " in name else ""


@cache
def _latin() -> dict[str, str]:
    return {
        character: letter
        for character, letter in lookalikes().items()
        if unicodedata.name(character, "").startswith(_LATIN) and not character.isupper()
    }


@cache
def _chinese() -> dict[str, str]:
    traditional, simplified = data_files.lines("simplified")
    return dict(zip(traditional, simplified, strict=True)) | _martian()


@cache
def _martian() -> dict[str, str]:
    return {character: meant for meant, characters in data_files.pairs("martian") for character in characters}
