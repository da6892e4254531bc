"""One shape for what only looks different, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.folding import fold

FOLDED = {
    "plain Chinese stays": ("今天天气很好。", "今天天气很好。"),
    "case": ("VX Telegram", "vx telegram"),
    "full width": ("ＶＸ：１２３，加我", "vx:123,加我"),
    "mathematical and circled letters": ("𝐁𝐊𝐏 ⓉⓇⓍ", "bkp trx"),
    "zero width between characters": ("加\u200b薇\u2060信", "加薇信"),
    "bidirectional controls": ("\u202e加薇\u202c", "加薇"),
    "variation selector": ("➕\ufe0f薇", "➕薇"),
    "keycap digits": ("1\ufe0f\u20e32\ufe0f\u20e3", "12"),
    "fillers": ("加\u3164薇\u2800信", "加薇信"),
    "control characters": ("加\x00薇\x07", "加薇"),
    "spaces between Chinese characters": ("兼 职  日 结", "兼职日结"),
    "dots between Chinese characters": ("稳.赚·不•赔", "稳赚不赔"),
    "spaces and dots mixed": ("加 . 薇", "加薇"),
    "no-break and ideographic spaces": ("加\u00a0薇\u3000信", "加薇信"),
    "spaces between Chinese and letters": ("加 vx 看", "加vx看"),
    "dots next to letters stay: they make hosts": ("看.example.com", "看.example.com"),
    "words of English keep their spaces": ("earn  money online", "earn  money online"),
    "a full stop separates sentences": ("我来了。薇薇好", "我来了。薇薇好"),
    "lines stay apart": ("加\r\n薇", "加\n\n薇"),
    "tabs are spaces": ("加\t薇", "加薇"),
    "compatibility ideographs": ("⼀⾦", "一金"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.values(), ids=FOLDED.keys())
def test_folding(text: str, expected: str) -> None:
    assert fold(text).text == expected


def test_a_finding_goes_back_to_the_original() -> None:
    folded = fold("你好\u200b，Ｖ Ｘ 加 . 薇 abc")
    start = folded.text.index("加薇")
    assert folded.source[slice(*folded.span(start, start + 2))] == "加 . 薇"


def test_one_character_that_becomes_three_goes_back_to_itself() -> None:
    folded = fold("好…的")
    assert folded.text == "好的" or "..." in folded.text
    start = folded.text.index("的")
    assert folded.source[slice(*folded.span(start, start + 1))] == "的"


@given(st.text())
def test_folding_twice_equals_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text(alphabet=st.sampled_from("加薇aB1 .·\u200b\n…㎏ﷺ①Ａ\u0301")))
def test_every_character_has_an_origin_in_order(text: str) -> None:
    folded = fold(text)
    offsets = folded.offsets
    assert len(offsets) == len(folded.text)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


def test_every_code_point_has_a_stable_form() -> None:
    for code in range(0, 0x110000, 7):
        character = chr(code)
        if unicodedata.category(character) != "Cs":
            once = fold(character).text
            assert fold(once).text == once, hex(code)
