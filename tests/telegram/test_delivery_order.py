"""Who goes first: in a chat by priority, then by arrival; what is no message goes beside; limits hold up only their chat."""

import asyncio

import pytest

from bot.config import SendLimits
from bot.outbox.effects import Ban, Call, Delete, Edit, Priority, Restrict, SendDocument, Unban
from bot.persistence.database import Database
from tests.telegram.post_office import GROUP, OTHER_GROUP, PERSON, PostOffice, say
from tests.telegram.scripted_api import BROKEN, flood, held, lost, result

MODERATION, ANSWER, DIGEST, CAMPAIGN = Priority.MODERATION, Priority.ANSWER, Priority.DIGEST, Priority.CAMPAIGN


async def test_effects_of_one_transaction_go_by_priority_then_arrival(post: PostOffice) -> None:
    await post.put_all(
        (say("digest"), DIGEST),
        (say("answer 1"), ANSWER),
        (say("card 1"), MODERATION),
        (say("answer 2"), ANSWER),
        (say("card 2"), MODERATION),
    )
    await post.delivery.drained()
    assert post.api.texts() == ["card 1", "card 2", "answer 1", "answer 2", "digest"]


async def test_what_waits_in_a_chat_goes_by_priority_then_arrival(post: PostOffice) -> None:
    gate = asyncio.Event()
    post.api.plan("sendMessage", held(gate))
    await post.put(say("first"), priority=DIGEST)
    await post.still()
    for text, priority in (("digest", DIGEST), ("answer 1", ANSWER), ("card", MODERATION), ("answer 2", ANSWER)):
        await post.put(say(text), priority=priority)
    await post.put(say("elsewhere", OTHER_GROUP), priority=CAMPAIGN)
    await post.still()
    assert post.api.texts() == ["first", "elsewhere"]
    gate.set()
    await post.delivery.drained()
    assert post.api.texts(GROUP) == ["first", "card", "answer 1", "answer 2", "digest"]


async def test_messages_files_and_edits_share_the_order(post: PostOffice) -> None:
    await post.put(say("one"), SendDocument(chat_id=GROUP, filename="a.yaml", content=b"a: 1"))
    await post.put(Edit(chat_id=GROUP, message_id=5, text="three"))
    await post.put(Call(chat_id=GROUP, method="sendPoll", parameters={"chat_id": GROUP}, counts_as_send=True))
    await post.delivery.drained()
    assert [one.method for one in post.api.calls] == ["sendMessage", "sendDocument", "editMessageText", "sendPoll"]


async def test_deletions_and_bans_do_not_wait_for_messages(post: PostOffice) -> None:
    gate = asyncio.Event()
    post.api.plan("sendMessage", held(gate))
    await post.put(say("slow"), say("behind it"))
    await post.put(
        Delete(chat_id=GROUP, message_ids=(1,)),
        Restrict(chat_id=GROUP, user_id=5, permissions={"can_send_messages": False}, until=99),
        Ban(chat_id=GROUP, user_id=6),
        Unban(chat_id=GROUP, user_id=7),
        Call(chat_id=GROUP, method="pinChatMessage", parameters={"chat_id": GROUP, "message_id": 1}),
    )
    await post.still()
    assert {one.method for one in post.api.calls} == {
        "sendMessage",
        "deleteMessage",
        "restrictChatMember",
        "banChatMember",
        "unbanChatMember",
        "pinChatMessage",
    }
    assert post.api.texts() == ["slow"]
    gate.set()
    await post.delivery.drained()


async def test_one_slow_deletion_holds_up_no_other(post: PostOffice) -> None:
    gate = asyncio.Event()
    post.api.plan("deleteMessage", held(gate))
    await post.put(*(Delete(chat_id=GROUP, message_ids=(number,)) for number in range(1, 30)))
    await post.still()
    assert len(post.api.of("deleteMessage")) == 29
    assert post.delivery.depth == 1
    gate.set()
    await post.delivery.drained()


@pytest.fixture
async def limited(database: Database) -> PostOffice:
    office = PostOffice(database, SendLimits())
    await office.open()
    return office


