"""Sanctions, promotions, joins: rights, refusals, expiry, updates."""

import pytest

from bot.simulator import ApiError, Bot, Chat, Person, World
from tests.simulator.conftest import Api, refused

RIGHTLESS = "not enough rights to restrict/unrestrict chat member"


async def test_a_mute_ends_by_the_clock(api: Api, world: World, group: Chat, member: Person) -> None:
    until = world.telegram.now() + 3600
    await api.restrictChatMember(chat_id=group.id, user_id=member.id, permissions={}, until_date=until)
    with refused("not enough rights to send text messages to the chat"):
        await member.says(group, "让我说")
    shown = await api.getChatMember(chat_id=group.id, user_id=member.id)
    assert (shown["status"], shown["until_date"], shown["is_member"]) == ("restricted", until, True)
    await world.passes(hours=1)
    await member.says(group, "终于")
    assert (await api.getChatMember(chat_id=group.id, user_id=member.id))["status"] == "member"


@pytest.mark.parametrize("seconds", [0, 29, 367 * 86400])
async def test_too_short_or_too_long_is_for_ever(
    api: Api, world: World, group: Chat, member: Person, seconds: int
) -> None:
    until = world.telegram.now() + seconds
    await api.banChatMember(chat_id=group.id, user_id=member.id, until_date=until)
    assert (await api.getChatMember(chat_id=group.id, user_id=member.id))["until_date"] == 0
    await world.passes(days=400)
    assert world.status(group, member) == "kicked"


async def test_full_permissions_lift_a_restriction(api: Api, group: Chat, member: Person, world: World) -> None:
    await api.restrictChatMember(chat_id=group.id, user_id=member.id, permissions={"can_send_messages": True})
    assert world.status(group, member) == "restricted"
    everything = dict.fromkeys(group.permissions, True)
    await api.restrictChatMember(chat_id=group.id, user_id=member.id, permissions=everything)
    assert world.status(group, member) == "member"


async def test_who_cannot_be_sanctioned(api: Api, world: World, group: Chat, owner: Person, bot: Bot) -> None:
    admin = world.admin(group, "管理")
    for target, reason in (
        (owner.id, "can't remove chat owner"),
        (admin.id, "user is an administrator of the chat"),
        (bot.id, "can't restrict self"),
        (999, "PARTICIPANT_ID_INVALID"),
        (0, "invalid user_id specified"),
    ):
        with refused(reason):
            await api.banChatMember(chat_id=group.id, user_id=target)


async def test_without_the_right(api: Api, world: World, owner: Person, bot: Bot) -> None:
    group = world.supergroup("别家", owner=owner, bot=bot, bot_rights={"can_delete_messages": True})
    member = world.member(group, "小红")
    for method in ("banChatMember", "unbanChatMember"):
        with refused(RIGHTLESS):
            await getattr(api, method)(chat_id=group.id, user_id=member.id)
    with refused(RIGHTLESS):
        await api.restrictChatMember(chat_id=group.id, user_id=member.id, permissions={})
    with refused("not enough rights to change chat permissions"):
        await api.setChatPermissions(chat_id=group.id, permissions={})


async def test_basic_groups_know_no_restrictions(api: Api, world: World, owner: Person, bot: Bot) -> None:
    member = world.person("小红")
    group = world.group("小群", owner=owner, bot=bot, members=[member], admin=True)
    with refused("method is available only for supergroups"):
        await api.restrictChatMember(chat_id=group.id, user_id=member.id, permissions={})
    await api.banChatMember(chat_id=group.id, user_id=member.id)
    assert world.status(group, member) == "kicked"


async def test_a_ban_is_told_and_can_be_lifted(api: Api, world: World, group: Chat, member: Person) -> None:
    await api.getUpdates(allowed_updates=["message", "chat_member"])
    await api.banChatMember(chat_id=group.id, user_id=member.id)
    change, service = (await api.updates())[-2:]
    assert change["chat_member"]["old_chat_member"]["status"] == "member"
    assert change["chat_member"]["new_chat_member"] == {
        "user": world.telegram.user_json(member.id),
        "status": "kicked",
        "until_date": 0,
    }
    assert service["message"]["left_chat_member"]["id"] == member.id
    with pytest.raises(ApiError):
        await member.joins(group)
    assert await api.unbanChatMember(chat_id=group.id, user_id=member.id, only_if_banned=True) is True
    await member.joins(group)
    assert world.status(group, member) == "member"
    # Without only_if_banned a present member is removed, as the documentation warns.
    await api.unbanChatMember(chat_id=group.id, user_id=member.id)
    assert world.status(group, member) == "left"


async def test_chat_member_updates_only_when_asked_for_and_only_to_administrators(
    api: Api, world: World, group: Chat, owner: Person
) -> None:
    newcomer = world.person("新人")
    await newcomer.joins(group)
    assert await api.updates("chat_member") == []
    await api.getUpdates(allowed_updates=["chat_member"])
    plain = world.supergroup("平", owner=owner, bot=api._bot, bot_rights=None)
    await newcomer.joins(plain)
    await newcomer.leaves(group)
    (update,) = await api.updates("chat_member")
    assert update["chat"]["id"] == group.id
    assert update["new_chat_member"]["status"] == "left"


