"""/role, /trust, /untrust."""

import pytest

from bot.membership import queries
from bot.membership.roles import Role
from bot.simulator import Person
from bot.simulator.state import Chat
from tests.handlers.stage import Stage


async def role_of(stage: Stage, group: Chat, person: Person) -> Role:
    async with stage.app.database.read() as view:
        chat = await queries.chat(view, group.id)
    assert chat is not None
    return await stage.app.services.directory.role(chat.community_id, person.id)


async def administrator(stage: Stage, group: Chat, owner: Person, name: str, **rights: bool) -> Person:
    """Somebody whom the owner makes an administrator, so that the bot is told."""
    person = stage.world.member(group, name)
    await owner.promotes(group, person, **rights)
    return person


@pytest.mark.parametrize(
    ("language", "word", "answer", "role"),
    [
        ("zh-hans", "群管", "已指定小明为群管", Role.MODERATOR),
        ("zh-hans", "运营", "已指定小明为运营", Role.MANAGER),
        ("zh-hant", "營運", "已指定小明為營運", Role.MANAGER),
        ("en", "moderator", "小明 is moderator here now", Role.MODERATOR),
    ],
)
async def test_the_owner_gives_a_role(stage: Stage, language: str, word: str, answer: str, role: Role) -> None:
    owner = stage.world.person("老板", language=language)
    group = stage.world.supergroup("茶友会", owner=owner, bot=stage.bot)
    member = stage.world.member(group, "小明")
    message = await member.says(group, "大家好")
    await owner.replies_to(message, f"/role {word}")
    owner.sees(answer, group)
    assert await role_of(stage, group, member) is role


async def test_four_ways_to_name_somebody(stage: Stage) -> None:
    group, owner = await stage.group()
    named = stage.world.member(group, "小红", username="xiaohong")
    numbered, mentioned = stage.world.member(group, "小刚"), stage.world.member(group, "小丽")
    await named.says(group, "大家好")
    await owner.says(group, "/role @XiaoHong 群管")
    await owner.says(group, f"/role {numbered.id} 群管")
    entity = {"type": "text_mention", "offset": 6, "length": 2, "user": {"id": mentioned.id, "first_name": "小丽"}}
    await owner.says(group, "/role 小丽 群管", entities=[entity])
    for person in (named, numbered, mentioned):
        assert await role_of(stage, group, person) is Role.MODERATOR


async def test_a_role_is_shown_and_taken_back(stage: Stage) -> None:
    group, owner = await stage.group()
    member = stage.world.member(group, "小明")
    message = await member.says(group, "大家好")
    await owner.replies_to(message, "/role")
    owner.sees("小明现在是成员", group)
    await owner.replies_to(message, "/role 群管")
    await owner.replies_to(message, "/role 无")
    owner.sees("已取消小明的指定角色，现在是成员", group)
    assert await role_of(stage, group, member) is Role.MEMBER


async def test_rights_in_telegram_stay(stage: Stage) -> None:
    group, owner = await stage.group()
    manager = await administrator(stage, group, owner, "小王")
    message = await manager.says(group, "大家好")
    await owner.replies_to(message, "/role 群管")
    owner.sees("管理员权限不变，现在是运营", group)
    assert await role_of(stage, group, manager) is Role.MANAGER


@pytest.mark.parametrize("is_manager", [False, True])
async def test_only_the_owner_gives_roles(stage: Stage, *, is_manager: bool) -> None:
    group, owner = await stage.group()
    asker = stage.world.member(group, "小王")
    if is_manager:
        await owner.promotes(group, asker)
    member = stage.world.member(group, "小明")
    message = await member.says(group, "大家好")
    await asker.replies_to(message, "/role 群管")
    asker.sees("这里需要「指定角色」的权限", group)
    assert await role_of(stage, group, member) is Role.MEMBER


