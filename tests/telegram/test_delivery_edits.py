"""Edits of messages by the effect that sent them, which may not have happened yet."""

import asyncio
from datetime import timedelta

from bot.outbox.effects import Edit, Priority
from tests.telegram.post_office import GROUP, PostOffice, say
from tests.telegram.scripted_api import BROKEN, error, held, lost


def edit(text: str, sent_by: str = "card") -> Edit:
    return Edit(chat_id=GROUP, sent_by=sent_by, text=text)


def edited(post: PostOffice) -> list[tuple[int, str]]:
    return [(call.params["message_id"], call.text) for call in post.api.of("editMessageText")]


async def test_an_edit_finds_the_message_of_its_send(post: PostOffice) -> None:
    await post.put(say("other"))
    await post.put(say("card"), key="card")
    await post.put(edit("changed"))
    await post.delivery.drained()
    assert edited(post) == [(2, "changed")]


async def test_of_edits_that_are_due_together_the_newest_is_made(post: PostOffice) -> None:
    await post.put(say("card"), key="card")
    await post.delivery.drained()
    await post.put(edit("1 person"), after=timedelta(seconds=3))
    await post.passes(1)
    keys = [await post.put(edit("2 people"), after=timedelta(seconds=2))]
    keys.append(await post.put(edit("3 people"), after=timedelta(seconds=2)))
    keys.append(await post.put(edit("later"), after=timedelta(seconds=5)))
    await post.passes(2)
    assert edited(post) == [(1, "3 people")]
    await post.passes(3)
    assert edited(post) == [(1, "3 people"), (1, "later")]
    assert {await post.state(key) for key in keys} == {"sent"}


async def test_an_edit_waits_for_its_send(post: PostOffice) -> None:
    gate = asyncio.Event()
    post.api.plan("sendMessage", held(gate))
    await post.put(say("card"), key="card", priority=Priority.TICKET)
    await post.still()
    await post.put(edit("changed"), priority=Priority.MODERATION)
    await post.passes(20)
    assert edited(post) == []
    gate.set()
    await post.passes(5)
    assert edited(post) == [(1, "changed")]
    assert post.delivery.depth == 0


async def test_an_edit_that_is_more_urgent_than_its_send_waits_too(post: PostOffice) -> None:
    await post.put_all((say("other"), Priority.ANSWER))
    async with post.database.begin() as tx:
        from bot.outbox import actions as outbox

        await outbox.put(tx, say("card"), key="card", priority=Priority.DIGEST)
        await outbox.put(tx, edit("changed"), key="edit", priority=Priority.MODERATION)
    await post.passes(1)
    assert edited(post) == [(2, "changed")]


async def test_an_edit_of_a_refused_message_is_given_up_at_once(post: PostOffice) -> None:
    """It once asked the database twice a second for a day."""
    post.api.plan("sendMessage", error(403, "Forbidden: bot was kicked from the supergroup chat"))
    await post.put(say("card"), key="card")
    await post.delivery.drained()
    keys = [await post.put(edit("changed")), await post.put(edit("changed", sent_by="never written"))]
    await post.delivery.drained()
    assert [await post.state(key) for key in keys] == ["refused", "refused"]
    assert edited(post) == []


async def test_a_restart_knows_what_was_sent(post: PostOffice) -> None:
    await post.put(say("card"), key="card")
    await post.delivery.drained()
    await post.restart()
    await post.put(edit("changed"))
    await post.delivery.drained()
    assert edited(post) == [(1, "changed")]


async def test_an_old_edit_never_overwrites_a_newer_one(post: PostOffice) -> None:
    """Its answer is lost more often than the chat waits for it; meanwhile the case went on."""
    await post.put(say("card"), key="card")
    await post.delivery.drained()
    post.api.plan("editMessageText", lost(), BROKEN, BROKEN, BROKEN)
    old = await post.put(edit("muted"))
    await post.still()
    new = await post.put(edit("undone"))
    await post.passes(60)
    assert edited(post)[-1] == (1, "undone")
    assert [text for _, text in edited(post)] == ["muted"] * 4 + ["undone"]
    assert [await post.state(key) for key in (old, new)] == ["sent", "sent"]
