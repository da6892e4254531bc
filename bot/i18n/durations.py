"""Lengths of time as people say them."""

from datetime import timedelta

from bot.i18n.negotiation import Language
from bot.i18n.translator import Html, Translator

_UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))


def show_duration(translator: Translator, language: Language, duration: timedelta) -> Html:
    """The two largest units that are not zero, rounded down: “1 小时 30 分钟”, “2 天”, “0 秒”. Negative ones count as zero."""
    parts = [translator.text(language, f"duration-{unit}", count=count) for unit, count in largest_units(duration)]
    if len(parts) == 1:
        return parts[0]
    return translator.text(language, "duration-two", first=parts[0], second=parts[1])


def largest_units(duration: timedelta) -> list[tuple[str, int]]:
    """One or two pairs of unit and count, the largest first."""
    rest = max(0, int(duration.total_seconds()))
    found = []
    for unit, seconds in _UNITS:
        count, rest = divmod(rest, seconds)
        if count:
            found.append((unit, count))
    return found[:2] or [("seconds", 0)]
