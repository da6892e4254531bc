"""Ways into a chat: join requests and their queries, links, folders, deep links that add the bot; and who people are."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from aiogram.types import Update
from aiogram.utils.web_app import check_webapp_signature, safe_parse_webapp_init_data

from bot.clock import ManualClock
from bot.simulator import ApiError, Bot, Chat, Person, Telegram, World, keeping
from tests.simulator.conftest import Api, refused

NOT_STARTED = "bot can't initiate conversation with a user"
TOO_LATE = "query is too old and response timeout expired or query ID is invalid"


async def test_a_requester_can_be_written_to_until_the_request_is_processed(
    api: Api, world: World, group: Chat, owner: Person
) -> None:
    link = world.link(group, owner, asks=True)
    newcomer, other = world.person("新人"), world.person("慢性子")
    await newcomer.joins(group, via=link)
    await other.joins(group, via=link)
    await api.sendMessage(chat_id=newcomer.id, text="请答题")
    await owner.approves(group, newcomer)
    with refused(NOT_STARTED):
        await api.sendMessage(chat_id=newcomer.id, text="晚了")
    await world.passes(minutes=5, seconds=1)
    with refused(NOT_STARTED):
        await api.sendMessage(chat_id=other.id, text="晚了")
    assert await api.approveChatJoinRequest(chat_id=group.id, user_id=other.id) is True


async def test_the_bot_assigned_to_join_requests_gets_queries(
    api: Api, world: World, group: Chat, owner: Person, bot: Bot
) -> None:
    world.guard(group, bot)
    assert (await api.getMe())["supports_join_request_queries"] is True
    link = world.link(group, owner, asks=True)
    people = [world.person(name) for name in ("好人", "坏人", "难说", "慢")]
    for person in people:
        await person.joins(group, via=link)
    updates = [update for update in await api.updates() if "chat_join_request" in update]
    for update in updates:
        Update.model_validate(update)
    queries = [update["chat_join_request"]["query_id"] for update in updates]
    with refused("invalid result specified"):
        await api.answerChatJoinRequestQuery(chat_join_request_query_id=queries[0], result="maybe")
    for query, result in zip(queries[:3], ("approve", "decline", "queue"), strict=True):
        assert await api.answerChatJoinRequestQuery(chat_join_request_query_id=query, result=result) is True
    assert [world.status(group, person) for person in people[:3]] == ["member", "left", "left"]
    with refused(TOO_LATE):
        await api.answerChatJoinRequestQuery(chat_join_request_query_id=queries[2], result="approve")
    await owner.approves(group, people[2])
    url = "https://example.com/gate"
    assert await api.sendChatJoinRequestWebApp(chat_join_request_query_id=queries[3], web_app_url=url) is True
    assert group.requests[people[3].id].web_app_url == url
    await world.passes(minutes=2)
    await api.answerChatJoinRequestQuery(chat_join_request_query_id=queries[3], result="approve")
    late = world.person("更慢")
    await late.joins(group, via=link)
    (query,) = [one["query_id"] for one in await api.updates("chat_join_request")]
    await world.passes(seconds=11)
    with refused(TOO_LATE):
        await api.answerChatJoinRequestQuery(chat_join_request_query_id=query, result="approve")


async def test_links_run_out_and_say_who_made_them(api: Api, world: World, group: Chat, owner: Person) -> None:
    await api.getUpdates(allowed_updates=["chat_member"])
    until = world.telegram.now() + 3600
    link = await api.createChatInviteLink(chat_id=group.id, name="一小时", expire_date=until)
    await world.person("早").joins(group, via=link)
    (update,) = await api.updates("chat_member")
    assert (update["invite_link"]["name"], update["invite_link"]["expire_date"]) == ("一小时", until)
    await world.passes(hours=1)
    with refused("INVITE_HASH_EXPIRED"):
        await world.person("晚").joins(group, via=link)
    first = await api.exportChatInviteLink(chat_id=group.id)
    assert (await api.getChat(chat_id=group.id))["invite_link"] == first
    assert await api.exportChatInviteLink(chat_id=group.id) != first
    with refused("INVITE_HASH_EXPIRED"):
        await world.person("旧").joins(group, via=first)
    await world.person("群").joins(group, via_folder=True)
    (update,) = await api.updates("chat_member")
    assert update["via_chat_folder_invite_link"] is True
    assert "invite_link" not in update


async def test_invitations_that_telegram_refuses(
    api: Api, world: World, group: Chat, owner: Person, bot: Bot, member: Person
) -> None:
    with refused("EXPIRE_DATE_INVALID"):
        await api.createChatInviteLink(chat_id=group.id, expire_date=world.telegram.now() - 1)
    with refused("USAGE_LIMIT_INVALID"):
        await api.createChatInviteLink(chat_id=group.id, member_limit=100_000)
    await member.starts(bot)
    with refused("can't invite members to a private chat"):
        await api.createChatInviteLink(chat_id=member.id)
    with refused("the chat can't have join requests"):
        await api.approveChatJoinRequest(chat_id=member.id, user_id=member.id)
    plain = world.supergroup("平", owner=owner, bot=bot, bot_rights={"can_delete_messages": True})
    with refused("not enough rights to manage chat invite link"):
        await api.createChatInviteLink(chat_id=plain.id)
    with refused("not enough rights to manage chat join requests"):
        await api.approveChatJoinRequest(chat_id=plain.id, user_id=member.id)


async def test_a_link_adds_the_bot_to_a_group_with_a_payload(api: Api, world: World, owner: Person, bot: Bot) -> None:
    group = world.supergroup("新群", owner=owner)
    await owner.opens("https://t.me/qunguan_bot?startgroup=setup_1&admin=delete_messages+restrict_members", into=group)
    updates = await api.updates()
    assert updates[-1]["message"]["text"] == "/start@qunguan_bot setup_1"
    rights = (await api.getChatMember(chat_id=group.id, user_id=bot.id)) | {}
    assert (rights["status"], rights["can_delete_messages"], rights["can_pin_messages"]) == (
        "administrator",
        True,
        False,
    )
    with refused("START_PARAM_INVALID"):
        await owner.opens("https://t.me/qunguan_bot?startgroup=中文", into=group)


async def test_comments_of_people_who_did_not_join(api: Api, world: World, group: Chat, owner: Person) -> None:
    channel = world.channel("公告", owner=owner, discussion=group)
    await owner.says(channel, "新茶")
    (copy,) = [m for m in await api.updates("message") if m.get("is_automatic_forward")]
    stranger = world.person("路人")
    comment = await stranger.replies_to(copy, "第一", where=group)
    assert comment["reply_to_message"]["is_automatic_forward"] is True
    assert (await api.getChatMember(chat_id=group.id, user_id=stranger.id))["status"] == "left"
    group.join_to_send_messages = True
    with pytest.raises(ApiError, match="have no rights to send a message"):
        await stranger.replies_to(copy, "第二", where=group)


async def test_a_profile_as_the_bot_sees_it(api: Api, world: World, owner: Person, bot: Bot) -> None:
    intro = {"title": "日入五千", "message": "加我"}
    person = world.person("财富顾问", bio="看频道", business_intro=intro, started=bot)
    channel = world.channel("内部消息", owner=person)
    person.user.personal_chat_id = channel.id
    for number in range(25):
        await person.says(channel, f"广告 {number}")
    shown = await api.getChat(chat_id=person.id)
    assert (shown["bio"], shown["business_intro"], shown["personal_chat"]["id"]) == ("看频道", intro, channel.id)
    messages = await api.getUserPersonalChatMessages(user_id=person.id, limit=3)
    assert [message["text"] for message in messages] == ["广告 22", "广告 23", "广告 24"]
    assert len(await api.getUserPersonalChatMessages(user_id=person.id, limit=99)) == 20


async def test_init_data_passes_the_documented_check(world: World, bot: Bot, member: Person) -> None:
    """aiogram's check is written from the same page of the documentation, by others."""
    data = member.init_data(bot, "ref_5")
    assert check_webapp_signature(bot.token, data)
    assert not check_webapp_signature("1:other", data)
    assert not check_webapp_signature(bot.token, data.replace("ref_5", "ref_6"))
    parsed = safe_parse_webapp_init_data(bot.token, data)
    assert parsed.user is not None
    assert (parsed.user.id, parsed.start_param) == (member.id, "ref_5")
    assert int(parse_qs(data)["auth_date"][0]) == world.telegram.now()


