"""Forums, channels with a discussion group, polls, and what getChat tells."""

import pytest

from bot.simulator import ApiError, Bot, Chat, Person, World
from tests.simulator.conftest import Api, refused


@pytest.fixture
def forum(world: World, owner: Person, bot: Bot) -> Chat:
    return world.supergroup("论坛", owner=owner, bot=bot, forum=True)


async def test_a_topic_of_its_own_for_each_ticket(api: Api, world: World, forum: Chat, owner: Person) -> None:
    topic = await api.createForumTopic(chat_id=forum.id, name="#12 退货")
    thread = {"chat_id": forum.id, "message_thread_id": topic["message_thread_id"]}
    sent = await api.sendMessage(**thread, text="新工单")
    assert (sent["is_topic_message"], sent["message_thread_id"]) == (True, topic["message_thread_id"])
    # A message that answers nothing answers the topic's creation: a trap for bots that look at reply_to_message.
    assert sent["reply_to_message"]["forum_topic_created"]["name"] == "#12 退货"
    await api.updates()
    answer = await owner.says(forum, "在处理", topic=topic["message_thread_id"])
    general = await owner.says(forum, "大家好")
    assert [m["message_id"] for m in await api.updates("message")] == [answer["message_id"], general["message_id"]]
    assert "message_thread_id" not in general
    await api.editForumTopic(**thread, name="#12 已退")
    with refused("TOPIC_NOT_MODIFIED"):
        await api.editForumTopic(**thread, name="#12 已退")
    await api.closeForumTopic(**thread)
    member = world.member(forum, "小红")
    with refused("TOPIC_CLOSED"):
        await member.says(forum, "x", topic=topic["message_thread_id"])
    await api.reopenForumTopic(**thread)
    await api.deleteForumTopic(**thread)
    with refused("message thread not found"):
        await api.sendMessage(**thread, text="x")


async def test_a_reply_into_another_topic_is_external(api: Api, forum: Chat) -> None:
    one = await api.createForumTopic(chat_id=forum.id, name="一")
    two = await api.createForumTopic(chat_id=forum.id, name="二")
    first = await api.sendMessage(chat_id=forum.id, message_thread_id=one["message_thread_id"], text="原文")
    reply = {"message_id": first["message_id"]}
    sent = await api.sendMessage(
        chat_id=forum.id, message_thread_id=two["message_thread_id"], text="见", reply_parameters=reply
    )
    assert sent["external_reply"]["message_id"] == first["message_id"]


async def test_topics_need_a_forum_and_the_right(api: Api, world: World, group: Chat, owner: Person, bot: Bot) -> None:
    with refused("the chat is not a forum"):
        await api.createForumTopic(chat_id=group.id, name="x")
    plain = world.supergroup("论坛", owner=owner, bot=bot, forum=True, bot_rights={"can_delete_messages": True})
    with refused("not enough rights to create a topic"):
        await api.createForumTopic(chat_id=plain.id, name="x")


async def test_channel_posts_are_forwarded_to_the_discussion(
    api: Api, world: World, group: Chat, owner: Person, bot: Bot
) -> None:
    channel = world.channel("公告", owner=owner, bot=bot, discussion=group, username="gonggao")
    await api.updates()
    post = await owner.says(channel, "新茶上市")
    assert "from" not in post
    updates = await api.updates()
    assert "channel_post" in updates[0]
    copy = updates[1]["message"]
    assert copy["is_automatic_forward"] is True
    assert copy["from"]["id"] == 777000
    assert copy["sender_chat"]["id"] == channel.id
    assert copy["forward_origin"] == {
        "type": "channel",
        "date": post["date"],
        "chat": {"id": channel.id, "title": "公告", "username": "gonggao", "type": "channel"},
        "message_id": post["message_id"],
    }
    # Anybody may comment without joining.
    stranger = world.person("路人")
    comment = await stranger.replies_to(copy, "广告", where=group)
    assert comment["message_thread_id"] == copy["message_id"]
    assert (await api.getChat(chat_id=group.id))["linked_chat_id"] == channel.id


