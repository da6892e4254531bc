"""The values that − and + lead to: round numbers on either side, so that any value is a few taps away."""

from bisect import bisect_left, bisect_right
from datetime import timedelta
from typing import Any

from bot.settings.knobs import Kind, Knob

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_DURATIONS = [
    *(5, 10, 15, 20, 30, 45),
    *(count * _MINUTE for count in (1, 2, 3, 5, 10, 15, 20, 30, 45)),
    *(count * _HOUR for count in (1, 2, 3, 4, 6, 8, 12, 18)),
    *(count * _DAY for count in (1, 2, 3, 5, 7, 10, 14, 21, 30, 60, 90, 180, 365, 366)),
]


def neighbours(knob: Knob, value: Any) -> tuple[Any, Any]:
    """The next lower and the next higher value within the bounds; None at an end. For integers and durations."""
    if knob.kind is Kind.DURATION:
        low, high = (round(bound.total_seconds()) for bound in (knob.low, knob.high))
        lower, higher = _around(sorted({low, *_DURATIONS, high}), round(value.total_seconds()))
        return (
            timedelta(seconds=lower) if lower is not None and lower >= low else None,
            timedelta(seconds=higher) if higher is not None and higher <= high else None,
        )
    step = _step(abs(value))
    down, up = (value - 1) // step * step, (value // step + 1) * step
    return (
        max(down, knob.low) if value > knob.low else None,
        min(up, knob.high) if value < knob.high else None,
    )


def _around(ladder: list[int], value: int) -> tuple[int | None, int | None]:
    below, above = bisect_left(ladder, value), bisect_right(ladder, value)
    return (ladder[below - 1] if below else None, ladder[above] if above < len(ladder) else None)


def _step(size: int) -> int:
    """1 up to 20, 5 up to 100, 10 up to 200, 50 up to 1000, 100 up to 2000 …"""
    step, limit = 1, 20
    while size > limit:
        step, limit = (step * 5, limit * 5) if str(step)[0] == "1" else (step * 2, limit * 2)
    return step
