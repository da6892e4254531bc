"""What messages of people carry besides text: every kind an advertisement can hide in, shaped as the Bot API says."""

from typing import Any

import pytest
from aiogram.types import Update

from bot.simulator import Bot, Chat, Person, World
from bot.simulator.inline import inline_message_id
from tests.simulator.conftest import Api, refused

PICTURE = b"\xff\xd8"
LINK = "https://t.me/daxue_888"


async def heard(api: Api, kind: str = "message") -> Any:
    """The newest update of this kind, which aiogram's models must understand."""
    updates = await api.updates()
    for update in updates:
        Update.model_validate(update)
    return [update[kind] for update in updates if kind in update][-1]


@pytest.fixture
def spammer(world: World, group: Chat) -> Person:
    return world.member(group, "财富顾问", username="caifu_888")


@pytest.fixture
def channel(world: World, spammer: Person) -> Chat:
    return world.channel("内部消息", owner=spammer, username="neibu")


async def test_a_story_tells_whose_it_is_and_nothing_else(
    api: Api, group: Chat, spammer: Person, channel: Chat, member: Person
) -> None:
    await spammer.sends_story(group)
    assert (await heard(api))["story"]["chat"]["username"] == "caifu_888"
    await spammer.sends_story(group, of=channel)
    message = await heard(api)
    assert message["story"]["chat"] == {"id": channel.id, "title": "内部消息", "username": "neibu", "type": "channel"}
    assert "text" not in message
    await member.replies_to_story(group, "求带", of=channel)
    assert (await heard(api))["reply_to_story"]["chat"]["id"] == channel.id


async def test_a_checklist_grows_and_is_ticked_by_service_messages(
    api: Api, group: Chat, spammer: Person, member: Person, world: World
) -> None:
    sent = await spammer.sends_checklist(group, "今日福利", f"加群 {LINK}", "领红包", others_mark=True)
    checklist = (await heard(api))["checklist"]
    assert [task["id"] for task in checklist["tasks"]] == [1, 2]
    assert checklist["tasks"][0]["text_entities"][0]["type"] == "url"
    await member.ticks(sent, 2)
    news = (await heard(api))["checklist_tasks_done"]
    assert news["marked_as_done_task_ids"] == [2]
    assert news["checklist_message"]["checklist"]["tasks"][1]["completed_by_user"]["id"] == member.id
    await member.ticks(sent, undone=[2])
    assert "completed_by_user" not in world.now_of(sent)["checklist"]["tasks"][1]
    with refused("not enough rights to add tasks to the checklist"):
        await member.adds_tasks(sent, "x")
    await spammer.adds_tasks(sent, "看主页")
    assert (await heard(api))["checklist_tasks_added"]["tasks"] == [{"id": 3, "text": "看主页"}]
    member.sees("看主页", group)


async def test_by_way_of_an_inline_bot(
    api: Api, world: World, group: Chat, spammer: Person, channel: Chat, member: Person
) -> None:
    helper = world.bot("转发助手", "fanqiang_bot")
    sent = await spammer.sends_via(
        group, helper, "点下面", buttons=[("进群", LINK)], link_preview_options={"url": LINK}
    )
    message = await heard(api)
    assert message["from"]["id"] == spammer.id
    assert message["via_bot"]["username"] == "fanqiang_bot"
    assert message["reply_markup"]["inline_keyboard"] == [[{"text": "进群", "url": LINK}]]
    with refused("message can't be edited"):
        await spammer.edits(sent, "别的")
    await member.forwards(sent, group)
    copy = await heard(api)
    assert (copy["via_bot"]["id"], "reply_markup" in copy) == (helper.id, True)
    group.permissions["can_send_other_messages"] = False
    with refused("can't use inline bots in the chat"):
        await spammer.sends_via(group, helper, "再来")


