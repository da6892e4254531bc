"""The shipped classifier on what it must find, what it must leave alone, and what is no text at all."""

import random
import time

import pytest

from bot.text.folding import fold, read
from bot.text.spam import Profile, is_advertising_name, score, spam_score
from bot.text.spam.names import bio_log_odds
from bot.text.spam.weights import shipped, unpacked
from tests.text.evasions import homophones, invisible, spaced, traditional

ADVERTISEMENTS = (
    "加薇 abc123456 日入过千",
    "看我主页，有惊喜",
    "高价收U，长期合作，联系 @caifu_888",
    "兼职日结500，在家就能做，加VX：ab123456",
    "免费进群看片 https://t.me/+AbCdEfGhIjKlMnOp",
    "需要资源的私聊我",
    "USDT承兑，一手车队，秒到账，联系客服",
    "earn $500 daily from home, DM me @quickcash77",
    "妹妹寂寞了，加企鹅 29534 51608",
)
HARMLESS = (
    "今天晚上吃什么",
    "我的微信绑了两张卡，有一张注销了",
    "房贷降了，每月少还四百多",
    "链接在这 https://docs.python.org/3/library/json.html",
    "工资几号发",
    "明天八点开会，会议号 345 678 901",
    "客服电话一直打不通",
    "(＾Ｕ＾)ノ~",
    "🎂🎂🎂",
    "お疲れ様でした",
    "今天天氣真好",
    "does anyone know why the build fails?",
    "for i in range(10): print(i)",
    "哈哈哈哈哈哈",
)
ODD = {
    "empty": "",
    "spaces": " \n\t ",
    "emoji": "😀" * 500,
    "combining marks": "\u0301\u0302\u20dd" * 200,
    "invisible": "\u200b\u200c\u2060" * 100,
    "half a character": "加\ud800薇\udfff",
    "both directions": "\u202eabc\u202c مرحبا שלום 加薇 \u2066x\u2069",
    "controls": "".join(map(chr, range(32))),
    "beyond": "\U0010ffff\ue000\ufffe",
}


@pytest.mark.parametrize("text", ADVERTISEMENTS)
def test_an_advertisement_is_found_and_explained(text: str):
    found = score(text)
    assert found.label == "spam"
    assert found.reasons


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_talk_is_left_alone(text: str):
    assert score(text).label == "ham"


@pytest.mark.parametrize("hide", [spaced, invisible, homophones, traditional])
def test_hiding_helps_little(hide):
    chance = random.Random(1)
    hidden = [hide(text, chance) for text in ADVERTISEMENTS[:7]]
    assert sum(score(text).label == "spam" for text in hidden) >= 6


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_is_hardly_a_text_is_judged_all_the_same(text: str):
    found = score(text, Profile(name=text, bio=text))
    assert 0 <= found.score <= 1


def test_a_text_that_shows_nothing_is_no_advertisement():
    assert score("").score < 0.01
    assert score("\u200b\u200b").score < 0.01


@pytest.mark.parametrize(
    "text", ["加薇" * 500_000, " ".join(f"https://a{n}.example/{n}" for n in range(10_000)), "a" * 10**6]
)
def test_a_million_characters_take_no_longer_than_a_message(text: str):
    score("")  # the weights are read
    began = time.process_time()
    assert 0 <= score(text).score <= 1
    assert time.process_time() - began < 0.5


def test_a_folded_and_read_text_is_not_folded_again():
    for text in (*ADVERTISEMENTS, *HARMLESS, "加薇" * 300):
        folded = fold(text)
        assert spam_score(text, folded, read(folded)) == spam_score(text) == pytest.approx(score(text).score)


def test_reasons_show_the_place_and_its_reading():
    text = "兄弟们加 薇 abc123456 日入过千"
    disguised = next(reason for reason in score(text).reasons if reason.key == "disguised")
    assert disguised.span is not None
    assert text[slice(*disguised.span)] == disguised.original
    assert "薇" in disguised.original
    assert "微" in disguised.reading
    assert {"contact", "earning"} <= {reason.key for reason in score(text).reasons}


def test_a_profile_adds_to_a_text_but_convicts_nobody_alone():
    advertiser = Profile(name="高价收U 联系@caifu_888", bio="兼职日结，日入五千，加VX ab12345")
    assert score("看我主页", advertiser).score > score("看我主页").score
    assert score("今天晚上吃什么", advertiser).score == score("今天晚上吃什么").score


def test_a_member_of_long_standing_is_trusted_a_little():
    regular = Profile(member_days=400, messages=10**400)
    assert score("需要的私聊我", regular).score < score("需要的私聊我").score
    assert score(ADVERTISEMENTS[0], regular).label == "spam"


@pytest.mark.parametrize(
    "name",
    [
        "看我主页",
        "兼职日结 加VX",
        "USDT承兑@ucoin88",
        "t.me/abcde",
        "加薇abc12345",
        "免费看片",
        "一手料子 高价收卡",
        "客服qq 12345678",
    ],
)
def test_names_that_advertise(name: str):
    assert is_advertising_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "小明",
        "王小二",
        "Alex_2001",
        "李家伟 (HR)",
        "🐷猪猪侠",
        "Anna K.",
        "数据分析师老张",
        "某某公司客服小王",
        "机场地勤",
        "一只鹅",
        "田中さん",
        "Иван",
        "加菲猫",
        "微微一笑",
        "陈信",
        "0x1234",
        "资源管理局",
        "🌸",
        "大明 13",
        "",
    ],
)
def test_ordinary_names(name: str):
    assert not is_advertising_name(name)


def test_a_bio_with_an_address_of_ones_own_is_ordinary():
    assert bio_log_odds("") < 0
    assert bio_log_odds("前端工程师，博客 blog.example.com") < 0
    assert bio_log_odds("兼职日结，日入五千，加VX ab12345") > 0


def test_weights_of_another_version_are_refused():
    with pytest.raises(ValueError, match="not weights"):
        unpacked(b"something else")
    with pytest.raises(ValueError, match="another version"):
        unpacked(b'QUNGUAN SPAM 1\n{"measures": {}, "thresholds": [], "scale": 1, "intercept": 0, "slope": 1}\nxxx')


def test_a_threshold_lies_between_those_beside_its_length():
    weights = shipped()
    (first, low), (second, high), *_ = weights.thresholds
    assert weights.threshold(0) == low
    assert min(low, high) <= weights.threshold((first + second) // 2) <= max(low, high)
    assert weights.threshold(10**6) == weights.thresholds[-1][1]
