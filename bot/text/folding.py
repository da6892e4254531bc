"""The form of a text that words are looked for in: one shape for what only looks different.

First layer: compatibility forms (NFKC) and case, invisible characters, gaps between Chinese characters. Positions in the
folded text can be taken back to the original, so that a finding shows what stands there.
"""

import re
import unicodedata

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# A full stop of Chinese text (。) ends a sentence and stays; the dots here stand inside words only to hide them.
_DOTS = ".\u00b7\u2022\u2027\u2219\u22c5\u30fb"
# Spaces and dots between two Chinese characters, spaces between a Chinese one and a letter or digit (加 vx = 加vx).
_GAP = re.compile(rf"(?<=[{_HAN}])[ {_DOTS}]+(?=[{_HAN}])|(?<=[{_HAN}]) +(?=[a-z0-9])|(?<=[a-z0-9]) +(?=[{_HAN}])")
_MAYBE_GAP = re.compile(rf"[ {_DOTS}]")
# Invisible without being of category Cf: variation selectors, keycap, joiner, fillers of Hangul and Braille (Unicode, Default_Ignorable).
_INVISIBLE = frozenset(
    chr(code)
    for first, last in (
        (0x034F, 0x034F),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x20E3, 0x20E3),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFFA0, 0xFFA0),
        (0xE0100, 0xE01EF),
    )
    for code in range(first, last + 1)
)


class Folded:
    """A text (`source`) and its folded form (`text`)."""

    __slots__ = ("_offsets", "source", "text")

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.text = text
        self._offsets: list[int] | None = None

    @property
    def offsets(self) -> list[int]:
        """For each character of `text` the index in `source` that it came from. Found out when it is first asked for."""
        if self._offsets is None:
            self._offsets = _offsets(self.source)
        return self._offsets

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which is not empty, stands in `source`."""
        offsets = self.offsets
        return offsets[start], offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """`text` folded; folding the result again changes nothing."""
    folded = text.translate(_FORMS)
    if _MAYBE_GAP.search(folded):
        folded = _GAP.sub("", folded)
    return Folded(text, folded)


def _offsets(source: str) -> list[int]:
    characters: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(source):
        for piece in _FORMS[ord(character)]:
            characters.append(piece)
            origins.append(index)
    kept: list[int] = []
    position = 0
    for gap in _GAP.finditer("".join(characters)):
        kept += origins[position : gap.start()]
        position = gap.end()
    return kept + origins[position:]


class _Forms(dict[int, str]):
    """The folded form of each character met so far; there are no more than Unicode has."""

    def __missing__(self, code: int) -> str:
        form = self[code] = _form(chr(code))
        return form


def _form(character: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    if plain != character:
        return "".join(map(_form, plain))
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category in ("Zl", "Zp") or character in "\n\r\v\f\x85":
        return "\n"
    return "" if category in ("Cf", "Cc") or character in _INVISIBLE else character


_FORMS = _Forms()
