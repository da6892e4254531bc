"""What a rule would have done about stored messages."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.membership.past_message import PastMessage
from bot.membership.roles import Role, Standing
from bot.messages.message import MEDIA_KINDS
from bot.moderation.rules.model import Alike, Condition, Examples, Mode, Rule, Scope, When, Who
from bot.moderation.rules.replay import (
    MOST_SAMPLES,
    Ground,
    Replay,
    blind_spots,
    compile_observing,
    failed_examples,
    judge,
    message_of,
)

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
CHAT = -100
MEMBER = Standing(messages=200)
FRESH = Standing(joined_at=NOON - timedelta(hours=1), messages=1)


def past(
    text: str, standing: Standing = MEMBER, *, user_id: int | None = 7, kind: str = "text", **more: object
) -> PastMessage:
    values = {"chat_id": CHAT, "message_id": 1, "sender_chat_id": None, "thread_id": None, "sent_at": NOON} | more
    return PastMessage(user_id=user_id, kind=kind, text=text, standing=standing, **values)  # type: ignore[arg-type]


def rule(*conditions: Condition, name: str = "w1", **more: object) -> Rule:
    return Rule(name=name, when=When(any=conditions), **more)  # type: ignore[arg-type]


def hits(one: Rule, message: PastMessage, *, administrators: tuple[int, ...] = ()) -> bool:
    ground = Ground(compile_observing([one], (), {}), {}, {CHAT: administrators}, ZoneInfo("Asia/Shanghai"))
    [(_, verdicts)] = judge([message], ground)
    return one.name in verdicts


WORDS = rule(Condition(words=("团购",)))
CASES = [
    (WORDS, past("今晚团 购"), True),
    (WORDS, past("今晚"), False),
    (WORDS, past("团购", kind="photo"), True),
    (WORDS, past("团购", user_id=None), False),
    (WORDS, past("团购", Standing(granted=Role.MODERATOR)), False),
    (replace(WORDS, mode=Mode.OFF), past("团购"), False),
    (replace(WORDS, scope=Scope(who=Who.NEWCOMERS)), past("团购"), False),
    (replace(WORDS, scope=Scope(who=Who.NEWCOMERS)), past("团购", FRESH), True),
    (replace(WORDS, scope=Scope(who=Who.CHANNELS)), past("团购", user_id=136817688, sender_chat_id=-1009), True),
    (replace(WORDS, scope=Scope(topics=(3,))), past("团购", thread_id=4), False),
    (replace(WORDS, scope=Scope(topics=(3,))), past("团购", thread_id=3), True),
    (replace(WORDS, scope=Scope(hours="11:00-13:00")), past("团购"), True),
    (replace(WORDS, scope=Scope(hours="22:00-07:00")), past("团购"), False),
    (rule(Condition(media=("sticker",))), past("", kind="sticker"), True),
    (rule(Condition(media=("sticker",))), past("", kind="photo"), False),
    (rule(Condition(domains=("shop.example",))), past("看 https://shop.example/a"), True),
]


@pytest.mark.parametrize(("one", "message", "expected"), CASES)
def test_a_stored_message_is_judged_as_it_would_have_been(one: Rule, message: PastMessage, expected: bool) -> None:
    # Whether the rule is off now says nothing about what it would have done.
    assert hits(one, message) is (expected or one.mode is Mode.OFF)


def test_administrators_are_left_alone() -> None:
    assert not hits(WORDS, past("团购"), administrators=(7,))


@pytest.mark.parametrize("kind", MEDIA_KINDS)
def test_every_kind_of_message_can_be_asked_again(kind: str) -> None:
    message = message_of(past("说明", kind=kind), None)
    assert message.kind == kind
    assert not hits(WORDS, past("说明", kind=kind))


def test_samples_of_regulars_come_first_and_are_bounded() -> None:
    found = Replay()
    ground = Ground(compile_observing([WORDS], (), {}), {}, {}, ZoneInfo("Asia/Shanghai"))
    messages = [past("团购", FRESH, user_id=number) for number in range(MOST_SAMPLES + 5)] + [past("团购接龙")]
    for message, verdicts in judge(messages, ground):
        found.note(message, verdicts["w1"])
    assert (found.hits, len(found.people), found.regulars) == (MOST_SAMPLES + 6, MOST_SAMPLES + 5, {7})
    assert found.samples[0].text == "团购接龙"
    assert found.samples[0].reading
    assert len(found.samples) == MOST_SAMPLES + 1


def test_each_rule_is_heard_by_itself() -> None:
    second = rule(Condition(words=("接龙",)), name="w2", mode=Mode.ENFORCE)
    ground = Ground(compile_observing([WORDS, second], (), {}), {}, {}, ZoneInfo("Asia/Shanghai"))
    [(_, verdicts)] = judge([past("团购接龙")], ground)
    assert set(verdicts) == {"w1", "w2"}


@pytest.mark.parametrize("scope", [Scope(), Scope(who=Who.CHANNELS), Scope(hours="01:00-02:00"), Scope(comments=True)])
def test_examples_are_tried_in_any_scope(scope: Scope) -> None:
    one = replace(WORDS, scope=scope, examples=Examples(must_hit=("团购", "接龙"), must_miss=("你好", "团 购吗")))
    assert failed_examples(one, (), {}, NOON) == (["接龙"], ["团 购吗"])


def test_what_is_not_stored_is_said() -> None:
    assert not blind_spots(WORDS)
    assert blind_spots(rule(Condition(rate=Alike(times=3))))
    assert blind_spots(rule(Condition(group=When(any=(Condition(forward=("channel",)),)))))