async def test_exhausted_limits_hold_up_neither_deletions_nor_other_chats(limited: PostOffice) -> None:
    await limited.put(*(say(f"{number}") for number in range(5)))
    await limited.put(Delete(chat_id=GROUP, message_ids=(1,)), say("elsewhere", OTHER_GROUP))
    await limited.still()
    assert limited.api.texts() == ["0", "1", "2", "elsewhere"]
    assert limited.api.of("deleteMessage")
    await limited.passes(2)
    assert limited.api.texts(GROUP) == ["0", "1", "2", "3", "4"]
    await limited.close()


async def test_the_group_minute_holds(limited: PostOffice) -> None:
    await limited.put(*(say(f"{number}") for number in range(45)))
    await limited.passes(130)
    instants = [one.at for one in limited.api.of("sendMessage")]
    assert len(instants) == 45
    for start in instants:
        assert sum(start <= at < start + 60 - 1e-6 for at in instants) <= 20
    await limited.close()


async def test_urgent_words_overtake_what_their_chat_already_waits_with(database: Database) -> None:
    """A campaign to many people fills the overall limit; a card to a chat that waits for its campaign text goes next."""
    office = PostOffice(database, SendLimits(overall_per_second=1, chat_per_second=10, chat_burst=10))
    await office.open()
    await office.put(*(say("offer", chat_id) for chat_id in range(1, 7)), priority=CAMPAIGN)
    await office.still()
    await office.put(say("card", 6), priority=MODERATION)
    await office.passes(1)
    assert [(one.chat_id, one.text) for one in office.api.calls] == [(1, "offer"), (6, "card")]
    await office.passes(5)
    assert len(office.api.calls) == 7
    await office.close()


async def test_a_429_holds_up_its_chat_alone_and_for_so_long(post: PostOffice) -> None:
    post.api.plan("sendMessage", flood(7), chat_id=GROUP)
    await post.put(say("a"))
    await post.still()
    await post.put(say("b"), say("elsewhere", OTHER_GROUP), say("private", PERSON))
    await post.put(Delete(chat_id=GROUP, message_ids=(1,)), Delete(chat_id=OTHER_GROUP, message_ids=(2,)))
    await post.still()
    assert post.api.texts() == ["a", "elsewhere", "private"]
    assert [one.chat_id for one in post.api.of("deleteMessage")] == [OTHER_GROUP]
    await post.passes(6.9)
    assert len(post.api.of("sendMessage", GROUP)) == 1
    await post.passes(0.2)
    assert post.api.texts(GROUP) == ["a", "a", "b"]
    assert len(post.api.of("deleteMessage", GROUP)) == 1


async def test_a_429_for_a_deletion_holds_up_the_messages_of_its_chat(post: PostOffice) -> None:
    post.api.plan("deleteMessage", flood(3), flood(2))
    await post.put(Delete(chat_id=GROUP, message_ids=(1,)))
    await post.still()
    await post.put(say("later"))
    await post.passes(2.9)
    assert post.api.texts() == []
    await post.passes(0.2)
    assert len(post.api.of("deleteMessage")) == 2
    await post.passes(2)
    assert (len(post.api.of("deleteMessage")), post.api.texts()) == (3, ["later"])


@pytest.mark.parametrize("failure", [BROKEN, lost()])
async def test_a_lost_packet_changes_no_order(post: PostOffice, failure: object) -> None:
    post.api.plan("sendMessage", failure)  # type: ignore[arg-type]
    await post.put(say("one"), say("two"))
    await post.still()
    assert post.api.texts() == ["one"]
    await post.passes(0.3)
    assert post.api.texts() == ["one", "one", "two"]


async def test_what_fails_again_and_again_lets_the_others_pass(post: PostOffice) -> None:
    post.api.plan("sendMessage", *[BROKEN] * 4, result({"message_id": 1}), BROKEN)
    await post.put(say("cursed"), say("after it"))
    await post.passes(4.3)
    assert post.api.texts() == ["cursed"] * 4 + ["after it"]
    await post.passes(60)
    assert post.api.texts() == ["cursed"] * 4 + ["after it"] + ["cursed"] * 2
    assert post.delivery.depth == 0