async def test_reactions_obey_the_chat_and_the_person(
    api: Api, world: World, group: Chat, member: Person, owner: Person, bot: Bot
) -> None:
    said = await member.says(group, "好茶")
    rich = world.member(group, "会员", is_premium=True)
    await rich.reacts(said, "👍", "🔥", "🎉")
    with refused("REACTIONS_TOO_MANY"):
        await member.reacts(said, "👍", "🔥")
    where = {"chat_id": group.id, "message_id": said["message_id"]}
    custom = {"type": "custom_emoji", "custom_emoji_id": world.custom_emoji("🍵")}
    with refused("REACTION_INVALID"):
        await api.setMessageReaction(**where, reaction=[custom])
    group.available_reactions = [{"type": "emoji", "emoji": "👍"}, custom]
    assert await api.setMessageReaction(**where, reaction=[custom]) is True
    assert await api.setMessageReaction(**where, reaction=[{"type": "emoji", "emoji": "🔥"}]) is True
    with refused("REACTION_INVALID"):
        await api.setMessageReaction(**where, reaction=[{"type": "emoji", "emoji": "🤡"}])
    group.available_reactions = None
    for emoji in ("😁", "🤔", "🤯", "😱", "🤬", "😢", "🤩", "🤮"):
        await world.member(group, emoji).reacts(said, emoji)
    with refused("REACTIONS_TOO_MANY"):
        await member.reacts(said, "💩")
    album = await member.sends_album(group, b"a", b"b")
    await api.setMessageReaction(
        chat_id=group.id, message_id=album[1]["message_id"], reaction=[{"type": "emoji", "emoji": "👍"}]
    )
    assert ("user", bot.id) in group.messages[album[0]["message_id"]].reactions


