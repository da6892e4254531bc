"""parse_mode: what becomes of marks, and the words of every refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.entities import found_entities, slice_utf16, utf16_length
from bot.simulator.errors import ApiError
from bot.simulator.markdown import parse_legacy_markdown, parse_markdown
from bot.simulator.markup import parse_html

USERS = {7: {"id": 7, "is_bot": False, "first_name": "小明"}}


def named(text: str, entities: list[dict[str, object]]) -> list[tuple[object, str]]:
    return [(e["type"], slice_utf16(text, int(str(e["offset"])), int(str(e["length"])))) for e in entities]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>粗</b>体", "粗体", [("bold", "粗")]),
        ("<strong><i>😀x</i></strong>", "😀x", [("bold", "😀x"), ("italic", "😀x")]),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;&#33;&#x41; &nbsp;", '1 < 2 && 3 > 2 "!A &nbsp;', []),
        ('<a href="https://a.cn/?x=1&amp;y=2">看</a>', "看", [("text_link", "看")]),
        ('<a href="tg://user?id=7">他</a> <a href="tg://user?id=8">谁</a>', "他 谁", [("text_mention", "他")]),
        (
            "<tg-spoiler>密</tg-spoiler><span class='tg-spoiler'>码</span>",
            "密码",
            [("spoiler", "密"), ("spoiler", "码")],
        ),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", "x")]),
        ("<code>a</code><pre>b</pre>", "ab", [("code", "a"), ("pre", "b")]),
        ("<blockquote expandable>长</blockquote>", "长", [("expandable_blockquote", "长")]),
        (
            "<s>删</s><u>线</u><del>除</del>",
            "删线除",
            [("strikethrough", "删"), ("underline", "线"), ("strikethrough", "除")],
        ),
        ("<b></b>空", "空", []),
        ("<B>大写</B>", "大写", [("bold", "大写")]),
    ],
)
def test_html(source: str, text: str, entities: list[tuple[str, str]]) -> None:
    parsed, found = parse_html(source, USERS)
    assert parsed == text
    assert named(parsed, found) == entities


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("茶<b>x</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("茶<div>", 'Unsupported start tag "div" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_refusals(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source, USERS)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*粗* _斜_ __下__ ~删~ ||密||", "粗 斜 下 删 密", ["bold", "italic", "underline", "strikethrough", "spoiler"]),
        ("[看](https://a.cn/\\)x)", "看", ["text_link"]),
        ("`a\\`b` ```py\nx```", "a`b x", ["code", "pre"]),
        ("1\\.5 \\- 2\\!", "1.5 - 2!", []),
        (">引\n>用\n后", "引\n用\n后", ["blockquote"]),
    ],
)
def test_markdown_v2(source: str, text: str, entities: list[str]) -> None:
    parsed, found = parse_markdown(source, USERS)
    assert parsed == text
    assert [entity["type"] for entity in found] == entities


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("茶*粗", "Can't find end of Bold entity at byte offset 3"),
    ],
)
def test_markdown_v2_refusals(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_markdown(source, USERS)
    assert refusal.value.description.startswith(f"Bad Request: can't parse entities: {reason}")


def test_legacy_markdown() -> None:
    parsed, found = parse_legacy_markdown("*粗* _斜_ `码` [看](a.cn) 2\\*2", USERS)
    assert parsed == "粗 斜 码 看 2*2"
    assert [entity["type"] for entity in found] == ["bold", "italic", "code", "text_link"]
    with pytest.raises(ApiError, match="Can't find end of the entity starting at byte offset 0"):
        parse_legacy_markdown("_x", USERS)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("看 https://a.cn/x，快", [("url", "https://a.cn/x")]),
        ("加 example.com 和 t.me/abc", [("url", "example.com"), ("url", "t.me/abc")]),
        (
            "@xiaoming 你好 #签到 /help@qunguan_bot",
            [("mention", "@xiaoming"), ("hashtag", "#签到"), ("bot_command", "/help@qunguan_bot")],
        ),
        ("a@b.com $BTC 1/2 <b>/x</b>", [("email", "a@b.com"), ("cashtag", "$BTC")]),
        ("没有 1.5 元", []),
    ],
)
def test_what_is_found_in_plain_text(text: str, entities: list[tuple[str, str]]) -> None:
    assert named(text, found_entities(text)) == entities


@given(st.text(max_size=60))
def test_escaped_text_survives_html(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parsed, entities = parse_html(f"<b>{escaped}</b>", {})
    assert parsed == text
    if text:
        assert entities == [{"offset": 0, "length": utf16_length(text), "type": "bold"}]


@given(st.text(alphabet="<>/b &;\"'=a茶😀", max_size=40))
def test_nothing_but_a_refusal_comes_of_broken_html(source: str) -> None:
    try:
        text, entities = parse_html(source, {})
    except ApiError:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= utf16_length(text) for e in entities)


@given(st.text(alphabet="*_~`|[]()>\\!a茶\n", max_size=40))
def test_nothing_but_a_refusal_comes_of_broken_markdown(source: str) -> None:
    for parse in (parse_markdown, parse_legacy_markdown):
        try:
            text, entities = parse(source, {})
        except ApiError:
            continue
        assert all(e["offset"] + e["length"] <= utf16_length(text) for e in entities)
