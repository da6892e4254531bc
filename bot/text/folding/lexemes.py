"""The lexemes of advertisements, by the sound of their syllables.

`data/lexemes.txt` has the list and its format, `data/pinyin.txt` says how characters sound, `data/emoji.txt` what emoji are
read as. Only syllables of the lexemes are kept in memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import product

import re2

from bot.text.folding import data_files
from bot.text.folding.folded import fold

LETTERS = {"v": ("wei",), "vx": ("wei",), "wx": ("wei",), "vxin": ("wei", "xin"), "p": ("pian",)}
"""Letters that stand for syllables without spelling them, as words of their own."""
FEW = 3
"""Characters at most between two syllables of a lexeme."""
_LOOKED_AT = 3
"""Syllables of a lexeme that make a text worth a closer look."""
_MEMORY = 32 << 20  # bytes, at most, for the automaton
_BRACES = re.compile(r"\{([^}]*)\}")
_SPELLED = re.compile("[a-z]+|.")
_FIRST_CLASS = 0x100
_OPAQUE = "!"


class Kind(StrEnum):
    """What a lexeme does, and so how much it takes to read it."""

    POINTING = "pointing"
    """Sends people to a profile: 看主页."""
    ADDING = "adding"
    """Asks to be added: 加微."""
    REACH = "reach"
    """Names a way to be reached: 私聊."""
    ADS = "ads"
    """Names what is advertised: 兼职."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """`text` as it is read, and other spellings: `also`, of which `words` are ordinary words."""

    text: str
    kind: Kind
    also: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(slots=True)
class Node:
    """A place in the tree of syllables, and the lexemes that end there."""

    following: dict[str, "Node"] = field(default_factory=dict)
    lexemes: list[Lexeme] = field(default_factory=list)


class Lexicon:
    """All lexemes, ready to be looked for. One is made, by `lexicon()`, when the first message is read."""

    def __init__(self) -> None:
        self.root = Node()
        lexemes = list(_lexemes())
        spelled = {one for lexeme in lexemes for one in (lexeme.text, *lexeme.also)}
        self.sounds = _sounds("".join(spelled))
        """Characters and emoji, and the syllables that they are read as."""
        for lexeme in lexemes:
            for path in {self._path(one) for one in (lexeme.text, *lexeme.also)}:
                self._insert(path, lexeme)
        self.syllables = frozenset(one for path in self.sounds.values() for one in path)
        self._classes = {one: chr(_FIRST_CLASS + place) for place, one in enumerate(sorted(self.syllables))}
        self._shadows = _Shadows(self.sounds, self._classes)
        options = re2.Options()
        options.max_mem = _MEMORY
        options.never_capture = True
        self._gate = re2.compile(self._beginnings(self.root, _LOOKED_AT).encode(), options)

    def may_hold(self, text: str) -> bool:
        """Whether `text`, which is folded, sounds like the beginning of a lexeme somewhere. Quick."""
        return self._gate.search(text.translate(self._shadows).encode()) is not None

    def _path(self, spelling: str) -> tuple[str, ...]:
        parts = _SPELLED.findall(spelling)
        return tuple(syllable for part in parts for syllable in (LETTERS.get(part) or self.sounds.get(part) or (part,)))

    def _insert(self, path: tuple[str, ...], lexeme: Lexeme) -> None:
        node = self.root
        for syllable in path:
            node = node.following.setdefault(syllable, Node())
        node.lexemes.append(lexeme)

    def _beginnings(self, node: Node, depth: int) -> str:
        """A pattern of what the lexemes below `node` begin with: up to `depth` syllables, few gaps between them."""
        by_rest: dict[str, list[str]] = {}
        for syllable, following in node.following.items():
            is_enough = depth == 1 or bool(following.lexemes)
            rest = "" if is_enough else self._gap + self._beginnings(following, depth - 1)
            by_rest.setdefault(rest, []).append(syllable)
        alternatives = (self._either(syllables) + rest for rest, syllables in sorted(by_rest.items()))
        return f"(?:{'|'.join(alternatives)})"

    @property
    def _gap(self) -> str:
        return f"[^a-z0-9{_OPAQUE}{chr(_FIRST_CLASS)}-{chr(_FIRST_CLASS + len(self._classes))}]{{0,{FEW}}}"

    def _either(self, syllables: list[str]) -> str:
        known = sorted(one for one in syllables if one in self._classes)
        letters = [letters for letters, path in LETTERS.items() if path[0] in known]
        plus = ["[+]"] if "jia" in known else []
        classes = "".join(map(self._classes.__getitem__, known))
        return f"(?:{'|'.join([f'[{classes}]', *known, *letters, *plus])})"


@cache
def lexicon() -> Lexicon:
    return Lexicon()


class _Shadows(dict[int, str]):
    """For `str.translate`: a text's syllables as one character each, its letters and digits, and where it is neither."""

    def __init__(self, sounds: dict[str, tuple[str, ...]], classes: dict[str, str]) -> None:
        super().__init__({ord(one): "".join(map(classes.__getitem__, path)) for one, path in sounds.items()})

    def __missing__(self, code: int) -> str:
        character = chr(code)
        shadow = character if character.isascii() else (_OPAQUE if character.isalnum() else " ")
        self[code] = shadow
        return shadow


def _lexemes() -> Iterator[Lexeme]:
    kind = Kind.ADS
    for line in data_files.lines("lexemes"):
        if line.startswith("["):
            kind = Kind(line[1:-1])
            continue
        # Spellings are met in folded texts: 嶶 is 微 there.
        texts, _, spellings = line.partition(":")
        also = frozenset(fold(one.removesuffix("!")).text for one in spellings.split())
        words = frozenset(fold(one[:-1]).text for one in spellings.split() if one.endswith("!"))
        for text in texts.split():
            for one in _alternatives(text):
                yield Lexeme(one, kind, also, words)


def _alternatives(text: str) -> Iterator[str]:
    """`{a,b}c` as ac and bc."""
    parts = _BRACES.split(text)
    choices = [part.split(",") if place % 2 else [part] for place, part in enumerate(parts)]
    return ("".join(choice) for choice in product(*choices))


def _sounds(spelled: str) -> dict[str, tuple[str, ...]]:
    wanted = {
        syllable for syllable, characters in data_files.pairs("pinyin") if not set(spelled).isdisjoint(characters)
    }
    sounds: dict[str, tuple[str, ...]] = {
        character: (syllable,)
        for syllable, characters in data_files.pairs("pinyin")
        if syllable in wanted
        for character in characters
    }
    for path, characters in (*data_files.pairs("near"), *data_files.pairs("emoji")):
        sounds |= dict.fromkeys(characters, tuple(path.split("_")))
    return sounds
