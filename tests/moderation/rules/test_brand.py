"""The preset “brand”: what stays and what goes, case by case."""

import time
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from bot.membership.roles import Role
from bot.messages import Chat, MessageOrigin, Poll, PollOption, User
from bot.messages.content import InlineButton, InlineKeyboard, LinkPreviewOptions
from bot.moderation.ad_words import AD_WORDS, HARMLESS
from bot.moderation.rules.compile import CompiledRules, compile_rules
from bot.moderation.rules.facts import Author
from bot.moderation.rules.model import Mode
from bot.moderation.rules.patterns import MOST_FINDINGS, Phrases, evidence, forms_of
from bot.moderation.rules.presets import PRESETS
from bot.moderation.settings import ModerationSettings
from tests.moderation.screens import GROUP, MEMBER, NEWCOMER, judged, linked, message

SETTINGS = ModerationSettings()


def brand(
    *,
    ad_words: Sequence[str] = SETTINGS.ad_words,
    blocked_words: Sequence[str] = (),
    allowed_domains: Sequence[str] = SETTINGS.allowed_domains,
    without: str = "",
) -> CompiledRules:
    """The preset with these lists, one of its rules switched off."""
    rules = [replace(rule, mode=Mode.OFF) if rule.name == without else rule for rule in PRESETS["brand"]]
    return compile_rules(rules, allowed_domains, {"ad_words": ad_words, "blocked_words": blocked_words})


PRESET = brand()
CHANNEL = Chat(id=-1009, type="channel", title="好物推荐")

ADS, INVITES, LINKS, FORWARDED = "newcomer_ads", "newcomer_invites", "newcomer_links", "newcomer_forwards"
FROM_NEWCOMERS: dict[str, tuple[str, str | None]] = {
    "a greeting": ("大家好，我是新来的", None),
    "a greeting in English": ("Hello everyone, nice to meet you", None),
    "a question": ("请问这款什么时候补货？", None),
    "a question about a WeChat group": ("怎么加微信群？", None),
    "a question about paying": ("能不能增加微信支付", None),
    "a question about signing in": ("可以加QQ登录吗", None),
    "a phone benchmark": ("这台手机跑分多少", None),
    "a version number": ("v1.2.3 什么时候发布", None),
    "software that ends like a host": ("用 ASP.NET 还是 Node.js", None),
    "a file name": ("请看 README.md 和 main.py", None),
    "a mail address": ("发到 a.b@example.com 吧", None),
    "a member's handle": ("@tea_master 你好", None),
    "a date": ("2026.3.2 见", None),
    "an advertisement": ("加薇 abc123 兼职日结 500", ADS),
    "an advertisement, spaced": ("加 薇 详聊，兼 职 日 结", ADS),
    "an advertisement, dotted": ("稳.赚.不.赔", ADS),
    "an advertisement, full width": ("加ＶＸ：ａｂｃ", ADS),
    "an advertisement with invisible characters": ("刷\u200b单\u2060返利", ADS),
    "an advertisement, traditional": ("輕鬆賺錢，老師帶單", ADS),
    "an advertisement in English": ("Earn Money Online today", ADS),
    "an advertisement beside a harmless phrase": ("怎么加微信群？加微信 abc", ADS),
    "an advertisement behind a command": ("/start 加薇 abc", ADS),
    "an invite link": ("来玩 https://t.me/+AbCdEf", INVITES),
    "an old invite link": ("https://telegram.me/joinchat/AAAA", INVITES),
    "a folder of chats": ("t.me/addlist/xyz", INVITES),
    "the public name of a chat": ("看 t.me/some_channel", INVITES),
    "the same in the other spelling": ("some_channel.t.me", INVITES),
    "a preview of a channel": ("t.me/s/some_channel", INVITES),
    "an application link": ("tg://join?invite=AAAA", INVITES),
    "a link to this chat": ("看 https://t.me/tea_friends/12", None),
    "a link to a message of a private chat": ("https://t.me/c/1234567890/12", None),
    "stickers": ("https://t.me/addstickers/Cats", None),
    "a web site": ("看 https://shop.example.top/a?b=c", LINKS),
    "a web site without scheme": ("快来shop-example.com领", LINKS),
    "a web site in capitals": ("SHOP.EXAMPLE.COM", LINKS),
    "a web site with a port": ("example.com:8080/x", LINKS),
    "a bare address": ("http://203.0.113.5/x", LINKS),
    "an allowed site": ("https://github.com/a/b", None),
    "below an allowed site": ("https://zh.wikipedia.org/wiki/茶", None),
    "a site that only ends like an allowed one": ("https://notgithub.com/", LINKS),
    "an allowed name as a folder": ("https://evil.com/github.com", LINKS),
    "an allowed name as user": ("https://github.com@evil.com/", LINKS),
}


