"""Effects as rows: each cause once, whatever is read back is what was written, and what is done says nothing any more."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json
from sqlalchemy import func, select

from bot.i18n.translator import Html, escape, mention
from bot.outbox import actions, queries
from bot.outbox.actions import EffectOutcome, PendingEffect
from bot.outbox.effects import (
    Ban,
    Button,
    Call,
    Delete,
    Edit,
    Effect,
    Priority,
    Restrict,
    Send,
    SendDocument,
    Unban,
    is_send,
)
from bot.outbox.tables import OutboxRow

GROUP = -1001234567890
HELLO = Send(chat_id=GROUP, text="你好")


@pytest.fixture
def announced(database) -> list[PendingEffect]:
    found: list[PendingEffect] = []
    database.commit_hooks.append(found.extend)
    return found


async def rows(database) -> int:
    async with database.read() as view:
        return int(await view.scalar(select(func.count()).select_from(OutboxRow)))


async def test_one_cause_has_one_effect(database, announced):
    async with database.begin() as tx:
        await actions.put(tx, HELLO, key="case:1:card")
        await actions.put(tx, Send(chat_id=GROUP, text="再见"), key="case:1:card")
    async with database.begin() as tx:
        await actions.put(tx, Send(chat_id=GROUP, text="再见"), key="case:1:card")
        assert not await actions.put_first(tx, Send(chat_id=GROUP, text="再见"), key="case:1:card")
    assert await rows(database) == 1
    assert [one.effect for one in announced] == [HELLO]


async def test_a_restart_finds_what_was_announced_in_the_same_order(database, announced):
    async with database.begin() as tx:
        await actions.put(tx, HELLO, key="a", priority=Priority.DIGEST, after=timedelta(seconds=30), at_most_once=True)
        await actions.put(tx, Delete(chat_id=GROUP, message_ids=(1, 2)), key="b", priority=Priority.MODERATION)
    async with database.read() as view:
        assert await queries.pending(view) == announced
        assert await queries.depth(view) == 2
    assert announced[0].not_before == database.clock.now() + timedelta(seconds=30)


async def test_what_is_settled_waits_no_more(database, announced):
    async with database.begin() as tx:
        for key in ("sent", "refused", "unknown", "waiting"):
            await actions.put(tx, HELLO, key=key)
    ids = {one.key: one.id for one in announced}
    outcomes = [
        EffectOutcome(ids["sent"], "sent", message_id=77),
        EffectOutcome(ids["refused"], "refused", error="x" * 900),
        EffectOutcome(ids["unknown"], "unknown"),
    ]
    for _ in range(2):
        async with database.begin() as tx:
            await actions.settle(tx, outcomes)
    async with database.read() as view:
        assert [one.key for one in await queries.pending(view)] == ["waiting"]
        assert await queries.sent_message(view, "sent") == queries.SentMessage(GROUP, 77)
        assert await queries.sent_message(view, "refused") is None
        assert await queries.sent_message(view, "waiting") is None
        assert await queries.sent_message(view, "never written") is None


async def test_what_is_done_keeps_no_text(database, announced):
    """It names people and has no reader any more; only an unknown outcome may be offered again."""
    async with database.begin() as tx:
        for key in ("sent", "refused", "unknown"):
            await actions.put(tx, Send(chat_id=GROUP, text=mention(7, "小明")), key=key)
    async with database.begin() as tx:
        await actions.settle(tx, [EffectOutcome(one.id, one.key) for one in announced])
    async with database.read() as view:
        kept = {
            row.effect_key: row.effect for row in await view.execute(select(OutboxRow.effect_key, OutboxRow.effect))
        }
    assert [key for key, effect in kept.items() if "小明" in effect] == ["unknown"]


async def test_an_attempt_is_noted_before_it_is_made(database, announced):
    async with database.begin() as tx:
        await actions.put(tx, HELLO, key="digest", at_most_once=True)
    async with database.begin() as tx:
        await actions.mark_attempt(tx, announced[0].id)
    async with database.read() as view:
        assert [one.attempts for one in await queries.pending(view)] == [1]


async def test_what_waits_follows_a_group_that_became_a_supergroup(database, announced):
    async with database.begin() as tx:
        await actions.put(tx, Send(chat_id=-5, text="done"), key="done")
        await actions.put(tx, Send(chat_id=-5, text="waits"), key="waits")
        await actions.put(tx, Send(chat_id=-6, text="elsewhere"), key="elsewhere")
    async with database.begin() as tx:
        await actions.settle(tx, [EffectOutcome(announced[0].id, "sent", message_id=1)])
        await actions.move_chat(tx, -5, GROUP)
    async with database.read() as view:
        found = await view.execute(select(OutboxRow.effect_key, OutboxRow.chat_id))
        chats = {row.effect_key: row.chat_id for row in found}
    assert chats == {"done": -5, "waits": GROUP, "elsewhere": -6}


async def test_old_effects_go_and_waiting_ones_stay(database, announced, clock):
    async with database.begin() as tx:
        await actions.put(tx, HELLO, key="old")
        await actions.put(tx, HELLO, key="waiting")
    async with database.begin() as tx:
        await actions.settle(tx, [EffectOutcome(announced[0].id, "sent")])
    await clock.advance(timedelta(days=8))
    async with database.begin() as tx:
        assert await actions.forget_before(tx, tx.now - timedelta(days=7)) == 1
    assert await rows(database) == 1


async def test_text_made_by_the_translator_is_text(database, announced):
    """`Html` is a subclass of str that msgspec does not know."""
    async with database.begin() as tx:
        await actions.put(tx, Send(chat_id=GROUP, text=Html("<b>好</b>") + escape("<")), key="html")
    async with database.read() as view:
        (found,) = await queries.pending(view)
    assert found.effect == Send(chat_id=GROUP, text="<b>好</b>&lt;")


SENDS = [
    (HELLO, True),
    (SendDocument(chat_id=GROUP, filename="x.yaml", content=b"x"), True),
    (Edit(chat_id=GROUP, text="x", message_id=1), True),
    (Call(chat_id=GROUP, method="copyMessage", parameters={}, counts_as_send=True), True),
    (Call(chat_id=GROUP, method="pinChatMessage", parameters={}), False),
    (Delete(chat_id=GROUP, message_ids=(1,)), False),
    (Restrict(chat_id=GROUP, user_id=1, permissions={}), False),
    (Ban(chat_id=GROUP, user_id=1), False),
    (Unban(chat_id=GROUP, user_id=1), False),
]


@pytest.mark.parametrize(("effect", "expected"), SENDS, ids=lambda value: type(value).__name__)
def test_only_messages_count_against_the_limits(effect: Effect, expected: bool):
    assert is_send(effect) is expected


IDS = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(max_size=50)
MAYBE_ID = st.none() | IDS
KEYBOARDS = st.lists(
    st.lists(st.builds(Button, text=TEXTS, data=st.none() | TEXTS, url=st.none() | TEXTS), max_size=3).map(tuple),
    max_size=3,
).map(tuple)
JSON = st.recursive(
    st.none() | st.booleans() | IDS | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
EFFECTS = st.one_of(
    st.builds(
        Send,
        chat_id=IDS,
        text=TEXTS,
        reply_to=MAYBE_ID,
        thread_id=MAYBE_ID,
        keyboard=KEYBOARDS,
        silent=st.booleans(),
        alone_for=MAYBE_ID,
        callback_query_id=st.none() | TEXTS,
        remove_after=st.none() | st.floats(0, 1e6),
        secret=st.booleans(),
        preview=st.booleans(),
    ),
    st.builds(
        SendDocument, chat_id=IDS, filename=TEXTS, content=st.binary(max_size=50), caption=TEXTS, reply_to=MAYBE_ID
    ),
    st.builds(Edit, chat_id=IDS, text=TEXTS, message_id=MAYBE_ID, sent_by=st.none() | TEXTS, keyboard=KEYBOARDS),
    st.builds(Delete, chat_id=IDS, message_ids=st.lists(IDS, max_size=100).map(tuple)),
    st.builds(Restrict, chat_id=IDS, user_id=IDS, permissions=st.dictionaries(TEXTS, st.booleans()), until=MAYBE_ID),
    st.builds(Ban, chat_id=IDS, user_id=IDS, until=MAYBE_ID, revoke_messages=st.booleans()),
    st.builds(Unban, chat_id=IDS, user_id=IDS, only_if_banned=st.booleans()),
    st.builds(
        Call,
        chat_id=IDS,
        method=TEXTS,
        parameters=st.dictionaries(TEXTS, JSON, max_size=3),
        counts_as_send=st.booleans(),
    ),
)


@given(EFFECTS)
def test_an_effect_comes_back_as_it_went_in(effect: Effect):
    assert json.decode(json.encode(effect), type=Effect) == effect
