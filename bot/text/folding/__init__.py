"""The form of a text that words are looked for in, and what a text reads like.

    folded = fold("看 煮 也 加薇")      what only looks different is one: case, widths, scripts, gaps, invisible characters
    reading = read(folded)             what only sounds different is one: 看主页加微; `folded` itself where nothing is read

Both keep the way back: `span(start, end)` of either says where that stands in the text as written. A list of words is
looked for in both, each word folded and read by the same two functions.
"""

from bot.text.folding.folded import Folded, fold
from bot.text.folding.reading import Reading, read
from bot.text.folding.rewrites import Rewrite, Technique

__all__ = ["Folded", "Reading", "Rewrite", "Technique", "fold", "read"]
