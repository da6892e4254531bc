"""What can be counted in a text as it is written: emoji, scripts, names with @, ways to be reached. Pure."""

import re
from bisect import bisect_right

# Emoji_Presentation and what a variation selector turns into a picture, without digits, # and * (Unicode, emoji-data.txt).
# A flag is two letters, a family several people with joiners between: each counts once.
_PICTURE = "[\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
_MODIFIER = "[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTURE}{_MODIFIER}*(?:\u200d{_PICTURE}{_MODIFIER}*)*"
)
_HANDLE = re.compile(r"(?<![\w.@])@[a-z][a-z0-9_]{3,31}", re.IGNORECASE)
# In folded text: 微信: abc123, vx abc123, qq 12345678, a mobile number of the mainland.
_CONTACT = re.compile(
    r"(?:微信|薇信|威信|卫星|v信|vx|wx|wechat|qq|扣扣|企鹅|飞机|telegram|tg|whatsapp|line|电话|手机)(?:号|id)?[ :：+是]{0,3}"
    r"[a-z0-9_+-]{5,20}|(?<!\d)1[3-9]\d{9}(?!\d)"
)

# First code points of blocks and the script of their letters, None between them (Unicode, Scripts.txt, coarse).
_BLOCKS: tuple[tuple[int, str | None], ...] = (
    (0x0000, None),
    (0x0041, "Latin"),
    (0x0250, None),
    (0x0370, "Greek"),
    (0x0400, "Cyrillic"),
    (0x0530, "Armenian"),
    (0x0590, "Hebrew"),
    (0x0600, "Arabic"),
    (0x0780, None),
    (0x0900, "Devanagari"),
    (0x0980, "Bengali"),
    (0x0A00, None),
    (0x0B80, "Tamil"),
    (0x0C00, None),
    (0x0E00, "Thai"),
    (0x0E80, "Lao"),
    (0x0F00, "Tibetan"),
    (0x1000, "Myanmar"),
    (0x10A0, "Georgian"),
    (0x1100, "Hangul"),
    (0x1200, "Ethiopic"),
    (0x1380, None),
    (0x13A0, "Cherokee"),
    (0x1400, "Canadian"),
    (0x1680, "Runic"),
    (0x1700, None),
    (0x1780, "Khmer"),
    (0x1800, "Mongolian"),
    (0x18B0, None),
    (0x1C80, "Cyrillic"),
    (0x1C90, "Georgian"),
    (0x1CC0, None),
    (0x1E00, "Latin"),
    (0x1F00, "Greek"),
    (0x2000, None),
    (0x2C60, "Latin"),
    (0x2C80, None),
    (0x2DE0, "Cyrillic"),
    (0x2E00, None),
    (0x2E80, "Han"),
    (0x3000, None),
    (0x3005, "Han"),
    (0x3008, None),
    (0x3040, "Kana"),
    (0x3100, "Bopomofo"),
    (0x3130, "Hangul"),
    (0x3190, None),
    (0x31F0, "Kana"),
    (0x3200, None),
    (0x3400, "Han"),
    (0x4DC0, None),
    (0x4E00, "Han"),
    (0xA000, "Yi"),
    (0xA4D0, None),
    (0xA640, "Cyrillic"),
    (0xA6A0, None),
    (0xA720, "Latin"),
    (0xA800, None),
    (0xAC00, "Hangul"),
    (0xD800, None),
    (0xF900, "Han"),
    (0xFB00, None),
    (0xFB50, "Arabic"),
    (0xFE00, None),
    (0xFE70, "Arabic"),
    (0xFF00, None),
    (0xFF21, "Latin"),
    (0xFF5B, None),
    (0xFF66, "Kana"),
    (0xFFA0, None),
    (0x1D400, "Latin"),
    (0x1D7CE, None),
    (0x20000, "Han"),
    (0x323B0, None),
)
_STARTS = [start for start, _ in _BLOCKS]


def emoji_count(text: str) -> int:
    """How many emoji people see."""
    return 0 if text.isascii() else sum(1 for _ in _EMOJI.finditer(text))


def scripts(text: str) -> list[str]:
    """The scripts of the letters in `text`, sorted: `["Han", "Latin"]`. Kana beside Han is Japanese, and counts as Han."""
    found = {script_of(character) for character in set(text) if character.isalpha()}
    found.discard(None)
    if "Han" in found:
        found.discard("Kana")
    return sorted(name for name in found if name is not None)


def script_of(character: str) -> str | None:
    """The script of one letter; None for what belongs to none that is known here."""
    return _BLOCKS[bisect_right(_STARTS, ord(character)) - 1][1]


def handles(text: str) -> list[tuple[int, int]]:
    """Where names with @ stand; mail addresses are none."""
    return [found.span() for found in _HANDLE.finditer(text)] if "@" in text else []


def contacts(folded: str) -> list[tuple[int, int]]:
    """Where the folded text offers another way to reach somebody: an account of a messenger, a mobile number."""
    return [found.span() for found in _CONTACT.finditer(folded)]