async def test_inline_mode_from_the_query_to_the_tap(
    api: Api, world: World, bot: Bot, group: Chat, member: Person
) -> None:
    await api.getUpdates()
    with refused("BOT_INLINE_DISABLED"):
        await member.types_to(bot, "茶", group)
    bot.supports_inline_queries = True
    asked = await member.types_to(bot, "茶", group)
    query = await heard(api, "inline_query")
    assert (query["query"], query["chat_type"], query["from"]["id"]) == ("茶", "supergroup", member.id)
    keyboard = {"inline_keyboard": [[{"text": "续杯", "callback_data": "more"}]]}
    offer = {"type": "article", "id": "1", "title": "龙井", "reply_markup": keyboard}
    offer["input_message_content"] = {"message_text": "<b>龙井</b>", "parse_mode": "HTML"}
    with refused("RESULT_ID_DUPLICATE"):
        await api.answerInlineQuery(inline_query_id=query["id"], results=[offer, offer])
    assert await api.answerInlineQuery(inline_query_id=query["id"], results=[offer]) is True
    sent = await member.picks(asked, group)
    assert (sent["text"], sent["entities"][0]["type"], sent["via_bot"]["id"]) == ("龙井", "bold", bot.id)
    await member.taps("续杯")
    tapped = await heard(api, "callback_query")
    assert "message" not in tapped
    edited = await api.editMessageText(inline_message_id=tapped["inline_message_id"], text="普洱")
    assert edited is True
    assert member.last(group)["text"] == "普洱"
    said = await member.says(group, "x")
    with refused("MESSAGE_ID_INVALID"):
        stored = group.messages[said["message_id"]]
        await api.editMessageText(inline_message_id=inline_message_id(group, stored), text="y")
    with refused("invalid inline message identifier specified"):
        await api.editMessageText(inline_message_id="nonsense", text="y")


async def test_a_guest_bot_speaks_where_it_is_no_member_and_names_its_caller(
    api: Api, world: World, group: Chat, spammer: Person, owner: Person
) -> None:
    guest = world.bot("推广", "tuiguang_bot", supports_guest_queries=True)
    guests = Api(world.telegram, guest)
    await spammer.summons(group, guest, "来一条")
    called = (await guests.updates("guest_message"))[0]
    assert called["text"] == "@tuiguang_bot 来一条"
    result = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": f"加 {LINK}"}}
    answer = await guests.answerGuestQuery(guest_query_id=called["guest_query_id"], result=result)
    assert set(answer) == {"inline_message_id"}
    message = await heard(api)
    assert (message["from"]["id"], message["guest_bot_caller_user"]["id"]) == (guest.id, spammer.id)
    assert message["reply_to_message"]["message_id"] == called["message_id"]
    await guests.editMessageText(inline_message_id=answer["inline_message_id"], text="改了")
    with refused("query is too old and response timeout expired or query ID is invalid"):
        await guests.answerGuestQuery(guest_query_id=called["guest_query_id"], result=result)
    with refused("bot is not a member of the supergroup chat"):
        await guests.sendMessage(chat_id=group.id, text="x")
    # A bot without a client: the person's act writes its answer. Called by a channel, the channel is named.
    await owner.summons(group, world.bot("哑", "ya_bot"), "说", answer="广告", buttons=[("看", LINK)])
    message = await heard(api)
    assert (message["text"], message["guest_bot_caller_user"]["id"]) == ("广告", owner.id)
    assert await api.deleteMessage(chat_id=group.id, message_id=message["message_id"]) is True


async def test_quotes_of_posts_from_elsewhere(api: Api, group: Chat, spammer: Person, channel: Chat) -> None:
    post = await spammer.uploads(channel, "a.jpg", PICTURE, "日入五千 联系 @caifu_888", kind="photo")
    await spammer.quotes(post, "日入五千", "真的", where=group)
    message = await heard(api)
    assert message["text"] == "真的"
    assert message["quote"] == {"text": "日入五千", "position": 0, "is_manual": True}
    outside = message["external_reply"]
    assert (outside["origin"]["type"], outside["chat"]["id"]) == ("channel", channel.id)
    assert outside["photo"][0]["file_id"]
    assert "caption" not in outside
    await spammer.replies_to(post, "看", quote="日入五千 联系 @caifu_888", is_manual=False, where=group)
    assert "is_manual" not in (await heard(api))["quote"]
    story = await spammer.sends_story(channel)
    await spammer.replies_to(story, "看这个", where=group)
    assert (await heard(api))["external_reply"]["story"]["chat"]["id"] == spammer.id


