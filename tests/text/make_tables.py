"""Make the tables of `bot/text/folding/data` that come from other people's data.

    python -m tests.text.make_tables        in an environment with OpenCC, pypinyin, jieba and confusable-homoglyphs

Written are `simplified.txt` (OpenCC, Apache-2.0), `lookalikes.txt` (Unicode UTS #39), `pinyin.txt` (pypinyin, MIT) and
`words.txt` (jieba's dictionary, MIT). The other tables are own lists and are edited by hand.
"""

import json
import unicodedata
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).parents[2] / "bot" / "text" / "folding" / "data"
LEAST_FREQUENT = 3
"""Of jieba's words, by its own counts: what is rarer is as a rule a name or a slip."""
OWN = {
    # Small letters that UTS #39 leaves apart and that stand for Latin ones all the same, and Latin letters with strokes.
    **dict(zip("вкмнтукτηωμ", "bkmhtykthwm", strict=True)),
    **dict(zip("ıłøđħŧƀ", "ilodhtb", strict=True)),
}


def main() -> None:
    write(
        "simplified", "OpenCC (Apache-2.0): t2s, else tw2s, hk2s and jp2t for characters outside GB 2312", simplified()
    )
    write("lookalikes", "Unicode UTS #39 confusables, by confusable-homoglyphs", lookalikes())
    write("pinyin", "pypinyin (MIT), first reading, without tones", pinyin())
    write("words", "jieba's dictionary (MIT), words of two characters", words())


def write(name: str, source: str, lines: list[str]) -> None:
    (DATA / f"{name}.txt").write_text(f"# Source: {source}\n" + "\n".join(lines) + "\n", encoding="utf-8")


def simplified() -> list[str]:
    """Two lines: characters, and what they become."""
    from opencc import OpenCC

    ways = [OpenCC(way) for way in ("t2s", "tw2s", "hk2s")]
    to_traditional = OpenCC("jp2t")
    pairs = []
    for code in (*range(0x3400, 0xA000), *range(0x20000, 0x323B0)):
        character = chr(code)
        forms = (way.convert(character) for way in ways)
        form = next((one for one in forms if one != character), character)
        if form == character and not is_known(character):
            form = ways[0].convert(to_traditional.convert(character))
        if form != character and len(form) == 1:
            pairs.append((character, form))
    return ["".join(one) for one in zip(*pairs, strict=True)]


def is_known(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def lookalikes() -> list[str]:
    """`letter characters`: the ASCII letter, then what looks like it, of any script."""
    from confusable_homoglyphs import confusables

    table = json.loads(Path(str(confusables.__file__)).with_name("confusables.json").read_text())
    found: dict[str, str] = {}
    for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ":
        for other in table.get(letter, ()):
            character = other["c"]
            if len(character) == 1 and not character.isascii() and is_letter(character):
                found.setdefault(character, "i" if letter == "l" and is_big_i(other["n"]) else letter.lower())
    found |= OWN
    by_letter = defaultdict(list)
    for character, letter in sorted(found.items()):
        by_letter[letter].append(character)
    return [f"{letter} {''.join(characters)}" for letter, characters in sorted(by_letter.items())]


def is_letter(character: str) -> bool:
    """A letter that NFKC does not turn into an ASCII one anyway."""
    category = unicodedata.category(character)
    return category in ("Lu", "Ll", "Lo") and not unicodedata.normalize("NFKC", character).isascii()


def is_big_i(name: str) -> bool:
    return name.endswith((" I", " IOTA", " PALOCHKA", "BYELORUSSIAN-UKRAINIAN I"))


def pinyin() -> list[str]:
    """`syllable characters`, of characters that folding leaves as they are."""
    from pypinyin import Style
    from pypinyin import pinyin as read

    by_syllable = defaultdict(list)
    folded_away = set(simplified()[0])
    for character in map(chr, (0x3007, *range(0x4E00, 0xA000))):
        if character in folded_away:
            continue
        syllable = read(character, style=Style.NORMAL, errors="ignore")
        if syllable and syllable[0][0].isascii() and syllable[0][0].isalpha():
            by_syllable[syllable[0][0]].append(character)
    return [f"{syllable} {''.join(characters)}" for syllable, characters in sorted(by_syllable.items())]


def words() -> list[str]:
    """First characters, each with the second characters of its words."""
    followers = defaultdict(set)
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if len(word) == 2 and int(count) >= LEAST_FREQUENT and all("\u4e00" <= one <= "\u9fff" for one in word):
            followers[word[0]].add(word[1])
    return [f"{first} {''.join(sorted(seconds))}" for first, seconds in sorted(followers.items())]


if __name__ == "__main__":
    main()
