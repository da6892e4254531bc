"""The timeline as inline SVG: hits above, messages below, one scale of time. Pure."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html import escape

from bot.replay.findings import Day

BARS = 80
"""At most; longer times are put together to weeks, months and so on."""
STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
WIDTH, LEFT = 960, 46
PANEL, GAP = 92, 30


def bins(days: Sequence[Day]) -> list[Day]:
    """`days` without gaps, as at most `BARS` periods of equal length named by their first day."""
    if not days:
        return []
    first, last = date.fromisoformat(days[0].day), date.fromisoformat(days[-1].day)
    length = (last - first).days + 1
    step = next((step for step in STEPS if length <= step * BARS), -(-length // BARS))
    counts = [[0, 0] for _ in range(-(-length // step))]
    for day in days:
        period = counts[(date.fromisoformat(day.day) - first).days // step]
        period[0] += day.messages
        period[1] += day.hits
    return [Day((first + timedelta(days=index * step)).isoformat(), *pair) for index, pair in enumerate(counts)]


def chart(days: Sequence[Day], hits: str, messages: str, point: Callable[[Day], str]) -> str:
    """The drawing; `hits` and `messages` name the panels, `point` says a bar in words."""
    periods = bins(days)
    if not periods:
        return ""
    height = 2 * PANEL + GAP + 44
    drawn = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(hits)} / {escape(messages)}">',
        *_panel(periods, 18, hits, "hits", [day.hits for day in periods], point),
        *_panel(periods, 18 + PANEL + GAP, messages, "messages", [day.messages for day in periods], point),
        *_dates(periods, height - 8),
        "</svg>",
    ]
    return "".join(drawn)


def _panel(
    periods: Sequence[Day], top: int, title: str, kind: str, values: Sequence[int], point: Callable[[Day], str]
) -> list[str]:
    most = max(*values, 1)
    bottom = top + PANEL
    pitch = (WIDTH - LEFT) / len(periods)
    width = max(1.0, min(28.0, pitch * 0.74))
    drawn = [
        f'<text class="name" x="{LEFT}" y="{top - 5}">{escape(title)}</text>',
        f'<text class="scale" x="{LEFT - 6}" y="{top + 9}">{most:,}</text>',
        f'<text class="scale" x="{LEFT - 6}" y="{bottom}">0</text>',
        f'<path class="grid" d="M{LEFT} {top + 0.5}H{WIDTH}"/>',
    ]
    for index, (period, value) in enumerate(zip(periods, values, strict=True)):
        if value:
            high = max(1.5, PANEL * value / most)
            x = LEFT + index * pitch + (pitch - width) / 2
            drawn.append(
                f'<rect class="{kind}" x="{x:.1f}" y="{bottom - high:.1f}" width="{width:.1f}" height="{high:.1f}" rx="1.5">'
                f"<title>{escape(point(period))}</title></rect>"
            )
    drawn.append(f'<path class="axis" d="M{LEFT} {bottom + 0.5}H{WIDTH}"/>')
    return drawn


def _dates(periods: Sequence[Day], y: int) -> list[str]:
    """A few dates: the first, the last, and some between."""
    count = min(6, len(periods))
    pitch = (WIDTH - LEFT) / len(periods)
    places = sorted({round(index * (len(periods) - 1) / max(1, count - 1)) for index in range(count)})
    drawn = []
    for place in places:
        anchor = "start" if place == 0 else "end" if place == len(periods) - 1 else "middle"
        x = LEFT + place * pitch + (0 if anchor == "start" else pitch if anchor == "end" else pitch / 2)
        drawn.append(f'<text class="date" x="{x:.1f}" y="{y}" text-anchor="{anchor}">{periods[place].day}</text>')
    return drawn