async def test_forwards_of_every_origin(
    api: Api, world: World, group: Chat, spammer: Person, channel: Chat, member: Person
) -> None:
    other = world.supergroup("别的群", owner=spammer)
    shy = world.person("某人", last_name="张", hides_forwards=True)
    origins = []
    for origin in (member, shy, "匿名", other, channel):
        await spammer.forwards_from(origin, group, "转一条", message_id=77)
        origins.append((await heard(api))["forward_origin"])
    assert [origin["type"] for origin in origins] == ["user", "hidden_user", "hidden_user", "chat", "channel"]
    assert origins[1]["sender_user_name"] == "某人 张"
    assert origins[3]["sender_chat"]["id"] == other.id
    assert origins[4]["message_id"] == 77
    ghost = world.admin(other, "幽灵", anonymous=True, title="客服")
    await spammer.forwards(await ghost.says(other, "匿名说"), group)
    assert (await heard(api))["forward_origin"]["author_signature"] == "客服"
    post = await spammer.says(channel, "x", has_protected_content=True)
    with refused("CHAT_FORWARDS_RESTRICTED"):
        await spammer.forwards(post, group)


async def test_contacts_places_and_luck(api: Api, group: Chat, spammer: Person, member: Person) -> None:
    await spammer.shares_contact(group, "+8613800000000", "客服小美", whose=member, vcard="BEGIN:VCARD")
    assert (await heard(api))["contact"] == {
        "phone_number": "+8613800000000",
        "first_name": "客服小美",
        "vcard": "BEGIN:VCARD",
        "user_id": member.id,
    }
    await spammer.sends_venue(group, "赌场", "看主页", at=(22.2, 113.5))
    venue = await heard(api)
    assert venue["venue"]["location"] == venue["location"]
    await spammer.throws(group, "🎰")
    assert 1 <= (await heard(api))["dice"]["value"] <= 64
    with refused("wrong emoji specified for the dice"):
        await spammer.throws(group, "🍵")
    member.sees("赌场", group)


async def test_giveaways_and_paid_media(api: Api, group: Chat, spammer: Person, channel: Chat, member: Person) -> None:
    sent = await spammer.sends_giveaway(channel, channel, winners=3, prize="一万元", stars=500)
    await spammer.forwards(sent, group)
    message = await heard(api)
    assert message["giveaway"]["chats"][0]["id"] == channel.id
    assert (message["giveaway"]["winner_count"], message["giveaway"]["prize_star_count"]) == (3, 500)
    await spammer.forwards(await spammer.sends_paid_media(channel, f"解锁 {LINK}", stars=5, items=2), group)
    message = await heard(api)
    assert [one["type"] for one in message["paid_media"]["paid_media"]] == ["preview", "preview"]
    assert message["caption_entities"][0]["type"] == "url"


