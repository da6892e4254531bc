"""Sentences from patterns with gaps: `{word}` is filled from a table, some gaps are made up of letters and digits."""

import random
import re
from collections.abc import Mapping, Sequence

_GAP = re.compile(r"\{([^{}]+)\}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"


def filled(pattern: str, tables: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """`pattern` without gaps. `{9}`: so many digits, `{a}`: one to four letters, `{R16}`: so many of both."""

    def fill(gap: re.Match[str]) -> str:
        name = gap[1]
        if name in tables:
            return filled(chance.choice(tables[name]), tables, chance)
        if name.isdigit():
            return chance.choice("123456789") + "".join(chance.choices(_DIGITS, k=int(name) - 1))
        if name == "a":
            return "".join(chance.choices(_LETTERS, k=chance.randint(1, 4)))
        if name == "A":
            return "".join(chance.choices(_LETTERS.upper(), k=chance.randint(2, 3)))
        if name[0] == "R":
            return "".join(chance.choices(_LETTERS + _LETTERS.upper() + _DIGITS, k=int(name[1:])))
        raise KeyError(name)

    return _GAP.sub(fill, pattern)


def several(count: int, patterns: Sequence[str], tables: Mapping[str, Sequence[str]], seed: int) -> list[str]:
    """`count` tries at different sentences, without duplicates, in a fixed order."""
    chance = random.Random(seed)
    return list(dict.fromkeys(filled(chance.choice(patterns), tables, chance) for _ in range(count)))
