"""/bind: the staff group."""

import pytest

from bot.membership import queries
from bot.simulator import ALL_RIGHTS, Person
from bot.simulator.state import Chat
from tests.handlers.stage import Stage


async def staff_chat_of(stage: Stage, group: Chat) -> int | None:
    async with stage.app.database.read() as view:
        chat = await queries.chat(view, group.id)
        assert chat is not None
        community = await queries.community(view, chat.community_id)
    assert community is not None
    return community.staff_chat_id


async def second_group(stage: Stage, owner: Person, title: str = "值班室", **details: object) -> Chat:
    """Another group of `owner` with the bot in it."""
    chat = stage.world.supergroup(title, owner=owner, bot=stage.bot, **details)  # type: ignore[arg-type]
    await stage.settle()
    return chat


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("zh-hans", "本群已成为「茶友会」的管理群"),
        ("zh-hant", "本群已成為「茶友会」的管理群組"),
        ("en", "This group is now the staff group of “茶友会”"),
    ],
)
async def test_the_owners_other_community_is_bound_at_once(stage: Stage, language: str, answer: str) -> None:
    owner = stage.world.person("老板", language=language)
    group = await second_group(stage, owner, "茶友会")
    staff = await second_group(stage, owner)
    await owner.says(staff, "/bind")
    owner.sees(answer, staff)
    assert await staff_chat_of(stage, group) == staff.id


async def test_commands_in_the_staff_group_act_on_the_bound_community(stage: Stage) -> None:
    _, owner = await stage.group()
    staff = await second_group(stage, owner)
    await owner.says(staff, "/rules")
    owner.sees("「值班室」群规", staff)
    await owner.says(staff, "/bind")
    await owner.says(staff, "/rules")
    owner.sees("「茶友会」群规", staff)
    await owner.says(staff, "/help")
    owner.sees("管理群里能用的命令", staff)
    # The owner is owner of one community now: nothing is asked in private.
    await owner.says(stage.bot, "/rules")
    owner.sees("「茶友会」群规", stage.bot)


async def test_one_of_several_communities_is_chosen_by_button(stage: Stage) -> None:
    group, owner = await stage.group("茶友会")
    other = await second_group(stage, owner, "读书会")
    staff = await second_group(stage, owner)
    await owner.says(staff, "/bind")
    owner.sees("要把「值班室」设为哪个社群的管理群", staff)
    assert await staff_chat_of(stage, group) is None
    await owner.taps("「读书会」")
    owner.sees("本群已成为「读书会」的管理群", staff)
    assert await staff_chat_of(stage, other) == staff.id
    assert await staff_chat_of(stage, group) is None


async def test_the_buttons_are_the_askers(stage: Stage) -> None:
    _, owner = await stage.group("茶友会")
    other = await second_group(stage, owner, "读书会")
    staff = await second_group(stage, owner)
    await owner.says(staff, "/bind")
    stranger = stage.world.member(staff, "小明")
    await stranger.taps("「读书会」")
    stranger.sees("这个按钮不是给你的")
    assert await staff_chat_of(stage, other) is None


async def test_whoever_is_not_the_owner_is_refused(stage: Stage) -> None:
    group, owner = await stage.group()
    staff = await second_group(stage, owner)
    member, manager = stage.world.member(staff, "小明"), stage.world.member(staff, "小王")
    await owner.promotes(staff, manager)
    for person in (member, manager):
        await person.says(staff, "/bind")
        person.sees("这里需要「绑定管理群」的权限", staff)
    assert await staff_chat_of(stage, group) is None


async def test_owning_only_the_staff_side_is_not_enough(stage: Stage) -> None:
    group, owner = await stage.group()
    guest = stage.world.member(group, "小王")
    await owner.promotes(group, guest)
    room = await second_group(stage, guest, "小王的群")
    await guest.says(room, "/bind")
    guest.sees("没有找到你的另一个社群", room)
    assert await staff_chat_of(stage, group) is None


@pytest.mark.parametrize(
    ("forum", "rights", "lacking"),
    [
        (False, None, "管理员身份。"),
        (True, None, "管理员身份、管理话题。"),
        (True, {"can_delete_messages": True}, "管理话题。"),
    ],
)
async def test_missing_rights_are_named(
    stage: Stage, *, forum: bool, rights: dict[str, bool] | None, lacking: str
) -> None:
    group, owner = await stage.group()
    staff = await second_group(stage, owner, forum=forum, bot_rights=rights)
    await owner.says(staff, "/bind")
    owner.sees(f"我在管理群里还缺：{lacking}", staff)
    assert await staff_chat_of(stage, group) == staff.id


async def test_with_every_right_nothing_is_missing(stage: Stage) -> None:
    _, owner = await stage.group()
    staff = await second_group(stage, owner, forum=True, bot_rights=ALL_RIGHTS)
    await owner.says(staff, "/bind")
    owner.does_not_see("还缺", staff)