async def test_a_bot_posts_in_a_channel_only_with_the_right(api: Api, world: World, owner: Person, bot: Bot) -> None:
    channel = world.channel("公告", owner=owner)
    with refused("bot is not a member of the channel chat"):
        await api.sendMessage(chat_id=channel.id, text="x")
    world.add_bot(channel, owner, bot, {"can_delete_messages": True})
    with refused("need administrator rights in the channel chat"):
        await api.sendMessage(chat_id=channel.id, text="x")


async def test_a_poll_is_voted_on_and_stopped(api: Api, world: World, group: Chat, member: Person) -> None:
    sent = await api.sendPoll(
        chat_id=group.id, question="喝什么？", options=["龙井", {"text": "普洱"}], is_anonymous=False
    )
    await member.votes(sent, "普洱")
    updates = await api.updates()
    (answer,) = [u["poll_answer"] for u in updates if "poll_answer" in u]
    assert (answer["option_ids"], answer["user"]["id"]) == ([1], member.id)
    assert world.now_of(sent)["poll"]["options"][1]["voter_count"] == 1
    await member.votes(sent)
    stopped = await api.stopPoll(chat_id=group.id, message_id=sent["message_id"])
    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 0)
    with refused("poll has already been closed"):
        await api.stopPoll(chat_id=group.id, message_id=sent["message_id"])
    with pytest.raises(ApiError):
        await member.votes(sent, 0)


async def test_a_quiz_closes_by_itself(api: Api, world: World, group: Chat, member: Person) -> None:
    quiz = {"type": "quiz", "correct_option_id": 1, "open_period": 60, "explanation": "因为"}
    sent = await api.sendPoll(chat_id=group.id, question="1+1", options=["1", "2"], **quiz)
    await member.votes(sent, 1)
    with pytest.raises(ApiError, match="REVOTE_NOT_ALLOWED"):
        await member.votes(sent, 0)
    await world.passes(seconds=60)
    with pytest.raises(ApiError, match="POLL_CLOSED"):
        await world.member(group, "迟到").votes(sent, 0)
    with refused("poll must have at least 1 option"):
        await api.sendPoll(chat_id=group.id, question="?", options=[])


async def test_what_getchat_tells(api: Api, world: World, bot: Bot, owner: Person) -> None:
    group = world.supergroup("公开", owner=owner, bot=bot, username="gongkai", description="茶", join_by_request=True)
    chat = await api.getChat(chat_id="@gongkai")
    assert (chat["id"], chat["description"], chat["join_by_request"]) == (group.id, "茶", True)
    person = world.person("小红", bio="加薇 abc", last_name="同学")
    shown = await api.getChat(chat_id=person.id)
    assert (shown["bio"], shown["last_name"], shown["type"]) == ("加薇 abc", "同学", "private")
    await api.setChatTitle(chat_id=group.id, title="新名")
    assert owner.last(group)["new_chat_title"] == "新名"


async def test_commands_by_scope_and_language(api: Api, group: Chat) -> None:
    commands = [{"command": "help", "description": "帮助"}]
    await api.setMyCommands(commands=commands, scope={"type": "chat", "chat_id": group.id}, language_code="zh")
    assert await api.getMyCommands() == []
    assert await api.getMyCommands(scope={"type": "chat", "chat_id": group.id}, language_code="zh") == commands
    await api.deleteMyCommands(scope={"type": "chat", "chat_id": group.id}, language_code="zh")
    assert await api.getMyCommands(scope={"type": "chat", "chat_id": group.id}, language_code="zh") == []
    with refused("BOT_COMMAND_INVALID"):
        await api.setMyCommands(commands=[{"command": "帮助", "description": "x"}])
    await api.setMyDescription(description="管群", language_code="zh")
    assert await api.getMyDescription(language_code="zh") == {"description": "管群"}
    assert await api.getMyName() == {"name": "群管"}
