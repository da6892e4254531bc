"""What becomes of an effect: done, tried again, refused, unknown; and who hears of it."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.clock import ManualClock
from bot.membership import actions as membership
from bot.membership import queries as roster
from bot.messages import Chat
from bot.outbox.effects import Ban, Call, Delete, Edit, Effect, Restrict, SendDocument
from bot.outbox.events import EffectRefused, EffectSent
from bot.persistence.transaction import Transaction
from tests.telegram.post_office import GROUP, PERSON, PostOffice, say
from tests.telegram.scripted_api import BROKEN, Answer, error, flood, lost, migrated

BAD = "Bad Request: "
SUPERGROUP = -100500


async def test_no_answer_and_5xx_are_tried_again_with_growing_pauses(post: PostOffice) -> None:
    post.api.plan("deleteMessage", lost(), BROKEN, error(502, "Bad Gateway"), lost(), BROKEN, BROKEN, BROKEN)
    key = await post.put(Delete(chat_id=GROUP, message_ids=(1,)))
    await post.passes(300)
    instants = [one.at for one in post.api.of("deleteMessage")]
    pauses = [round(later - before, 3) for before, later in pairwise(instants)]
    assert pauses == [0.2, 1.0, 3.0, 10.0, 30.0, 60.0, 60.0]
    assert await post.state(key) == "sent"


async def test_a_day_without_an_answer_is_enough(post: PostOffice, clock: ManualClock) -> None:
    post.api.plan("sendMessage", *[BROKEN] * 2000)
    key = await post.put(say("yesterday"))
    await post.passes(200)
    await post.restart()
    await post.passes(60)
    assert await post.state(key) == "pending"
    clock.jump(timedelta(hours=25))
    await post.passes(60)
    assert await post.state(key) == "refused"
    assert post.delivery.depth == 0


async def test_a_lost_answer_may_repeat_a_message(post: PostOffice) -> None:
    post.api.plan("sendMessage", lost())
    key = await post.put(say("hello"))
    await post.passes(1)
    assert post.api.texts() == ["hello", "hello"]
    assert await post.state(key) == "sent"


@pytest.mark.parametrize("answer", [lost(), error(502, "Bad Gateway"), error(504, "Gateway Timeout")])
async def test_what_goes_at_most_once_is_unknown_after_a_lost_answer(post: PostOffice, answer: Answer) -> None:
    post.api.plan("sendMessage", answer)
    key = await post.put(say("digest"), at_most_once=True)
    await post.passes(100)
    assert post.api.texts() == ["digest"]
    assert await post.state(key) == "unknown"


@pytest.mark.parametrize("answer", [BROKEN, flood(1), Answer(raises=ConnectionRefusedError())])
async def test_what_never_took_effect_is_tried_again_even_at_most_once(post: PostOffice, answer: Answer) -> None:
    post.api.plan("sendMessage", answer)
    key = await post.put(say("digest"), at_most_once=True)
    await post.passes(2)
    assert post.api.texts() == ["digest", "digest"]
    assert await post.state(key) == "sent"


@pytest.mark.parametrize(
    ("effect", "method", "description"),
    [
        (Delete(chat_id=GROUP, message_ids=(1,)), "deleteMessage", "message to delete not found"),
        (Delete(chat_id=GROUP, message_ids=(1, 2)), "deleteMessages", "MESSAGE_ID_INVALID"),
        (Edit(chat_id=GROUP, message_id=1, text="a"), "editMessageText", "message to edit not found"),
        (Edit(chat_id=GROUP, message_id=1, text="a"), "editMessageText", "message is not modified: exactly the same"),
        (Ban(chat_id=GROUP, user_id=1), "banChatMember", "PARTICIPANT_ID_INVALID"),
        (Restrict(chat_id=GROUP, user_id=1, permissions={}), "restrictChatMember", "USER_NOT_PARTICIPANT"),
    ],
)
async def test_what_is_so_already_is_done(post: PostOffice, effect: Effect, method: str, description: str) -> None:
    post.api.plan(method, error(400, BAD + description))
    key = await post.put(effect)
    await post.passes(100)
    assert len(post.api.of(method)) == 1
    assert await post.state(key) == "sent"


@pytest.mark.parametrize(
    ("effect", "method"),
    [(say("a"), "sendMessage"), (SendDocument(chat_id=GROUP, filename="a", content=b"a"), "sendDocument")],
)
async def test_a_message_that_was_not_sent_is_not_done(post: PostOffice, effect: Effect, method: str) -> None:
    post.api.plan(method, error(400, BAD + "message to be replied not found"))
    key = await post.put(effect)
    await post.delivery.drained()
    assert await post.state(key) == "refused"


async def test_who_blocked_the_bot_is_not_reachable(post: PostOffice) -> None:
    post.api.plan("sendMessage", error(403, "Forbidden: bot was blocked by the user"))
    key = await post.put(say("hello", PERSON))
    await post.delivery.drained()
    assert await post.state(key) == "refused"
    async with post.database.read() as view:
        person = await roster.person(view, PERSON)
    assert person is not None
    assert person.reach == "blocked"


async def test_subscribers_hear_of_outcomes_in_the_transaction_that_records_them(post: PostOffice) -> None:
    heard: list[tuple[str, str]] = []

    async def on_sent(tx: Transaction, event: EffectSent) -> None:
        heard.append((event.key, f"sent {event.message_id}"))

    async def on_refused(tx: Transaction, event: EffectRefused) -> None:
        heard.append((event.key, event.failure))

    post.database.subscribers = {EffectSent: (on_sent,), EffectRefused: (on_refused,)}
    post.api.plan("deleteMessage", error(400, BAD + "CHAT_ADMIN_REQUIRED"))
    await post.put(say("one"), key="one")
    await post.delivery.drained()
    await post.put(Delete(chat_id=GROUP, message_ids=(1,)), key="two")
    await post.delivery.drained()
    assert heard == [("one", "sent 1"), ("two", "no_rights")]


async def test_a_subscriber_that_fails_costs_no_outcome(post: PostOffice) -> None:
    """Otherwise a restart sends everything again."""

    async def fail(tx: Transaction, event: Any) -> None:
        raise LookupError("a bug of somebody else")

    post.database.subscribers = {EffectSent: (fail,)}
    keys = [await post.put(say(text)) for text in ("one", "two")]
    await post.delivery.drained()
    assert [await post.state(key) for key in keys] == ["sent", "sent"]
    await post.restart()
    assert post.api.texts() == ["one", "two"]


async def test_a_bug_in_one_effect_holds_up_no_other(post: PostOffice) -> None:
    post.api.plan("sendMessage", *[Answer(raises=LookupError("a bug"))] * 100, chat_id=GROUP)
    key = await post.put(say("cursed"))
    await post.passes(0)
    await post.put(Delete(chat_id=GROUP, message_ids=(1,)))
    await post.passes(200)
    assert await post.state(key) == "refused"
    assert len(post.api.of("sendMessage")) == 6
    post.api._plans.clear()
    key = await post.put(say("blessed"))
    await post.delivery.drained()
    assert await post.state(key) == "sent"


# ---- groups that become supergroups


@pytest.fixture
async def community(post: PostOffice) -> int:
    async with post.database.begin() as tx:
        return await membership.ensure_chat(tx, Chat(id=GROUP, type="group", title="茶友会"))


async def chat_ids(post: PostOffice, community: int) -> list[int]:
    async with post.database.read() as view:
        return [chat.chat_id for chat in await roster.chats_of(view, community)]


async def test_a_migrated_group_is_followed(post: PostOffice, community: int) -> None:
    post.api.plan("sendMessage", migrated(SUPERGROUP), chat_id=GROUP)
    key = await post.put(say("hello", reply_to=17))
    await post.passes(0)
    sent = post.api.of("sendMessage")
    assert [one.chat_id for one in sent] == [GROUP, SUPERGROUP]
    assert "reply_parameters" not in sent[1].params, "the message it answers stayed in the old group"
    assert await post.state(key) == "sent"
    assert await chat_ids(post, community) == [SUPERGROUP]
    await post.put(say("and again"), Restrict(chat_id=GROUP, user_id=5, permissions={}))
    await post.delivery.drained()
    assert [one.chat_id for one in post.api.calls[2:]] == [SUPERGROUP, SUPERGROUP]


async def test_messages_of_the_old_group_are_left_alone(post: PostOffice, community: int) -> None:
    """Their numbers mean other messages in the supergroup."""
    card = await post.put(say("card"))
    await post.delivery.drained()
    post.api.plan("deleteMessage", migrated(SUPERGROUP))
    keys = [await post.put(Delete(chat_id=GROUP, message_ids=(1,)))]
    await post.delivery.drained()
    keys.append(await post.put(Edit(chat_id=GROUP, message_id=1, text="new")))
    keys.append(await post.put(Edit(chat_id=GROUP, sent_by=card, text="new")))
    keys.append(await post.put(Edit(chat_id=SUPERGROUP, sent_by=card, text="new")))
    keys.append(await post.put(Delete(chat_id=GROUP, message_ids=(1, 2))))
    await post.delivery.drained()
    assert [await post.state(key) for key in keys] == ["sent"] * 5
    assert [one.method for one in post.api.calls] == ["sendMessage", "deleteMessage"]


async def test_other_calls_follow_with_their_parameters(post: PostOffice, community: int) -> None:
    post.api.plan("setChatTitle", migrated(SUPERGROUP))
    await post.put(Call(chat_id=GROUP, method="setChatTitle", parameters={"chat_id": GROUP, "title": "新"}))
    await post.delivery.drained()
    assert [one.chat_id for one in post.api.calls] == [GROUP, SUPERGROUP]


async def test_a_group_that_migrates_to_itself_is_refused(post: PostOffice) -> None:
    post.api.plan("sendMessage", migrated(GROUP))
    key = await post.put(say("hello"))
    await post.delivery.drained()
    assert await post.state(key) == "refused"


async def test_what_waits_for_the_old_group_goes_to_the_new_one_after_a_restart(
    post: PostOffice, community: int
) -> None:
    key = await post.later(say("later"), 60)
    async with post.database.begin() as tx:
        await membership.move_chat(tx, GROUP, SUPERGROUP)
    assert (await post.row(key)).chat_id == SUPERGROUP
    await post.restart()
    post.api.plan("sendMessage", migrated(SUPERGROUP), chat_id=GROUP)
    await post.passes(61)
    assert post.api.of("sendMessage")[-1].chat_id == SUPERGROUP
    assert await post.state(key) == "sent"
