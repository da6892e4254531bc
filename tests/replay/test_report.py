"""The report: complete, escaped, without anything from elsewhere."""

import re
from html.parser import HTMLParser

import pytest

from bot.i18n.negotiation import Language
from bot.i18n.translator import Translator
from bot.replay.findings import Day, Mark
from bot.replay.labels import rate
from bot.replay.report import page
from bot.replay.report.chart import BARS, bins
from bot.replay.report.page import percent
from bot.replay.report.samples import marked
from tests.replay.exports import Writing
from tests.replay.test_dry_run import AD, replayed

EVIL = "<script>alert('x')</script>&\"'><img src=x onerror=alert(1)>"
VOID = {"meta", "br"}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "style") and tag != "span"]
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def report(language: Language = Language.ZH_HANS) -> str:
    writing = Writing()
    writing.join(2, name=EVIL)
    caught = writing.say(2, f"{EVIL} {AD} {EVIL}", name=EVIL)
    missed = writing.say(1, f"{AD} {EVIL}", name=EVIL)
    labels = {str(caught): "ham", str(missed): "spam"}
    return page(replayed(writing.file(), labels=labels), Translator(), language)


@pytest.mark.parametrize("language", Language)
def test_nothing_from_a_chat_becomes_markup(language: Language):
    tags = Tags()
    text = report(language)
    tags.feed(text)
    tags.close()
    assert tags.open == []
    assert not tags.seen & {"script", "img", "link", "iframe"}
    assert all(address.startswith("https://t.me/c/") for address in tags.addresses)
    assert "&lt;script&gt;alert" in text
    assert f'lang="{language.value}"' in text


def test_the_page_asks_nobody():
    text = report()
    assert "default-src 'none'" in text
    assert not re.search(r"@import|url\(", text)


def test_what_was_found_is_marked_and_read():
    writing = Writing()
    writing.join(2)
    writing.say(2, "来 加 薇 abc123 兼职日结")
    text = page(replayed(writing.file()), Translator(), Language.ZH_HANS)
    assert "<mark>加 薇</mark>" in text
    assert "<q>加薇</q>" in text


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([], "a&lt;bc&gt;"),
        ([Mark("words", "", 0, 2), Mark("words", "", 1, 3)], "<mark>a&lt;b</mark>c&gt;"),
        (
            [Mark("words", "", None, None), Mark("words", "", 3, 99), Mark("words", "", 9, 12)],
            "a&lt;b<mark>c&gt;</mark>",
        ),
    ],
)
def test_marks(marks: list[Mark], shown: str):
    assert marked("a<bc>", marks) == shown


def test_a_timeline_has_no_gaps_and_not_too_many_bars():
    assert bins([]) == []
    assert [day.messages for day in bins([Day("2026-01-01", 3, 0), Day("2026-01-04", 5, 1)])] == [3, 0, 0, 5]
    years = bins([Day("2016-01-01", 1, 1), Day("2026-01-01", 2, 0)])
    assert len(years) <= BARS
    assert sum(day.messages for day in years) == 3


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval(right: int, of: int, low: float, high: float):
    found = rate(right, of)
    assert (found.low, found.high) == (low, high)


def test_a_share_of_nothing():
    assert rate(0, 0).share is None


@pytest.mark.parametrize(
    ("share", "shown"), [(None, "–"), (0, "0.0%"), (0.0002, "<0.1%"), (0.5, "50.0%"), (0.999, ">99.4%"), (1, "100.0%")]
)
def test_shares_never_read_as_more_or_less_than_they_are(share: float | None, shown: str):
    assert percent(share) == shown
