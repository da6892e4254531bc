"""Every condition, met and not met."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.membership.roles import Role
from bot.messages import Chat, Contact, ExternalReply, Media, MessageOrigin, Quote, Story, User
from bot.messages.content import InlineButton, InlineKeyboard
from bot.moderation.rules.compile import CONDITION_KINDS, compile_rules, set_field
from bot.moderation.rules.evaluate import evaluate
from bot.moderation.rules.facts import Author, Company
from bot.moderation.rules.model import Alike, Bounds, Condition, Mode, Rule, When
from bot.moderation.rules.verdict import Finding
from tests.moderation.screens import GROUP, MEMBER, NOON, facts, linked, message

CHANNEL = Chat(id=-1009, type="channel", title="好物推荐")
STICKER = Media(file_id="s", set_name="BadCats")
BUTTONS = InlineKeyboard(inline_keyboard=[[InlineButton(text="进群", url="https://t.me/+AbC")]])
OFTEN = Company(repeated=lambda _: 3, alike=lambda _: 3, rate=lambda _: 3)
SELDOM = Company(repeated=lambda _: 2, alike=lambda _: 2, rate=lambda _: 2)
THRICE = Alike(times=3, within=60)


@dataclass(frozen=True)
class Sent:
    """A message, and what else is known of it."""

    text: str | None = "你好"
    fields: dict[str, Any] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)
    author: Author = MEMBER


def media(**fields: Any) -> Sent:
    return Sent(None, fields)


def by(**author: Any) -> Sent:
    return Sent(author=Author(Role.MEMBER, **author))


def edited(first: str | None, text: str, **fields: Any) -> Sent:
    return Sent(text, {"edit_date": 5, **fields}, {"first_text": first})


def at(hour: int) -> Sent:
    return Sent(known={"local": NOON.replace(hour=hour)})


CASES: dict[str, tuple[Condition, Sent, Sent]] = {
    "words": (Condition(words=("加薇", "兼职")), Sent("有 兼 职 吗"), Sent("有工作吗")),
    "words in what it reads like": (Condition(words=("看我主页",)), Sent("看我煮页"), Sent("看我煮饭")),
    "words of a list": (Condition(words=("$ad_words",)), Sent("刷单返利"), Sent("怎么加微信群")),
    "words in messages read together": (
        Condition(words=("兼职日结",)),
        Sent("日结", known={"company": Company(joined_text="兼职日结", joined_ids=(6, 7))}),
        Sent("日结"),
    ),
    "regex": (Condition(regex=r"\d{6}元"), Sent("日赚100000元"), Sent("日赚10元")),
    "regex on the folded text": (Condition(regex="加v[0-9]+"), Sent("加 Ｖ１２３"), Sent("加我")),
    "regex on what it reads like": (Condition(regex="看.{0,2}主页"), Sent("看我煮页"), Sent("看我煮饭")),
    "regex in capitals": (Condition(regex="free"), Sent("FREE"), Sent("fee")),
    "length": (Condition(length=Bounds(least=5, most=6)), Sent("一二三四五"), Sent("一二三四")),
    "length from above": (Condition(length=Bounds(most=1)), Sent("好"), Sent("好的")),
    "emoji": (Condition(emoji=Bounds(least=3)), Sent("👨‍👩‍👧🇨🇳👍🏽"), Sent("👨‍👩‍👧👍🏽 12#")),
    "scripts": (Condition(scripts=Bounds(least=3)), Sent("你好 hello привет"), Sent("日本語のテキスト hello")),
    "folded": (Condition(folded=Bounds(least=0.5)), Sent("𝐁𝐊𝐏𝐚𝐛"), Sent("大家好 hello")),
    "domains": (Condition(domains=("shop.example",)), Sent("看 www.shop.example/a"), Sent("看 example.com")),
    "domains behind words": (
        Condition(domains=("shop.example",)),
        Sent("这里", {"entities": linked("这里", "这里", "https://shop.example").entities}),
        Sent("这里", {"entities": linked("这里", "这里", "https://example.com").entities}),
    ),
    "invites": (Condition(invites=True), Sent("t.me/+abc"), Sent(f"t.me/{GROUP.username}")),
    "no invites": (Condition(invites=False), Sent("你好"), Sent("t.me/+abc")),
    "links": (Condition(links=True), Sent("example.com"), Sent("github.com/a")),
    "links in a rich message": (
        Condition(links=True),
        media(rich_message={"blocks": [{"type": "text", "text": {"text": "看", "url": "https://example.com"}}]}),
        media(rich_message={"blocks": [{"text": "看"}]}),
    ),
    "mentions": (Condition(mentions=Bounds(least=2)), Sent("@tea_one @tea_two"), Sent("@tea_one a.b@example.com")),
    "no mentions": (Condition(mentions=Bounds(most=0)), Sent("你好"), Sent("@tea_one")),
    "media": (Condition(media=("sticker", "contact")), media(contact=Contact()), media(photo=[STICKER])),
    "sticker sets": (
        Condition(sticker_sets=("badcats",)),
        media(sticker=STICKER),
        media(sticker=Media(file_id="s", set_name="Cats")),
    ),
    "forward": (
        Condition(forward=("channel",)),
        Sent(fields={"forward_origin": MessageOrigin(type="channel", chat=CHANNEL)}),
        Sent(fields={"forward_origin": MessageOrigin(type="user", sender_user=User(id=9))}),
    ),
    "via a bot": (Condition(via_bot=True), Sent(fields={"via_bot": User(id=9, username="gif")}), Sent()),
    "not via a bot": (Condition(via_bot=False), Sent(), Sent(fields={"via_bot": User(id=9)})),
    "buttons": (Condition(buttons=True), Sent(fields={"reply_markup": BUTTONS}), Sent()),
    "quote": (Condition(quote=True), Sent(fields={"quote": Quote(text="好")}), Sent()),
    "external reply": (
        Condition(quote=True),
        Sent(fields={"external_reply": ExternalReply(origin=MessageOrigin(type="channel"), chat=CHANNEL)}),
        Sent(),
    ),
    "story": (Condition(story=True), media(story=Story(chat=CHANNEL)), Sent()),
    "reply to a story": (Condition(story=True), Sent(fields={"reply_to_story": Story(chat=CHANNEL)}), Sent()),
    "days": (Condition(days=Bounds(most=3)), by(days=3.0), by(days=3.1)),
    "messages": (Condition(messages=Bounds(most=5)), by(messages=5), by(messages=6)),
    "name": (Condition(profile=("加薇",)), by(name="加 薇 abc"), by(name="小薇")),
    "bio": (Condition(profile=("日结",)), by(bio="兼职日结"), by(name="日", bio="结")),
    "personal channel": (Condition(profile=("返利",)), by(personal_channel="返利群"), by(personal_channel="猫")),
    "channel": (Condition(channel=True), Sent(fields={"sender_chat": CHANNEL}), Sent()),
    "no channel": (Condition(channel=False), Sent(), Sent(fields={"sender_chat": CHANNEL})),
    "repeated": (Condition(repeated=THRICE), Sent(known={"company": OFTEN}), Sent(known={"company": SELDOM})),
    "alike": (Condition(alike=THRICE), Sent(known={"company": OFTEN}), Sent(known={"company": SELDOM})),
    "rate": (Condition(rate=THRICE), Sent(known={"company": OFTEN}), Sent(known={"company": SELDOM})),
    "a link added": (
        Condition(edit_adds=True),
        edited("看", "看 example.com"),
        edited("看 example.com", "来 example.com"),
    ),
    "a name added": (Condition(edit_adds=True), edited("看", "看 @bad_guy"), edited("看 @bad_guy", "看 @Bad_Guy 吧")),
    "a contact added": (Condition(edit_adds=True), edited("看", "微信：abc12345"), edited(None, "微信：abc12345")),
    "an allowed link added": (Condition(edit_adds=True), edited("看", "看 a.com"), edited("看", "看 github.com/a")),
    "first": (Condition(first=("link",)), Sent(known={"firsts": ("link",)}), Sent(known={"firsts": ("forward",)})),
    "comment within": (
        Condition(comment_within=5),
        Sent(known={"is_comment": True, "seconds_after_post": 5.0}),
        Sent(known={"is_comment": True, "seconds_after_post": 5.1}),
    ),
    "spam": (Condition(spam=Bounds(least=0.9)), Sent(known={"spam": lambda: 0.9}), Sent(known={"spam": lambda: 0.8})),
    "offence": (
        Condition(offence=Bounds(least=0.9)),
        Sent(known={"offence": lambda: 1.0}),
        Sent(known={"offence": lambda: 0.1}),
    ),
    "hour": (Condition(hour=Bounds(least=9, most=17)), at(17), at(18)),
    "hour past midnight": (Condition(hour=Bounds(least=22, most=6)), at(3), at(12)),
    "group": (
        Condition(group=When(all=(Condition(words=("茶",)), Condition(length=Bounds(least=3))))),
        Sent("喝茶吗"),
        Sent("茶"),
    ),
}
# The bot's settings allow github.com; these cases do too.
ALLOWED = ("github.com",)


def findings(when: When, sent: Sent) -> tuple[Finding, ...]:
    compiled = compile_rules([Rule(name="r", mode=Mode.ENFORCE, when=when)], ALLOWED)
    asked = facts(message(sent.text, **sent.fields), sent.author, **sent.known)  # type: ignore[arg-type]
    verdict = evaluate(asked, compiled).enforced
    return verdict.evidence if verdict is not None else ()


@pytest.mark.parametrize(("condition", "hit", "miss"), CASES.values(), ids=CASES.keys())
def test_hit_and_miss(condition: Condition, hit: Sent, miss: Sent) -> None:
    found = findings(When(all=(condition,)), hit)
    assert found
    for finding in found:
        assert finding.kind in CONDITION_KINDS
        if finding.span is not None and hit.text is not None:
            assert hit.text[slice(*finding.span)].strip()
    assert findings(When(all=(condition,)), miss) == ()


@pytest.mark.parametrize(("condition", "hit", "miss"), CASES.values(), ids=CASES.keys())
def test_none_is_the_opposite(condition: Condition, hit: Sent, miss: Sent) -> None:
    assert findings(When(none=(condition,)), hit) == ()
    assert findings(When(none=(condition,)), miss)


@pytest.mark.parametrize(("condition", "hit", "miss"), CASES.values(), ids=CASES.keys())
def test_any_needs_one(condition: Condition, hit: Sent, miss: Sent) -> None:
    never = Condition(words=("从来不说的话",))
    assert findings(When(any=(never, condition)), hit)
    assert findings(When(any=(never, condition)), miss) == ()
    assert findings(When(all=(never, condition)), hit) == ()


def test_every_condition_has_its_case() -> None:
    assert {set_field(condition)[0] for condition, _, _ in CASES.values()} == set(CONDITION_KINDS)


def test_a_finding_shows_where_and_how_it_was_read() -> None:
    assert findings(When(all=(Condition(words=("看我主页",)),)), Sent("来，看我煮页吧")) == (
        Finding("words", (2, 6), "看我主页"),
    )
    assert findings(When(all=(Condition(regex="v[0-9]+"),)), Sent("加 Ｖ１２")) == (Finding("regex", (2, 5), "v12"),)


def test_a_costly_score_is_asked_last() -> None:
    asked: list[str] = []

    def score() -> float:
        asked.append("spam")
        return 1.0

    conditions = (Condition(spam=Bounds(least=0.5)), Condition(length=Bounds(least=100)))
    assert findings(When(all=conditions), Sent(known={"spam": score})) == ()
    assert asked == []