@pytest.mark.parametrize(("text", "rule"), FROM_NEWCOMERS.values(), ids=FROM_NEWCOMERS.keys())
def test_newcomers(text: str, rule: str | None) -> None:
    verdict = judged(message(text), NEWCOMER, PRESET)
    assert (verdict.rule if verdict else None) == rule


@pytest.mark.parametrize(("text", "rule"), FROM_NEWCOMERS.values(), ids=FROM_NEWCOMERS.keys())
def test_members_are_left_alone(text: str, rule: str | None) -> None:
    assert judged(message(text), MEMBER, PRESET) is None


@pytest.mark.parametrize(
    ("text", "shown", "url", "rule"),
    [
        ("点这里领取礼物", "这里", "https://evil.example/x", LINKS),
        ("😀😀 点这里", "这里", "https://t.me/+AbC", INVITES),
        ("官方资料", "资料", "https://zh.wikipedia.org/wiki/茶", None),
        ("看 例子.中国 吧", "例子.中国", None, LINKS),
        ("看 t.me/tea_friends", "t.me/tea_friends", None, None),
    ],
)
def test_marked_links(text: str, shown: str, url: str | None, rule: str | None) -> None:
    verdict = judged(linked(text, shown, url), NEWCOMER, PRESET)
    assert (verdict.rule if verdict else None) == rule


def test_the_evidence_shows_span_and_reading() -> None:
    text = "你好 加 薇 abc，兼职.日结"
    verdict = judged(message(text), NEWCOMER, PRESET)
    assert verdict is not None
    assert [(text[slice(*one.span)] if one.span else "", one.reading) for one in verdict.evidence] == [
        ("加 薇", "加薇"),
        ("兼职.日结", "兼职日结"),
    ]


def test_the_span_of_a_link_counts_characters() -> None:
    message_with_emoji = linked("😀 看 t.me/other", "t.me/other")
    verdict = judged(message_with_emoji, NEWCOMER, PRESET)
    assert verdict is not None
    assert [finding.span for finding in verdict.evidence] == [(4, 14)]
    assert verdict.evidence[0].reading == "t.me/other"


FORWARDS: dict[str, tuple[MessageOrigin, Author, str | None]] = {
    "from a channel": (MessageOrigin(type="channel", chat=CHANNEL), NEWCOMER, FORWARDED),
    "from a channel by a member": (MessageOrigin(type="channel", chat=CHANNEL), MEMBER, None),
    "from a person": (MessageOrigin(type="user", sender_user=User(id=9)), NEWCOMER, None),
    "from somebody hidden": (MessageOrigin(type="hidden_user", sender_user_name="甲"), NEWCOMER, None),
}


@pytest.mark.parametrize(("origin", "author", "rule"), FORWARDS.values(), ids=FORWARDS.keys())
def test_forwards(origin: MessageOrigin, author: Author, rule: str | None) -> None:
    verdict = judged(message("好文共赏", forward_origin=origin), author, PRESET)
    assert (verdict.rule if verdict else None) == rule


def test_a_forward_without_text_is_seen() -> None:
    origin = MessageOrigin(type="channel", chat=CHANNEL)
    verdict = judged(message(text=None, forward_origin=origin), NEWCOMER, PRESET)  # type: ignore[arg-type]
    assert verdict is not None
    assert verdict.evidence[0].reading == "好物推荐"


EXEMPT: dict[str, tuple[dict[str, Any], Author]] = {
    "a moderator": ({}, Author(Role.MODERATOR, is_newcomer=True)),
    "an owner": ({}, Author(Role.OWNER)),
    "an administrator without rights": ({}, Author(Role.TRUSTED, is_newcomer=True, is_administrator=True)),
    "an automatic forward": ({"is_automatic_forward": True, "sender_chat": CHANNEL}, NEWCOMER),
    "an anonymous administrator": ({"sender_chat": GROUP}, NEWCOMER),
    "another bot": ({"sender": User(id=9, is_bot=True)}, NEWCOMER),
    "nobody": ({"sender": None}, NEWCOMER),
}


@pytest.mark.parametrize(("fields", "author"), EXEMPT.values(), ids=EXEMPT.keys())
def test_never_sanctioned(fields: dict[str, Any], author: Author) -> None:
    words = brand(blocked_words=("加薇",))
    assert judged(message("加薇 abc"), NEWCOMER, words) is not None
    assert judged(message("加薇 abc", **fields), author, words) is None


def test_a_trusted_newcomer_is_none() -> None:
    assert judged(message("看 example.com"), Author(Role.TRUSTED, is_newcomer=True), PRESET) is None
    assert judged(message("看 example.com"), NEWCOMER, PRESET) is not None


def test_blocked_words_are_for_everybody_but_staff() -> None:
    words = brand(blocked_words=("竞品", "Bad Word"))
    assert judged(message("竞 品真好"), MEMBER, words) is not None
    assert judged(message("a ＢＡＤ word"), Author(Role.TRUSTED), words) is not None
    assert judged(message("竞品真好"), Author(Role.MODERATOR), words) is None
    assert judged(message("好茶"), MEMBER, words) is None