async def test_anonymous_reactions_are_only_counted(api: Api, world: World, owner: Person, bot: Bot) -> None:
    await api.getUpdates(allowed_updates=["message_reaction", "message_reaction_count"])
    channel = world.channel("公告", owner=owner, bot=bot)
    post = await owner.says(channel, "新茶")
    for name in ("甲", "乙"):
        await world.member(channel, name).reacts(post, "👍")
    updates = await api.updates()
    assert [set(update) - {"update_id"} for update in updates] == [{"message_reaction_count"}] * 2
    assert updates[-1]["message_reaction_count"]["reactions"] == [
        {"type": {"type": "emoji", "emoji": "👍"}, "total_count": 2}
    ]


async def test_everything_people_do_is_kept(
    tmp_path: Path, clock: ManualClock, world: World, group: Chat, member: Person, owner: Person, bot: Bot
) -> None:
    channel = world.channel("内部消息", owner=member)
    world.guard(group, bot)
    member.user.business_intro = {"title": "你好"}
    member.user.personal_chat_id = channel.id
    await world.person("等").joins(group, via=world.link(group, owner, asks=True))
    await member.sends_story(group, of=channel)
    await member.ticks(await member.sends_checklist(group, "一", "二"), 1)
    await member.sends_via(group, bot, "x", buttons=[("看", "https://t.me/x")])
    await member.summons(group, world.bot("客", "guest_bot"), "说", answer="好")
    await member.forwards_from("匿名", group, "转")
    await member.sends_giveaway(group, channel)
    await member.sends_paid_media(group)
    await member.sends_rich(group, "<b>一</b>二")
    await member.sends_sticker(group, "🍵", "tea")
    await member.votes(await member.asks(group, "?", "1", "2", correct=0, can_grow=False), 0)
    await member.shares_location(group, 1.0, 2.0, live_for=60)
    await member.boosts(group, 2)
    await member.tags_self(group, "茶仙")
    world.custom_emoji("🍵")
    file = tmp_path / "world"
    keeping.save(world.telegram, {}, file)
    again = Telegram(clock)
    assert keeping.restore(again, file) == {}
    for name in ("users", "bots", "chats", "private_chats", "files", "polls", "counters"):
        assert getattr(again, name) == getattr(world.telegram, name), name
