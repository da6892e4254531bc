"""Text with entities as HTML, and what is held as calls."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Entity
from bot.messages.content import Media, Poll, PollOption
from bot.moderation.held import MOST_CAPTION, MOST_TEXT, Held, Part, part_of, reposts
from bot.moderation.markup import html_of, quoted
from bot.outbox.effects import Call, Effect, Send
from bot.simulator.markup import parse_html
from tests.moderation.screens import message

CASES: dict[str, tuple[str, list[tuple[str, int, int]], str]] = {
    "nothing marked": ("a < b & c", [], "a &lt; b &amp; c"),
    "one word": ("大家好", [("bold", 0, 2)], "<b>大家</b>好"),
    "nested": ("abcd", [("bold", 0, 4), ("italic", 1, 2)], "<b>a</b><i><b>bc</b></i><b>d</b>"),
    "overlapping": ("abcd", [("bold", 0, 3), ("italic", 1, 3)], "<b>a</b><i><b>bc</b></i><i>d</i>"),
    "emoji count twice": ("🐷好", [("bold", 2, 1)], "🐷<b>好</b>"),
    "code stands alone": ("abc", [("code", 0, 3), ("bold", 0, 3)], "<code>abc</code>"),
    "quotes are flat": ("abc", [("blockquote", 0, 3)], "abc"),
    "others are text": ("@a #b", [("mention", 0, 2), ("hashtag", 3, 2)], "@a #b"),
    "beyond the end": ("abc", [("bold", 1, 99)], "a<b>bc</b>"),
}


@pytest.mark.parametrize(("text", "marks", "html"), CASES.values(), ids=CASES)
def test_html(text: str, marks: list[tuple[str, int, int]], html: str) -> None:
    entities = [Entity(type=kind, offset=offset, length=length) for kind, offset, length in marks]
    assert html_of(text, entities, 100) == html


def test_a_link_cannot_leave_its_attribute() -> None:
    entity = Entity(type="text_link", offset=0, length=1, url='https://a.com/"><b>&')
    assert html_of("a", [entity], 100) == '<a href="https://a.com/&quot;&gt;&lt;b&gt;&amp;">a</a>'


def test_what_is_too_long_is_cut_before_it_is_marked() -> None:
    assert html_of("abcdef", [Entity(type="bold", offset=1, length=5)], 4) == "a<b>bc…</b>"


MARKS = st.builds(
    Entity,
    type=st.sampled_from(["bold", "italic", "code", "pre", "spoiler", "text_link", "blockquote", "url"]),
    offset=st.integers(0, 30),
    length=st.integers(0, 30),
    url=st.sampled_from([None, "https://a.com", 'x"y']),
)


@given(st.text(max_size=30), st.lists(MARKS, max_size=6), st.integers(1, 40))
def test_any_text_is_html_that_telegram_takes(text: str, entities: list[Entity], limit: int) -> None:
    shown, _ = parse_html(str(html_of(text, entities, limit)), {})
    assert shown == (text if len(text) <= limit else text[: limit - 1] + "…")


def held(*parts: Part, thread: int | None = None) -> Held:
    return Held(1, -100, thread, "老王 的消息：", "waiting", datetime(2026, 3, 1, tzinfo=UTC), parts)


PHOTO, VIDEO, FILE = Part(1, "photo", "p", "看"), Part(2, "video", "v"), Part(3, "document", "d")
STICKER = Part(4, "sticker", "s")
QUOTE = "老王 的消息：\n<blockquote>看</blockquote>"

REPOSTS: dict[str, tuple[tuple[Part, ...], list[str]]] = {
    "a text": ((Part(1, "text", "", "看"),), ["sendMessage"]),
    "a picture": ((PHOTO,), ["sendPhoto"]),
    "an album": ((PHOTO, VIDEO), ["sendMediaGroup"]),
    "kinds that make no album": ((PHOTO, FILE), ["sendPhoto", "sendDocument"]),
    "a sticker has no caption": ((STICKER,), ["sendMessage", "sendSticker"]),
    "nothing but a kind": ((Part(1, "dice"),), ["sendMessage"]),
}


@pytest.mark.parametrize(("parts", "methods"), REPOSTS.values(), ids=REPOSTS)
def test_how_it_is_posted_again(parts: tuple[Part, ...], methods: list[str]) -> None:
    effects = reposts(held(*parts, thread=9))
    assert [method(effect) for effect in effects] == methods
    first = effects[0]
    match first:
        case Send():
            assert (first.thread_id, first.text.startswith("老王 的消息：")) == (9, True)
        case Call():
            assert first.parameters["message_thread_id"] == 9
            assert first.counts_as_send


def test_the_caption_quotes_the_author() -> None:
    [photo] = reposts(held(PHOTO))
    assert isinstance(photo, Call)
    assert photo.parameters == {"chat_id": -100, "photo": "p", "caption": QUOTE, "parse_mode": "HTML"}
    [album] = reposts(held(PHOTO, VIDEO))
    assert isinstance(album, Call)
    assert [one.get("caption") for one in album.parameters["media"]] == [QUOTE, None]


def method(effect: Effect) -> str:
    return effect.method if isinstance(effect, Call) else "sendMessage"


def test_what_is_kept_of_a_message() -> None:
    sizes = [Media(file_id="small"), Media(file_id="large")]
    photo = message(text=None, photo=sizes, caption="x" * 2000)  # type: ignore[arg-type]
    kept = part_of(photo)
    assert (kept.kind, kept.file_id, len(kept.text)) == ("photo", "large", MOST_CAPTION)
    assert len(part_of(message("好" * 5000)).text) == MOST_TEXT
    poll = Poll(id="1", question="要不要", options=[PollOption(text="要"), PollOption(text="不")])
    asked = part_of(message(text=None, poll=poll))  # type: ignore[arg-type]
    assert (asked.kind, asked.file_id) == ("poll", "")
    assert "要不要" in asked.text


def test_an_empty_quote_is_none() -> None:
    assert quoted(html_of("", [], 10)) == ""
