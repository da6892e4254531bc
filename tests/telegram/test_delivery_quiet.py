"""Quiet messages: ephemeral where the server knows them, removed replies elsewhere, secrets never risked."""

import msgspec
import pytest

from bot.membership import queries as roster
from bot.outbox.effects import Button, Send
from bot.telegram import queries
from bot.telegram.ephemeral import TRAIT
from tests.telegram.post_office import GROUP, PERSON, PostOffice, say
from tests.telegram.scripted_api import error


def quiet(text: str, *, secret: bool = False, chat_id: int = GROUP) -> Send:
    return say(text, chat_id, alone_for=PERSON, remove_after=30.0, secret=secret, reply_to=5)


def is_alone(call: object) -> bool:
    return "ephemeral_message_parameters" in call.params  # type: ignore[attr-defined]


async def known(post: PostOffice) -> str | None:
    async with post.database.read() as view:
        return await queries.trait(view, "https://api.test", TRAIT)


async def test_a_new_server_is_tried_and_remembered(post: PostOffice) -> None:
    post.api.knows_ephemeral = True
    key = await post.put(quiet("hello"))
    await post.delivery.drained()
    row = await post.row(key)
    assert (row.message_id, row.ephemeral_message_id) == (0, 1)
    assert await known(post) == "yes"
    await post.passes(100)
    assert post.api.of("deleteMessage") == []
    await post.restart()
    await post.put(quiet("a secret", secret=True))
    await post.delivery.drained()
    assert is_alone(post.api.calls[-1])


async def test_an_older_server_makes_a_reply_that_is_removed(post: PostOffice) -> None:
    await post.put(quiet("hello"))
    await post.delivery.drained()
    assert await known(post) == "no"
    await post.passes(29)
    assert post.api.of("deleteMessage") == []
    await post.passes(2)
    assert post.api.of("deleteMessage")[0].params == {"chat_id": GROUP, "message_id": 1}


async def test_an_older_server_is_not_tried_again(post: PostOffice) -> None:
    await post.put(quiet("one"), quiet("two"))
    await post.delivery.drained()
    await post.restart()
    await post.put(quiet("three"))
    await post.delivery.drained()
    assert [is_alone(call) for call in post.api.of("sendMessage")] == [True, False, False]


async def test_the_reply_is_removed_after_a_restart_too(post: PostOffice) -> None:
    await post.put(quiet("hello"))
    await post.delivery.drained()
    await post.restart()
    await post.passes(31)
    assert len(post.api.of("deleteMessage")) == 1


async def test_a_secret_is_never_tried_on_an_unknown_server(post: PostOffice) -> None:
    post.api.knows_ephemeral = True
    await post.put(quiet("a secret", secret=True))
    await post.delivery.drained()
    assert not is_alone(post.api.calls[-1])
    assert await known(post) is None
    await post.put(quiet("no secret"))
    await post.put(quiet("a secret", secret=True))
    await post.delivery.drained()
    assert [is_alone(call) for call in post.api.of("sendMessage")] == [False, True, True]


async def test_a_private_chat_needs_nothing_of_the_kind(post: PostOffice) -> None:
    await post.put(quiet("hello", chat_id=PERSON))
    await post.delivery.drained()
    assert not is_alone(post.api.calls[-1])


@pytest.mark.parametrize(
    "description",
    ["EPHEMERAL_NOT_ALLOWED", "query is too old and response timeout expired", "not enough rights to send"],
)
async def test_where_telegram_takes_no_ephemeral_message_it_becomes_a_reply(post: PostOffice, description: str) -> None:
    post.api.knows_ephemeral = True
    post.api.plan("sendMessage", error(400, f"Bad Request: {description}"))
    key = await post.put(quiet("hello"))
    await post.delivery.drained()
    assert [is_alone(call) for call in post.api.calls] == [True, False]
    assert await post.state(key) == "sent"
    assert await known(post) is None, "one chat says nothing about the server"
    await post.passes(31)
    assert len(post.api.of("deleteMessage")) == 1


@pytest.mark.parametrize("otherwise", ["private", "nothing"])
async def test_what_comes_instead_of_an_ephemeral_message(post: PostOffice, otherwise: str) -> None:
    notice = msgspec.structs.replace(quiet("hello", secret=True), otherwise=otherwise)
    key = await post.put(notice)
    await post.passes(100)
    assert await post.state(key) == "sent"
    assert [call.params["chat_id"] for call in post.api.calls] == ([PERSON] if otherwise == "private" else [])
    assert not any("reply_parameters" in call.params for call in post.api.calls)


async def test_whoever_blocked_the_bot_is_not_taken_for_the_group(post: PostOffice) -> None:
    post.api.plan("sendMessage", error(403, "Forbidden: bot was blocked by the user"))
    key = await post.put(msgspec.structs.replace(quiet("hello", secret=True), otherwise="private"))
    await post.delivery.drained()
    assert await post.state(key) == "refused"
    async with post.database.read() as view:
        person = await roster.person(view, PERSON)
    assert person is not None
    assert person.reach == "blocked"


async def test_a_deep_link_leads_to_this_bot(post: PostOffice) -> None:
    await post.put(say("sanction", keyboard=((Button("申诉", start="appeal_1_2"),),)))
    await post.delivery.drained()
    button = post.api.calls[-1].params["reply_markup"]["inline_keyboard"][0][0]
    assert button == {"text": "申诉", "url": "https://t.me/qunguan_bot?start=appeal_1_2"}


async def test_a_reply_with_buttons_stays(post: PostOffice) -> None:
    keyboard = ((Button("改", data="x:1"),),)
    await post.put(say("menu", alone_for=PERSON, keyboard=keyboard))
    await post.passes(1000)
    assert post.api.of("deleteMessage") == []