async def test_joining_by_a_link_names_it(api: Api, world: World, group: Chat, owner: Person) -> None:
    await api.getUpdates(allowed_updates=["chat_member", "chat_join_request"])
    own = await api.createChatInviteLink(chat_id=group.id, name="海报", member_limit=1)
    newcomer, second = world.person("新人"), world.person("第二人")
    await newcomer.joins(group, via=own)
    (update,) = await api.updates("chat_member")
    assert update["invite_link"]["name"] == "海报"
    assert update["invite_link"]["invite_link"] == own["invite_link"]
    with pytest.raises(ApiError):
        await second.joins(group, via=own)
    foreign = world.link(group, owner)
    await second.joins(group, via=foreign)
    (update,) = await api.updates("chat_member")
    assert update["invite_link"]["invite_link"].endswith("…")
    revoked = await api.revokeChatInviteLink(chat_id=group.id, invite_link=own["invite_link"])
    assert revoked["is_revoked"] is True
    with refused("member limit can't be specified for links requiring administrator approval"):
        await api.createChatInviteLink(chat_id=group.id, member_limit=2, creates_join_request=True)


async def test_join_requests(api: Api, world: World, group: Chat, owner: Person, bot: Bot) -> None:
    link = world.link(group, owner, asks=True)
    newcomer, other = world.person("新人", bio="来喝茶"), world.person("广告")
    await newcomer.joins(group, via=link)
    await other.joins(group, via=link)
    requests = await api.updates("chat_join_request")
    assert requests[0]["bio"] == "来喝茶"
    assert requests[0]["user_chat_id"] == newcomer.id
    assert requests[0]["invite_link"]["pending_join_request_count"] == 1
    # Five minutes to write to somebody who never pressed Start.
    await api.sendMessage(chat_id=newcomer.id, text="三加四等于几？")
    newcomer.sees("三加四", bot)
    assert await api.approveChatJoinRequest(chat_id=group.id, user_id=newcomer.id) is True
    assert world.status(group, newcomer) == "member"
    await api.declineChatJoinRequest(chat_id=group.id, user_id=other.id)
    assert world.status(group, other) == "left"
    with refused("HIDE_REQUESTER_MISSING"):
        await api.approveChatJoinRequest(chat_id=group.id, user_id=other.id)
    with refused("USER_ALREADY_PARTICIPANT"):
        await api.approveChatJoinRequest(chat_id=group.id, user_id=newcomer.id)
    await world.passes(minutes=6)
    with refused("bot can't initiate conversation with a user"):
        await api.sendMessage(chat_id=other.id, text="x")


async def test_promotion_and_titles(api: Api, world: World, group: Chat, member: Person) -> None:
    await api.promoteChatMember(chat_id=group.id, user_id=member.id, can_delete_messages=True)
    shown = await api.getChatMember(chat_id=group.id, user_id=member.id)
    assert (shown["status"], shown["can_be_edited"], shown["can_manage_chat"]) == ("administrator", True, True)
    await api.setChatAdministratorCustomTitle(chat_id=group.id, user_id=member.id, custom_title="茶博士")
    assert (await member.says(group, "来了"))["sender_tag"] == "茶博士"
    await api.promoteChatMember(chat_id=group.id, user_id=member.id)
    assert world.status(group, member) == "member"
    statuses = [m["status"] for m in await api.getChatAdministrators(chat_id=group.id)]
    assert statuses == ["creator", "administrator"]


async def test_member_tags(api: Api, world: World, group: Chat, member: Person, owner: Person, bot: Bot) -> None:
    await api.setChatMemberTag(chat_id=group.id, user_id=member.id, tag="茶仙")
    assert (await member.says(group, "来了"))["sender_tag"] == "茶仙"
    assert (await api.getChatMember(chat_id=group.id, user_id=member.id))["tag"] == "茶仙"
    for tag in ("长" * 17, "🍵"):
        with pytest.raises(ApiError):
            await api.setChatMemberTag(chat_id=group.id, user_id=member.id, tag=tag)
    plain = world.supergroup("平", owner=owner, bot=bot, bot_rights={"can_restrict_members": True}, members=[member])
    with refused("not enough rights to manage member tags"):
        await api.setChatMemberTag(chat_id=plain.id, user_id=member.id, tag="x")


async def test_anonymous_administrators_and_channel_senders(
    api: Api, world: World, group: Chat, owner: Person, bot: Bot
) -> None:
    ghost = world.admin(group, "幽灵", anonymous=True, title="值班")
    message = await ghost.says(group, "大家好")
    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == group.id
    assert message["author_signature"] == "值班"
    channel = world.channel("别的频道", owner=owner)
    message = await owner.says(group, "频道说", as_chat=channel)
    assert message["from"]["id"] == 136817688
    assert message["sender_chat"] == {"id": channel.id, "title": "别的频道", "type": "channel"}
    assert await api.banChatSenderChat(chat_id=group.id, sender_chat_id=channel.id) is True
    with pytest.raises(ApiError):
        await owner.says(group, "频道又说", as_chat=channel)
    await api.unbanChatSenderChat(chat_id=group.id, sender_chat_id=channel.id)
    await owner.says(group, "频道回来", as_chat=channel)


async def test_locking_the_chat(api: Api, group: Chat, member: Person, owner: Person) -> None:
    await api.setChatPermissions(chat_id=group.id, permissions={"can_send_messages": False})
    with pytest.raises(ApiError):
        await member.says(group, "x")
    await owner.says(group, "封群了")
    assert (await api.getChat(chat_id=group.id))["permissions"]["can_send_messages"] is False


async def test_leaving_and_counting(api: Api, group: Chat, member: Person) -> None:
    assert await api.getChatMemberCount(chat_id=group.id) == 3
    await member.leaves(group)
    assert await api.getChatMemberCount(chat_id=group.id) == 2
    assert await api.leaveChat(chat_id=group.id) is True
    with refused("bot is not a member of the supergroup chat"):
        await api.getChat(chat_id=group.id)