async def test_a_new_staff_group_replaces_the_former(stage: Stage) -> None:
    group, owner = await stage.group()
    first, second = await second_group(stage, owner, "值班室"), await second_group(stage, owner, "新值班室")
    await owner.says(first, "/bind")
    await owner.taps("「茶友会」")
    await owner.says(second, "/bind")
    owner.sees("原来的管理群不再接收", second)
    assert await staff_chat_of(stage, group) == second.id
    await owner.says(first, "/rules")
    owner.sees("「值班室」群规", first)


async def test_bind_off_ends_it(stage: Stage) -> None:
    group, owner = await stage.group()
    staff = await second_group(stage, owner)
    await owner.says(staff, "/bind")
    member = stage.world.member(staff, "小明")
    await member.says(staff, "/bind off")
    member.sees("这里需要「绑定管理群」的权限", staff)
    assert await staff_chat_of(stage, group) == staff.id
    await owner.says(staff, "/bind off")
    owner.sees("已解除。本群恢复为普通的群", staff)
    assert await staff_chat_of(stage, group) is None
    await owner.says(staff, "/bind off")
    owner.sees("这里没有绑定管理群", staff)


async def test_bind_off_works_from_the_group_too(stage: Stage) -> None:
    group, owner = await stage.group()
    staff = await second_group(stage, owner)
    await owner.says(staff, "/bind")
    await owner.says(group, "/bind off")
    owner.sees("「茶友会」现在没有管理群", group)
    assert await staff_chat_of(stage, group) is None


async def test_binding_twice_says_so(stage: Stage) -> None:
    _, owner = await stage.group()
    staff = await second_group(stage, owner)
    await owner.says(staff, "/bind")
    await owner.says(staff, "/bind")
    owner.sees("本群已经是「茶友会」的管理群", staff)


async def test_a_group_with_a_staff_group_does_not_become_one(stage: Stage) -> None:
    group, owner = await stage.group()
    staff = await second_group(stage, owner)
    await owner.says(staff, "/bind")
    third = await second_group(stage, owner, "读书会")
    await owner.says(group, "/bind")
    owner.sees("自己已经有管理群", group)
    assert await staff_chat_of(stage, third) is None


async def test_alone_there_is_nothing_to_bind(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.says(group, "/bind")
    owner.sees("没有找到你的另一个社群", group)
    await owner.says(stage.bot, "/bind")
    owner.sees("这个命令要在群里使用", stage.bot)
    await owner.says(group, "/bind 12")
    owner.sees("用法：在要当管理群的群里发", group)


async def test_an_anonymous_owner_confirms_in_private(stage: Stage) -> None:
    group, owner = await stage.group()
    staff = await second_group(stage, owner)
    await owner.says(staff, "/bind", as_chat=staff)
    owner.sees("你现在是匿名管理员", staff)
    assert await staff_chat_of(stage, group) is None
    stranger = stage.world.member(staff, "小明")
    await stranger.taps("在私聊里确认")
    stranger.sees("这里需要「绑定管理群」的权限", stage.bot)
    assert await staff_chat_of(stage, group) is None
    await owner.taps("在私聊里确认")
    owner.sees("「值班室」已成为「茶友会」的管理群", stage.bot)
    owner.sees("本群已成为「茶友会」的管理群", staff)
    assert await staff_chat_of(stage, group) == staff.id
    await owner.says(staff, "/bind off", as_chat=staff)
    await owner.taps("在私聊里确认")
    assert await staff_chat_of(stage, group) is None


@pytest.mark.parametrize("payload", ["bind_", "bind_x", "bind_-100999", "bind_off_", "bind_off_-1", "role_1_2_owner"])
async def test_forged_links_do_nothing(stage: Stage, payload: str) -> None:
    group, owner = await stage.group()
    await owner.starts(stage.bot, payload)
    assert await staff_chat_of(stage, group) is None
    owner.sees("失效", stage.bot)


async def test_it_survives_a_restart(stage: Stage) -> None:
    group, owner = await stage.group()
    staff = await second_group(stage, owner)
    await owner.says(staff, "/bind")
    await stage.restart()
    await owner.says(staff, "/rules")
    owner.sees("「茶友会」群规", staff)
    assert await staff_chat_of(stage, group) == staff.id


async def test_cards_that_waited_go_to_the_staff_group_at_once(stage: Stage) -> None:
    group, owner = await stage.group()
    staff = await second_group(stage, owner)
    message = await stage.world.member(group, "小明").says(group, "……")
    await owner.replies_to(message, "/warn 刷屏")
    owner.does_not_see("处理 #1", staff)
    await owner.says(staff, "/bind")
    owner.sees("处理 #1", staff)
