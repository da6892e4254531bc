"""Every answer and update has the shape that aiogram's models of the Bot API demand."""

from typing import Any

import msgspec
from aiogram import methods as aiogram_methods
from aiogram.methods.base import TelegramMethod
from aiogram.types import Update
from pydantic import TypeAdapter

from bot.simulator import Bot, Chat, InProcess, Person, Upload, World
from bot.simulator.delivery import UPDATE_KINDS
from bot.simulator.methods import METHODS

BUTTONS = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
NOT_OF_AIOGRAM = {"getchatmemberscount", "kickchatmember"}  # older names that Telegram still answers


def models() -> dict[str, type[TelegramMethod[Any]]]:
    found = [getattr(aiogram_methods, name) for name in aiogram_methods.__all__]
    return {
        model.__api_method__.lower(): model
        for model in found
        if isinstance(getattr(model, "__api_method__", None), str)
    }


class Checked:
    """Calls methods and checks each result against aiogram's return type."""

    def __init__(self, world: World, bot: Bot) -> None:
        self._door, self._bot, self._models = InProcess(world.telegram), bot, models()
        self.called: set[str] = set()

    async def __call__(self, method: str, **params: Any) -> Any:
        status, body = await self._door.call(self._bot.token, method, params)
        assert status == 200, body.decode()
        result = msgspec.json.decode(body)["result"]
        TypeAdapter(self._models[method.lower()].__returning__).validate_python(result)
        self.called.add(method.lower())
        return result


def test_every_method_is_one_that_exists() -> None:
    assert set(METHODS) - NOT_OF_AIOGRAM <= set(models())


async def test_answers_and_updates(world: World, bot: Bot, group: Chat, member: Person, owner: Person) -> None:
    call = Checked(world, bot)
    await call("getUpdates", allowed_updates=list(UPDATE_KINDS))
    await _sending(call, world, bot, group, member)
    await _chats(call, world, group, member, owner)
    forum = world.supergroup("论坛", owner=owner, bot=bot, forum=True)
    topic = (await call("createForumTopic", chat_id=forum.id, name="一"))["message_thread_id"]
    for method in ("editForumTopic", "closeForumTopic", "reopenForumTopic", "deleteForumTopic"):
        await call(method, chat_id=forum.id, message_thread_id=topic, name="二")
    channel = world.channel("公告", owner=owner, bot=bot, discussion=group)
    await owner.reacts(await owner.says(channel, "新茶"), "👍")
    await world.person("新人", bio="x").joins(group, via=world.link(group, owner, asks=True))
    updates = await call("getUpdates")
    assert len(updates) > 20
    for update in updates:
        Update.model_validate(update)
    seen = {kind for update in updates for kind in update if kind != "update_id"}
    assert seen >= {
        "message",
        "edited_message",
        "channel_post",
        "callback_query",
        "message_reaction",
        "message_reaction_count",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "poll",
        "poll_answer",
    }


async def _sending(call: Checked, world: World, bot: Bot, group: Chat, member: Person) -> None:
    said = await member.says(group, "你好 @qunguan_bot")
    await member.edits(said, "你好啊")
    await member.reacts(said, "👍")
    reply = {"message_id": said["message_id"], "quote": "你好"}
    sent = await call("sendMessage", chat_id=group.id, text="好", reply_parameters=reply, reply_markup=BUTTONS)
    query = await member.taps("好")
    assert query is not None
    await call("answerCallbackQuery", callback_query_id=query.id)
    for kind in ("photo", "document", "video", "animation", "audio", "voice", "video_note", "sticker"):
        method = "send" + "".join(part.capitalize() for part in kind.split("_"))
        await call(method, chat_id=group.id, **{kind: Upload("f.bin", b"x")})
    await call("sendLocation", chat_id=group.id, latitude=1, longitude=2)
    await call("sendVenue", chat_id=group.id, latitude=1, longitude=2, title="店", address="路")
    await call("sendContact", chat_id=group.id, phone_number="1", first_name="a")
    await call("sendDice", chat_id=group.id)
    await call("sendRichMessage", chat_id=group.id, rich_message={"html": "<b>一</b>"})
    poll = await call("sendPoll", chat_id=group.id, question="?", options=["1", "2"], is_anonymous=False)
    await member.votes(poll, 0)
    await call("stopPoll", chat_id=group.id, message_id=poll["message_id"])
    where = {"chat_id": group.id, "message_id": sent["message_id"]}
    await call("editMessageText", **where, text="改")
    await call("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    await call("forwardMessage", chat_id=group.id, from_chat_id=group.id, message_id=sent["message_id"])
    await call("forwardMessages", chat_id=group.id, from_chat_id=group.id, message_ids=[sent["message_id"]])
    await call("copyMessage", chat_id=group.id, from_chat_id=group.id, message_id=sent["message_id"])
    await call("pinChatMessage", **where)
    only = {"receiver_user_id": member.id}
    whispered = await call("sendMessage", chat_id=group.id, text="x", ephemeral_message_parameters=only)
    mine = {"chat_id": group.id, **only, "ephemeral_message_id": whispered["ephemeral_message_id"]}
    await call("editEphemeralMessageText", **mine, text="y")
    await call("deleteEphemeralMessage", **mine)
    await call("deleteMessage", **where)
    await member.starts(bot)
    await member.blocks(bot)


async def _chats(call: Checked, world: World, group: Chat, member: Person, owner: Person) -> None:
    for person in (member, owner, world.admin(group, "幽灵", anonymous=True)):
        await call("getChatMember", chat_id=group.id, user_id=person.id)
    await call("restrictChatMember", chat_id=group.id, user_id=member.id, permissions={})
    await call("getChatMember", chat_id=group.id, user_id=member.id)
    await call("setChatMemberTag", chat_id=group.id, user_id=member.id, tag="茶")
    await call("banChatMember", chat_id=group.id, user_id=member.id)
    await call("getChatMember", chat_id=group.id, user_id=member.id)
    await call("unbanChatMember", chat_id=group.id, user_id=member.id)
    await call("getChatAdministrators", chat_id=group.id)
    await call("getChatMemberCount", chat_id=group.id)
    await call("getChat", chat_id=group.id)
    await call("getChat", chat_id=member.id)
    await call("setChatPermissions", chat_id=group.id, permissions=dict.fromkeys(group.permissions, True))
    link = await call("createChatInviteLink", chat_id=group.id, name="海报")
    await call("editChatInviteLink", chat_id=group.id, invite_link=link["invite_link"], name="x")
    await call("revokeChatInviteLink", chat_id=group.id, invite_link=link["invite_link"])
    await call("exportChatInviteLink", chat_id=group.id)
    await call("getMe")
    await call("getWebhookInfo")
    await call("getMyCommands")
    await call("getMyDescription")
    await call("getMyDefaultAdministratorRights")
    await call("getChatMenuButton")
    await call("getUserProfilePhotos", user_id=member.id)
    await owner.boosts(group)
    await call("getUserChatBoosts", chat_id=group.id, user_id=owner.id)
    await owner.sends_sticker(group, "🍵", "tea")
    await call("getStickerSet", name="tea")
    await call("getCustomEmojiStickers", custom_emoji_ids=[world.custom_emoji("🍵")])
    owner.user.business_intro = {"title": "茶"}
    owner.user.personal_chat_id = group.id
    await call("getChat", chat_id=owner.id)
    await call("getUserPersonalChatMessages", user_id=owner.id, limit=20)