def test_a_blocked_word_goes_before_the_newcomers_rules() -> None:
    words = brand(blocked_words=("竞品",))
    verdict = judged(message("竞品 加薇 t.me/+a"), NEWCOMER, words)
    assert verdict is not None
    assert verdict.rule == "blocked_words"
    assert {finding.kind for finding in verdict.evidence} == {"words", "invites"}


SWITCHES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "advertising": (ADS, "加薇 abc", {}),
    "links": (LINKS, "example.com", {}),
    "invites": (INVITES, "t.me/+abc", {}),
    "forwards": (FORWARDED, "好", {"forward_origin": MessageOrigin(type="channel", chat=CHANNEL)}),
}


@pytest.mark.parametrize(("name", "text", "fields"), SWITCHES.values(), ids=SWITCHES.keys())
def test_each_rule_can_be_switched_off(name: str, text: str, fields: dict[str, Any]) -> None:
    assert judged(message(text, **fields), NEWCOMER, PRESET) is not None
    assert judged(message(text, **fields), NEWCOMER, brand(without=name)) is None


@pytest.mark.parametrize("entry", ["shop.example", "https://SHOP.example/", "www.shop.example"])
def test_what_people_type_as_allowed(entry: str) -> None:
    words = brand(allowed_domains=(entry,))
    assert judged(message("https://www.shop.example/a"), NEWCOMER, words) is None
    assert judged(message("https://other.example.com/a"), NEWCOMER, words) is not None


def test_what_staff_put_on_the_list_is_an_advertisement() -> None:
    """Also where the shipped list knows it as harmless."""
    words = brand(ad_words=("加微信群",))
    assert judged(message("怎么加微信群"), NEWCOMER, words) is not None


def test_a_chat_can_be_allowed() -> None:
    words = brand(allowed_domains=("t.me/our_news",))
    assert judged(message("t.me/Our_News/5"), NEWCOMER, words) is None
    assert judged(message("t.me/their_news"), NEWCOMER, words) is not None


def test_a_preview_without_its_link_in_the_text_is_read() -> None:
    preview = LinkPreviewOptions(url="https://evil.example/x")
    assert judged(message("。", link_preview_options=preview), NEWCOMER, PRESET) is not None
    hidden = LinkPreviewOptions(url="https://evil.example/x", is_disabled=True)
    assert judged(message("。", link_preview_options=hidden), NEWCOMER, PRESET) is None


def test_polls_and_buttons_are_read() -> None:
    poll = Poll(id="1", question="要不要", options=[PollOption(text="加薇 abc"), PollOption(text="不")])
    assert judged(message(text=None, poll=poll), NEWCOMER, PRESET) is not None  # type: ignore[arg-type]
    button = InlineButton(text="进群", url="https://t.me/+AbC")
    keyboard = InlineKeyboard(inline_keyboard=[[button]])
    assert judged(message("你好", reply_markup=keyboard), NEWCOMER, PRESET) is not None


def test_captions_are_read() -> None:
    assert judged(message(text=None, caption="加薇 abc"), NEWCOMER, PRESET) is not None  # type: ignore[arg-type]


HOSTILE = {
    "phrases": "加薇" * 2048,
    "links": "example.com " * 340,
    "half hosts": "co." * 1365 + "@",
    "labels": "a-" * 2048,
    "schemes": "a://" * 1024,
    "gaps": "加 " * 2048,
    "a megabyte": "加薇 example.com " * 70_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_take_a_bounded_time(text: str) -> None:
    began = time.process_time()
    verdict = judged(message(text), NEWCOMER, PRESET)
    assert time.process_time() - began < 0.5
    assert verdict is None or len(verdict.evidence) <= 2 * MOST_FINDINGS


def test_settings_replace_the_phrases() -> None:
    words = brand(ad_words=("买茶送杯",))
    assert judged(message("买茶送杯"), NEWCOMER, words) is not None
    assert judged(message("加薇 abc"), NEWCOMER, words) is None


def found(phrases: Phrases, text: str) -> list[str]:
    return [finding.reading for finding in evidence(phrases, forms_of(text)).get(0, [])]


def test_phrases_that_are_patterns_elsewhere_are_only_phrases() -> None:
    phrases = Phrases({0: ["a.c", "(x)", "1+1", "\\d", "[", ""]})
    assert found(phrases, "abc a.c (x) 1+1 5 \\d [") == ["a.c", "(x)", "1+1", "\\d", "["]


def test_shipped_phrases_are_distinct_and_found() -> None:
    phrases = Phrases({0: AD_WORDS}, HARMLESS, [0])
    for word in AD_WORDS:
        assert found(phrases, f"看{word}吧"), word
    for harmless in HARMLESS:
        assert found(phrases, f"请问{harmless}") == [], harmless