async def test_an_article_has_links_and_no_text(api: Api, group: Chat, spammer: Person) -> None:
    html = (
        f'看<b>这里</b>：<a href="{LINK}">官方<i>通道</i></a>\n\n联系 @caifu_888 <tg-emoji emoji-id="5">🔥</tg-emoji>'
    )
    await spammer.sends_rich(group, html)
    message = await heard(api)
    assert "text" not in message
    first, second = message["rich_message"]["blocks"]
    assert first["text"] == [
        "看",
        {"type": "bold", "text": "这里"},
        "：",
        {"type": "url", "text": ["官方", {"type": "italic", "text": "通道"}], "url": LINK},
    ]
    assert second["text"][1] == {"type": "mention", "text": "@caifu_888", "username": "caifu_888"}
    assert second["text"][3] == {"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "🔥"}
    sent = await api.sendRichMessage(chat_id=group.id, rich_message={"html": f'<a href="{LINK}">帮助</a>'})
    assert sent["rich_message"]["blocks"] == [
        {"type": "paragraph", "text": {"type": "url", "text": "帮助", "url": LINK}}
    ]
    group.permissions["can_send_messages"] = False
    with refused("not enough rights to send the rich message to the chat"):
        await spammer.sends_rich(group, "x")


async def test_links_that_do_not_show(api: Api, world: World, group: Chat, spammer: Person) -> None:
    await spammer.says(group, ".", link_preview_options={"url": LINK, "prefer_large_media": True})
    assert (await heard(api))["link_preview_options"]["url"] == LINK
    await spammer.says(group, f'<a href="{LINK}">https://telegram.org</a>', html=True)
    assert [(e["type"], e["url"]) for e in (await heard(api))["entities"]] == [("text_link", LINK)]
    letter = world.custom_emoji("🈵", "LettersPack")
    await spammer.says(group, f'<tg-emoji emoji-id="{letter}">🈵</tg-emoji>', html=True)
    entity = (await heard(api))["entities"][0]
    assert (entity["type"], entity["custom_emoji_id"]) == ("custom_emoji", letter)
    (sticker,) = await api.getCustomEmojiStickers(custom_emoji_ids=[letter, "1"])
    assert (sticker["emoji"], sticker["set_name"], sticker["type"]) == ("🈵", "LettersPack", "custom_emoji")
    await spammer.sends_sticker(group, "🤑", "jiaoyou_by_bot")
    assert (await heard(api))["sticker"]["set_name"] == "jiaoyou_by_bot"
    assert len((await api.getStickerSet(name="jiaoyou_by_bot"))["stickers"]) == 1
    with refused("STICKERSET_INVALID"):
        await api.getStickerSet(name="none")


async def test_an_album_with_its_caption_on_one_picture(api: Api, group: Chat, spammer: Person) -> None:
    sent = await spammer.sends_album(group, PICTURE, PICTURE, PICTURE, caption=f"加 {LINK}", captioned=1)
    assert [message.get("caption") for message in sent] == [None, f"加 {LINK}", None]
    assert len({message["media_group_id"] for message in sent}) == 1
    identifiers = [message["message_id"] for message in sent]
    assert await api.deleteMessages(chat_id=group.id, message_ids=identifiers) is True


async def test_polls_and_quizzes_of_people(
    api: Api, world: World, group: Chat, spammer: Person, member: Person, bot: Bot
) -> None:
    option = {"text": "去看", "media": {"link": {"url": LINK}}}
    sent = await spammer.asks(group, "赚钱吗？", "想", option, description=f"详情 {LINK}", can_grow=True)
    poll = (await heard(api))["poll"]
    assert poll["options"][1]["media"]["link"]["url"] == LINK
    await member.votes(sent, "想")
    assert await api.updates() == [], "votes in polls of others are not told"
    await member.adds_option(sent, "不想")
    added = (await heard(api))["poll_option_added"]
    assert (added["option_text"], added["option_persistent_id"]) == ("不想", "2")
    await member.votes(sent, "不想")
    await spammer.stops(sent)
    assert (await heard(api, "poll"))["is_closed"] is True
    quiz = await spammer.asks(group, "1+1", "1", "2", correct=1, explanation=f"答案见 {LINK}")
    poll = (await heard(api))["poll"]
    assert (poll["type"], poll["explanation"], "correct_option_ids" in poll) == ("quiz", f"答案见 {LINK}", False)
    with refused("POLL_ADD_OPTION_FORBIDDEN"):
        await member.adds_option(quiz, "3")
    await spammer.stops(quiz)
    assert (await heard(api, "poll"))["correct_option_ids"] == [1]
    private = await spammer.asks(bot, "私下？", "是", "否")
    await spammer.votes(private, "是")
    assert world.now_of(private)["poll"]["total_voter_count"] == 1


async def test_edits_of_each_kind(api: Api, world: World, group: Chat, spammer: Person) -> None:
    text = await spammer.says(group, "你好")
    await spammer.edits(text, f"加 {LINK}")
    edited = await heard(api, "edited_message")
    assert (edited["text"], edited["entities"][0]["type"], edited["edit_date"]) == (f"加 {LINK}", "url", edited["date"])
    await spammer.edits(text, ".", link_preview_options={"url": LINK})
    assert (await heard(api, "edited_message"))["link_preview_options"]["url"] == LINK
    photo = await spammer.uploads(group, "cat.jpg", PICTURE, "猫", kind="photo")
    await spammer.edits(photo, "加薇")
    assert (await heard(api, "edited_message"))["caption"] == "加薇"
    before = photo["photo"][-1]["file_id"]
    await spammer.replaces(photo, "ad.mp4", b"ad", "看", kind="video")
    edited = await heard(api, "edited_message")
    assert ("photo" in edited, edited["video"]["file_id"] != before, edited["caption"]) == (False, True, "看")
    place = await spammer.shares_location(group, 1.0, 2.0, live_for=900)
    await spammer.moves(place, 1.5, 2.0)
    assert (await heard(api, "edited_message"))["location"]["latitude"] == 1.5
    for fixed in (
        await spammer.throws(group),
        await spammer.forwards(text, group),
        await spammer.sends_story(group),
        await spammer.shares_location(group, 1.0, 2.0),
    ):
        with refused("message can't be edited"):
            await spammer.edits(fixed, "x")
    await world.passes(hours=49)
    with refused("message can't be edited"):
        await spammer.edits(text, "x")


async def test_what_the_sender_is_shown_with(
    api: Api, world: World, group: Chat, spammer: Person, member: Person
) -> None:
    await api.getUpdates(allowed_updates=["message", "chat_member", "chat_boost"])
    await spammer.tags_self(group, "官方客服")
    change = await heard(api, "chat_member")
    assert (change["new_chat_member"]["tag"], "tag" in change["old_chat_member"]) == ("官方客服", False)
    await member.boosts(group, 2)
    assert (await heard(api, "chat_boost"))["boost"]["source"]["user"]["id"] == member.id
    assert member.last(group)["boost_added"] == {"boost_count": 2}
    await spammer.says(group, "您好")
    assert (await heard(api))["sender_tag"] == "官方客服"
    await member.says(group, "好")
    assert (await heard(api))["sender_boost_count"] == 2
    assert len((await api.getUserChatBoosts(chat_id=group.id, user_id=member.id))["boosts"]) == 2
    group.permissions["can_edit_tag"] = False
    with refused("not enough rights to edit the tag"):
        await spammer.tags_self(group, "x")


@pytest.mark.parametrize(
    ("permission", "act", "name"),
    [
        ("can_send_polls", "sends_checklist", "checklists"),
        ("can_send_polls", "asks", "polls"),
        ("can_send_messages", "sends_giveaway", "giveaways"),
        ("can_send_messages", "sends_venue", "venues"),
        ("can_send_messages", "shares_contact", "contacts"),
        ("can_send_photos", "sends_story", "stories"),
        ("can_send_other_messages", "sends_sticker", "stickers"),
        ("can_send_other_messages", "throws", "dice"),
    ],
)
async def test_each_kind_needs_its_permission(
    group: Chat, spammer: Person, permission: str, act: str, name: str
) -> None:
    arguments = {"sends_checklist": ("a", "b"), "asks": ("?", "1", "2"), "sends_venue": ("a", "b")}
    arguments |= {"shares_contact": ("1", "a"), "sends_sticker": ("🤑",)}
    group.permissions[permission] = False
    with refused(f"not enough rights to send {name} to the chat"):
        await getattr(spammer, act)(group, *arguments.get(act, ()))