async def test_what_cannot_be_given(stage: Stage) -> None:
    group, owner = await stage.group()
    own = await owner.says(group, "大家好")
    await owner.replies_to(own, "/role 群管")
    owner.sees("不能改自己的角色", group)
    await owner.says(group, "/role")
    owner.sees("用法：回复对方发", group)
    await owner.says(group, "/role @nobody_here 群管")
    owner.sees("没有找到这个人", group)
    member = stage.world.member(group, "小明")
    message = await member.says(group, "大家好")
    await owner.replies_to(message, "/role 群主")
    assert await role_of(stage, group, member) is Role.MEMBER
    robot = stage.world.bot("别的机器人", "other_bot")
    await owner.says(group, f"/role {robot.id} 群管")
    owner.sees("没有找到这个人", group)


async def test_a_name_cannot_break_the_answer(stage: Stage) -> None:
    group, owner = await stage.group()
    member = stage.world.member(group, "<b>&小明")
    message = await member.says(group, "大家好")
    await owner.replies_to(message, "/role 群管")
    owner.sees("已指定<b>&小明为群管", group)


async def test_a_given_role_works_at_once_and_in_private(stage: Stage) -> None:
    group, owner = await stage.group()
    helper = stage.world.member(group, "小明")
    message = await helper.says(group, "大家好")
    await helper.says(group, "/help")
    assert "/ban" not in helper.sees("群里能用的命令", group)["text"]
    await owner.replies_to(message, "/role 群管")
    await helper.says(stage.bot, "/help")
    assert "/ban" in helper.sees("私聊里能用的命令")["text"]


async def test_an_anonymous_owner_confirms_in_private(stage: Stage) -> None:
    group, owner = await stage.group()
    member = stage.world.member(group, "小明")
    await owner.says(group, f"/role {member.id} 群管", as_chat=group)
    owner.sees("你现在是匿名管理员", group)
    assert await role_of(stage, group, member) is Role.MEMBER
    await member.taps("在私聊里确认")
    member.sees("这里需要「指定角色」的权限", stage.bot)
    assert await role_of(stage, group, member) is Role.MEMBER
    await owner.taps("在私聊里确认")
    owner.sees("已指定小明为群管", stage.bot)
    assert await role_of(stage, group, member) is Role.MODERATOR


# ---- trust


async def test_a_moderator_trusts_and_stops_trusting(stage: Stage) -> None:
    group, owner = await stage.group()
    moderator = await administrator(stage, group, owner, "小王", can_restrict_members=True)
    member = stage.world.member(group, "小明")
    message = await member.says(group, "大家好")
    await moderator.replies_to(message, "/trust")
    moderator.sees("小明现在是可信成员", group)
    assert await role_of(stage, group, member) is Role.TRUSTED
    await moderator.replies_to(message, "/trust")
    moderator.sees("小明已经是可信成员", group)
    await moderator.replies_to(message, "/untrust")
    moderator.sees("已取消小明的可信成员，现在是成员", group)
    assert await role_of(stage, group, member) is Role.MEMBER
    await moderator.replies_to(message, "/untrust")
    moderator.sees("小明没有被设为可信成员", group)


async def test_a_member_trusts_nobody(stage: Stage) -> None:
    group, _ = await stage.group()
    asker, member = stage.world.member(group, "小红"), stage.world.member(group, "小明")
    message = await member.says(group, "大家好")
    await asker.replies_to(message, "/trust")
    asker.sees("这里需要「管理成员」的权限", group)
    assert await role_of(stage, group, member) is Role.MEMBER


async def test_trust_needs_somebody(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.says(group, "/trust")
    owner.sees("用法：回复对方发 /trust", group)
    await owner.says(group, "/untrust @nobody_here")
    owner.sees("没有找到这个人", group)


async def test_who_did_it_is_in_the_audit_log(stage: Stage) -> None:
    group, owner = await stage.group()
    member = stage.world.member(group, "小明")
    message = await member.says(group, "大家好")
    await owner.replies_to(message, "/role 群管")
    await member.replies_to(message, "/role 运营")
    async with stage.app.database.read() as view:
        chat = await queries.chat(view, group.id)
        assert chat is not None
        entries = await queries.audit_of(view, chat.community_id)
    assert [(entry.user_id, entry.act, entry.outcome) for entry in entries] == [
        (member.id, "role", "refused"),
        (owner.id, "role", "done"),
    ]
