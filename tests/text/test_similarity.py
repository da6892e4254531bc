"""Nearly the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.folding import fold
from bot.text.similarity import KEYS, LONGEST, Signature, alike, likeness, signature

ADVERT = "诚招兼职日结，工作轻松在家可做，有意联系 @abc12345"

COPIES = {
    "other handle": "诚招兼职日结，工作轻松在家可做，有意联系 @zzz999",
    "emoji": "🔥诚招兼职💰日结，工作🌹轻松在家可做，有意联系 @abc12345",
    "digits and a link": "诚招兼职日结 300，工作轻松在家可做，有意联系 https://t.me/+abcDEF",
    "spaces and points": "诚招 兼职.日结，工作 轻松 在家可做。有意联系 @abc12345",
    "full width": "诚招兼职日结，工作轻松在家可做，有意联系　＠ａｂｃ１２３４５",
    "a few more words": "好消息，诚招兼职日结，工作轻松在家可做哦，有意联系 @abc12345",
}
OTHERS = (
    "大家早上好，今天天气不错",
    "请问这个版本什么时候更新",
    "兼职的话建议先看看合同",
    "我在家可做饭给你们吃",
    "12345678",
    "哈哈哈哈哈哈哈哈哈哈",
)


def of(text: str) -> Signature:
    return signature(fold(text).text)


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_copies_of_an_advert_are_alike(copy: str) -> None:
    assert alike(of(ADVERT), of(copy))
    assert set(of(ADVERT).keys) & set(of(copy).keys)


@pytest.mark.parametrize("other", OTHERS)
def test_other_talk_is_not(other: str) -> None:
    assert not alike(of(ADVERT), of(other))
    assert all(not alike(of(other), of(another)) for another in OTHERS if another != other)


def test_short_texts_are_compared_exactly() -> None:
    assert alike(of("加我"), of("加我"))
    assert not alike(of("加我"), of("加你"))
    assert not alike(of("收到 1"), of("收到 2"))


def test_a_text_that_is_nearly_all_digits_is_compared_by_its_words() -> None:
    assert alike(of("性感小妹 1627 4251 口"), of("性感小妹 8899 0011 口"))
    assert not alike(of("1627 4251 8899"), of("1627 4251 8890"))


@given(st.text(max_size=2 * LONGEST))
def test_every_text_is_alike_to_itself(text: str) -> None:
    one = of(text)
    assert alike(one, of(text))
    assert 1 <= len(one.keys) <= KEYS


@given(st.text(), st.text())
def test_likeness_is_mutual_and_bounded(one: str, other: str) -> None:
    assert 0.0 <= likeness(of(one), of(other)) == likeness(of(other), of(one)) <= 1.0
