"""A message as the report shows it: what was found is marked, and beside it stands how it was read. Pure."""

from collections.abc import Sequence
from html import escape

from bot.desktop_export.peers import CHANNEL_OFFSET
from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator, isolated
from bot.replay.findings import Mark, Sample

READINGS = 6


def sample_html(sample: Sample, translator: Translator, language: Language, *, with_rules: bool) -> str:
    """One card. `with_rules`: name the rules that hold."""
    name = isolated(sample.name) or translator.text(language, "replay-no-name")
    about = [
        f'<b class="who">{name}</b>',
        f"<span>{translator.text(language, 'replay-writer', count=sample.messages)}</span>",
        f"<time>{escape(sample.at[:16].replace('T', ' '))}</time>",
    ]
    if sample.label:
        about.append(
            f'<span class="label {sample.label}">{translator.text(language, f"replay-label-{sample.label}")}</span>'
        )
    if with_rules:
        about += [f'<code class="rule">{escape(rule)}</code>' for rule in sample.rules]
    address = message_address(sample)
    if address:
        about.append(f'<a href="{address}" rel="noreferrer">#{sample.message_id}</a>')
    readings = "".join(
        f'<li><span class="kind">{escape(mark.kind)}</span> {_original(sample.text, mark)}'
        f"<q>{escape(mark.reading)}</q></li>"
        for mark in _worth_reading(sample)
    )
    evidence = f'<ul class="readings">{readings}</ul>' if readings else ""
    return (
        f'<article class="sample"><header>{"".join(about)}</header>'
        f"<p>{marked(sample.text, sample.marks)}</p>{evidence}</article>"
    )


def marked(text: str, marks: Sequence[Mark]) -> str:
    """`text` as HTML with the places of `marks` marked; overlapping ones as one."""
    places: list[list[int]] = []
    for start, end in sorted(
        (max(0, mark.start), min(len(text), mark.end))
        for mark in marks
        if mark.start is not None and mark.end is not None
    ):
        if start >= end:
            continue
        if places and start <= places[-1][1]:
            places[-1][1] = max(places[-1][1], end)
        else:
            places.append([start, end])
    shown = ""
    position = 0
    for start, end in places:
        shown += f"{escape(text[position:start])}<mark>{escape(text[start:end])}</mark>"
        position = end
    return shown + escape(text[position:])


def message_address(sample: Sample) -> str:
    """Where members find the message; empty for a basic group, whose messages have no address."""
    if sample.chat_id >= -CHANNEL_OFFSET:
        return ""
    return f"https://t.me/c/{-sample.chat_id - CHANNEL_OFFSET}/{sample.message_id}"


def _original(text: str, mark: Mark) -> str:
    if mark.start is None or mark.end is None:
        return ""
    return f"<span>{escape(text[mark.start : mark.end])}</span> → "


def _worth_reading(sample: Sample) -> list[Mark]:
    """Evidence that the marks alone do not show: read otherwise than written, or written nowhere."""
    worth: dict[tuple[str, str], Mark] = {}
    for mark in sample.marks:
        written = "" if mark.start is None or mark.end is None else sample.text[mark.start : mark.end]
        if mark.reading and mark.reading != written:
            worth.setdefault((written, mark.reading), mark)
    return list(worth.values())[:READINGS]
