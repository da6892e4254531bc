"""Instants as people read them: in the community's own time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.i18n.negotiation import Language
from bot.i18n.translator import Html, Translator


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The date that a calendar in `zone` shows at `instant`."""
    return instant.astimezone(zone).date()


def show_day(translator: Translator, language: Language, day: date) -> Html:
    """“2026年3月2日”, “2026-03-02”."""
    return translator.text(language, "date-day", **_parts(language, day))


def show_moment(translator: Translator, language: Language, instant: datetime, zone: ZoneInfo) -> Html:
    """“2026年3月2日 10:00”, “2026-03-02 10:00”: to the minute, in `zone`."""
    local = instant.astimezone(zone)
    return translator.text(language, "date-moment", time=f"{local:%H:%M}", **_parts(language, local))


def _parts(language: Language, day: date) -> dict[str, str]:
    # Chinese writes 3月2日 without zeros, the ISO order that English uses here needs them.
    width = 2 if language is Language.EN else 1
    return {"year": str(day.year), "month": f"{day.month:0{width}}", "day": f"{day.day:0{width}}"}
