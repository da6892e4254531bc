"""How well copies of adverts are told from talk: `python -m tests.bench.similarity LABELLED.jsonl[.gz]`.

The file holds JSON lines with `text` and `label` (spam | ham). Of each advert a copy is made with other digits, emoji, a
handle and, half the time, a word more; of talk the texts are counted that have a different text for a twin. SimHash of 64 bits
over the same pairs of characters stands beside it.
"""

import gzip
import hashlib
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from bot.text import similarity
from bot.text.folding import fold
from bot.text.similarity import Signature, likeness, signature

ADVERTS, TALK = 2_000, 2_000
INDEXES = (0.4, 0.5, 0.6, 0.7, 0.8)
DISTANCES = (3, 6, 8, 10, 12, 14, 16)
_EMOJI = "😀🔥💰🌹✨👉📣🎁💎🚀"
_WORDS = ("啊", "哦", "速来", "好消息", "今日", "哈", "吧", "最新")


def copied(text: str, dice: random.Random) -> str:
    """The same advert as its author would send it from the next account."""
    text = "".join(dice.choice("0123456789") if character.isdigit() else character for character in text)
    for _ in range(dice.randint(1, 4)):
        at = dice.randint(0, len(text))
        text = text[:at] + dice.choice(_EMOJI) * dice.randint(1, 2) + text[at:]
    text += dice.choice((" @", "  t.me/", "✈️@")) + "".join(dice.choice("abcdefghij0123") for _ in range(8))
    if dice.random() < 0.5:
        at = dice.randint(0, len(text) // 2)
        text = text[:at] + dice.choice(_WORDS) + text[at:]
    return text


def simhash(text: str) -> int:
    """64 bits over the pairs of characters of a folded text, what changes from copy to copy left out."""
    text = similarity._CHANGING.sub("", text)
    weights = [0] * 64
    for at in range(max(1, len(text) - 1)):
        hashed = int.from_bytes(hashlib.blake2b(text[at : at + 2].encode(), digest_size=8).digest())
        for bit in range(64):
            weights[bit] += 1 if hashed >> bit & 1 else -1
    return sum(1 << bit for bit in range(64) if weights[bit] > 0)


def twins(signatures: Sequence[Signature], least: float) -> int:
    """How many have another text that is alike but not the same."""
    by_key: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(signatures):
        for key in one.keys:
            by_key[key].append(number)
    pairs = {pair for numbers in by_key.values() for pair in combinations(numbers, 2)}
    return len(
        {
            number
            for pair in pairs
            if signatures[pair[0]] != signatures[pair[1]]
            and likeness(signatures[pair[0]], signatures[pair[1]]) >= least
            for number in pair
        }
    )


def main(path: Path) -> None:
    written = path.read_bytes()
    lines = (gzip.decompress(written) if path.suffix == ".gz" else written).decode().splitlines()
    rows = [json.loads(line) for line in lines]
    dice = random.Random(1)
    adverts = [row["text"] for row in rows if row["label"] == "spam" and 12 <= len(row["text"]) <= 200]
    talk = [row["text"] for row in rows if row["label"] == "ham" and 8 <= len(row["text"]) <= 200]
    adverts = dice.sample(adverts, min(ADVERTS, len(adverts)))
    talk = dice.sample(talk, min(TALK, len(talk)))
    copies = [copied(text, dice) for text in adverts]
    near = [
        likeness(signature(fold(one).text), signature(fold(other).text))
        for one, other in zip(adverts, copies, strict=True)
    ]
    signatures = [signature(fold(text).text) for text in talk]
    for least in INDEXES:
        found = sum(index >= least for index in near) / len(near)
        print(
            f"index ≥ {least}: {found:.3f} of copies found, {twins(signatures, least)} of {len(talk)} talk with a twin"
        )
    hashes = [
        (simhash(fold(one).text) ^ simhash(fold(other).text)).bit_count()
        for one, other in zip(adverts, copies, strict=True)
    ]
    talked = [simhash(fold(text).text) for text in talk]
    for most in DISTANCES:
        found = sum(distance <= most for distance in hashes) / len(hashes)
        near_talk = {n for (n, a), (_, b) in combinations(enumerate(talked), 2) if 0 < (a ^ b).bit_count() <= most}
        print(f"SimHash ≤ {most}: {found:.3f} of copies found, {len(near_talk)} of {len(talked)} talk with a twin")
    folded = [fold(text).text for text in talk if 30 <= len(text) <= 50]
    begun = time.perf_counter()
    for text in folded:
        signature(text)
    print(f"{(time.perf_counter() - begun) / len(folded) * 1e6:.1f} µs a signature of 30 to 50 characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
