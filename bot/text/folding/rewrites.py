"""What was written otherwise than it is read, for people to see."""

from dataclasses import dataclass
from enum import StrEnum


class Technique(StrEnum):
    """How a text hides what it says."""

    INVISIBLE = "invisible"
    """Characters that show nothing, or marks upon Chinese characters."""
    LETTERS = "letters"
    """Letters of other scripts, or of mathematics, circles and squares."""
    MARTIAN = "martian"
    """Rare characters that resemble common ones."""
    APART = "apart"
    """Characters kept apart by spaces, punctuation or line breaks."""
    DIGITS = "digits"
    """Letters for digits, or digits in Chinese characters."""
    SPLIT = "split"
    """A character written as its halves."""
    EMOJI = "emoji"
    PINYIN = "pinyin"
    HOMOPHONE = "homophone"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """`span` of the text as written holds `original` and is read as `reading`, empty for what is left out."""

    span: tuple[int, int]
    original: str
    reading: str
    technique: Technique
