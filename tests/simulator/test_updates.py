"""Which updates reach a bot, and how they are fetched and confirmed."""

import asyncio

import pytest

from bot.clock import ManualClock
from bot.simulator import ApiError, Bot, Chat, Person, World
from tests.simulator.conftest import Api, refused, turns

POLLING_TWICE = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def test_an_offset_confirms_everything_before_it(api: Api, group: Chat, member: Person) -> None:
    await api.updates()
    for number in range(5):
        await member.says(group, str(number))
    first = await api.getUpdates(limit=2)
    assert [u["message"]["text"] for u in first] == ["0", "1"]
    assert await api.getUpdates(limit=2) == first, "unconfirmed updates come again"
    rest = await api.getUpdates(offset=first[-1]["update_id"] + 1)
    assert [u["message"]["text"] for u in rest] == ["2", "3", "4"]
    assert [u["update_id"] for u in rest] == [first[-1]["update_id"] + n for n in (1, 2, 3)]
    assert [u["message"]["text"] for u in await api.getUpdates(offset=-1)] == ["4"], (
        "a negative offset forgets the rest"
    )


async def test_a_long_poll_ends_with_the_first_update_or_its_time(
    api: Api, clock: ManualClock, group: Chat, member: Person
) -> None:
    await api.updates()
    polling = asyncio.create_task(api.getUpdates(timeout=30))
    await turns()
    assert not polling.done()
    await member.says(group, "醒醒")
    assert [u["message"]["text"] for u in await polling] == ["醒醒"]
    await api.updates()
    polling = asyncio.create_task(api.getUpdates(timeout=30))
    await turns()
    await clock.advance(29)
    assert not polling.done()
    await clock.advance(1)
    assert await polling == []


async def test_a_second_poller_ends_the_first(api: Api, group: Chat, member: Person) -> None:
    await api.updates()
    first = asyncio.create_task(api.getUpdates(timeout=30))
    await turns()
    second = asyncio.create_task(api.getUpdates(timeout=30))
    with refused(POLLING_TWICE):
        await first
    await member.says(group, "在")
    assert len(await second) == 1


async def test_a_webhook_excludes_polling(api: Api) -> None:
    await api.setWebhook(url="https://example.com/hook", secret_token="abc", allowed_updates=["message"])
    with refused(WEBHOOK_ACTIVE):
        await api.getUpdates()
    info = await api.getWebhookInfo()
    assert (info["url"], info["max_connections"], info["allowed_updates"]) == (
        "https://example.com/hook",
        40,
        ["message"],
    )
    await api.deleteWebhook(drop_pending_updates=True)
    assert await api.getUpdates() == []
    with refused("bad webhook: An HTTPS URL must be provided for webhook"):
        await api.setWebhook(url="http://example.com")
    with refused("secret token contains unallowed characters"):
        await api.setWebhook(url="https://example.com", secret_token="密")


async def test_updates_are_kept_for_a_day(api: Api, world: World, group: Chat, member: Person) -> None:
    await api.updates()
    await member.says(group, "旧")
    await world.passes(hours=23)
    await member.says(group, "新")
    await world.passes(hours=2)
    assert [u["message"]["text"] for u in await api.getUpdates()] == ["新"]


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ("大家好", False),
        ("/help", True),
        ("/help@qunguan_bot", True),
        ("/help@another_bot", False),
        ("@qunguan_bot 在吗", True),
        ("see qunguan_bot", False),
    ],
)
async def test_privacy_mode(api: Api, world: World, owner: Person, bot: Bot, text: str, arrives: bool) -> None:
    group = world.supergroup("平", owner=owner, bot=bot, bot_rights=None)
    member = world.member(group, "小红")
    await api.updates()
    await member.says(group, text)
    assert bool(await api.updates("message")) is arrives


async def test_privacy_mode_lets_replies_and_service_messages_through(
    api: Api, world: World, owner: Person, bot: Bot
) -> None:
    group = world.supergroup("平", owner=owner, bot=bot, bot_rights=None)
    await api.updates()
    sent = await api.sendMessage(chat_id=group.id, text="问我")
    await owner.replies_to(sent, "回答")
    await world.person("新人").joins(group)
    texts = await api.updates("message")
    assert [("text" in m, "new_chat_members" in m) for m in texts] == [(True, False), (False, True)]
    bot.reads_all_messages = True
    await owner.says(group, "随便")
    assert len(await api.updates("message")) == 1


async def test_bots_hear_neither_themselves_nor_each_other(api: Api, world: World, group: Chat) -> None:
    other = world.bot("别的", "other_bot")
    world.add_bot(group, world.who(next(iter(group.members))), other)
    others = Api(world.telegram, other)
    await api.updates()
    await others.updates()
    await api.sendMessage(chat_id=group.id, text="一")
    await others.sendMessage(chat_id=group.id, text="二")
    assert await api.updates() == []
    assert await others.updates() == []


async def test_being_added_promoted_and_removed(api: Api, world: World, owner: Person, bot: Bot) -> None:
    group = world.supergroup("新群", owner=owner, bot=bot, bot_rights=None)
    (arrival,) = [u["message"] for u in await api.getUpdates() if "message" in u]
    assert arrival["new_chat_members"][0]["id"] == bot.id
    await owner.promotes(group, bot, can_delete_messages=True)
    await owner.bans(group, bot)
    changes = await api.updates("my_chat_member")
    statuses = [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes]
    assert statuses == [("left", "member"), ("member", "administrator"), ("administrator", "kicked")]
    assert changes[1]["new_chat_member"]["can_delete_messages"] is True
    assert changes[1]["new_chat_member"]["can_restrict_members"] is False


async def test_a_group_becomes_a_supergroup(api: Api, world: World, owner: Person, bot: Bot) -> None:
    group = world.group("小群", owner=owner, bot=bot)
    await api.updates()
    new = await world.upgrade(group)
    before, after = await api.updates("message")
    assert (before["chat"]["id"], before["migrate_to_chat_id"]) == (group.id, new.id)
    assert (after["chat"]["id"], after["migrate_from_chat_id"]) == (new.id, group.id)
    with pytest.raises(ApiError, match="group chat was upgraded to a supergroup chat") as refusal:
        await api.sendMessage(chat_id=group.id, text="x")
    assert refusal.value.parameters == {"migrate_to_chat_id": new.id}
    await api.sendMessage(chat_id=new.id, text="x")


async def test_a_wrong_token_and_an_unknown_method(world: World, bot: Bot, api: Api) -> None:
    with pytest.raises(ApiError) as refusal:
        await api.sendTelepathy(chat_id=1)
    assert (refusal.value.code, refusal.value.description) == (404, "Not Found")
    bot.token = "1:wrong"
    with pytest.raises(ApiError) as refusal:
        await api.getMe()
    assert (refusal.value.code, refusal.value.description) == (401, "Unauthorized")


async def test_method_names_ignore_case(api: Api, bot: Bot) -> None:
    assert (await api.GETME())["id"] == bot.id
