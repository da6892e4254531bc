"""/settings, /export settings and /import settings, as people use them."""

import pytest

from bot.settings import queries
from bot.settings.fields import token
from bot.simulator import Person, acts
from bot.simulator.sight import labels_of
from bot.simulator.state import Json
from handlers.settings.buttons import Act, SettingsButton
from tests.handlers.stage import Stage

FILE = "settings.yaml"


async def stored(stage: Stage, community_id: int = 1) -> dict[str, object]:
    async with stage.app.database.read() as view:
        return await queries.values(view, community_id)


def labels(stage: Stage, message: Json) -> list[str]:
    return labels_of(stage.world.stored(message))


def document(stage: Stage, message: Json) -> str:
    return stage.telegram.files[message["document"]["file_id"]].content.decode()


async def in_private(stage: Stage, person: Person) -> Json:
    """Open the menu in the private chat."""
    await person.starts(stage.bot)
    await person.says(stage.bot, "/settings")
    return person.last(stage.bot)


async def test_the_menu_leads_from_groups_to_knobs_and_back(stage: Stage) -> None:
    _, owner = await stage.group()
    menu = await in_private(stage, owner)
    assert "「茶友会」的设置" in menu["text"]
    assert labels(stage, menu)[:1] == ["社群"]
    await owner.taps("社群")
    page = stage.world.now_of(menu)
    assert "群里的语言" in page["text"]
    assert "30 秒" in page["text"]
    await owner.taps("发言保留天数 ›")
    page = stage.world.now_of(menu)
    assert "现在：30 天" in page["text"]
    assert labels(stage, menu) == ["− 25 天", "+ 35 天", "输入新的值", "返回"]
    await owner.taps("返回")
    await owner.taps("返回")
    assert "要改哪一类" in stage.world.now_of(menu)["text"]
    await owner.taps("关闭")
    assert stage.world.is_deleted(menu)


async def test_a_switch_is_turned_in_one_tap(stage: Stage) -> None:
    _, owner = await stage.group()
    menu = await in_private(stage, owner)
    await owner.taps("社群")
    await owner.taps("⬜️ 清理命令")
    assert await stored(stage) == {"community.tidy_commands": True}
    assert "✅ 清理命令" in labels(stage, menu)
    assert owner.toasts[-1] == "清理命令：开"


async def test_a_second_tap_on_an_old_button_changes_nothing(stage: Stage) -> None:
    """The button carries the value, not a step: impatient taps do not run away."""
    _, owner = await stage.group()
    await in_private(stage, owner)
    await owner.taps("社群")
    await owner.taps("发言保留天数 ›")
    old = owner.last(stage.bot)
    await owner.taps(old, "+ 35 天")
    await owner.taps("− 30 天")
    assert await stored(stage) == {"community.message_days": 30}
    await owner.taps(old, "+ 35 天")
    assert await stored(stage) == {"community.message_days": 35}


async def test_a_choice_is_marked_and_speaks_at_once(stage: Stage) -> None:
    group, owner = await stage.group()
    menu = await in_private(stage, owner)
    await owner.taps("社群")
    await owner.taps("群里的语言 ›")
    assert "• 自动" in labels(stage, menu)
    await owner.taps("繁體中文")
    assert "• 繁體中文" in labels(stage, menu)
    await owner.says(group, "/rules")
    owner.sees("群規", group)


async def test_a_typed_value_is_checked_and_can_be_typed_again(stage: Stage) -> None:
    _, owner = await stage.group()
    await in_private(stage, owner)
    await owner.taps("社群")
    await owner.taps("只给一个人看的回复保留多久 ›")
    await owner.taps("输入新的值")
    owner.sees("请发送「只给一个人看的回复保留多久」的新值")
    await owner.says(stage.bot, "两小时")
    owner.sees("请填 5 秒到 10 分钟之间的时长", stage.bot)
    await owner.says(stage.bot, "90")
    owner.sees("请写上单位", stage.bot)
    assert await stored(stage) == {}
    await owner.says(stage.bot, "两分钟")
    owner.sees("只给一个人看的回复保留多久：30 秒 → 2 分钟", stage.bot)
    assert await stored(stage) == {"community.quiet_for": 120}
    await owner.says(stage.bot, "三分钟")
    assert await stored(stage) == {"community.quiet_for": 120}


async def test_cancelling_takes_the_question_back(stage: Stage) -> None:
    _, owner = await stage.group()
    await in_private(stage, owner)
    await owner.taps("社群")
    await owner.taps("发言保留天数 ›")
    await owner.taps("输入新的值")
    await owner.taps("取消")
    await owner.says(stage.bot, "7")
    assert await stored(stage) == {}


async def test_words_are_added_and_removed_by_typing(stage: Stage) -> None:
    _, owner = await stage.group()
    await owner.starts(stage.bot, f"set_1_{token('moderation.blocked_words')}")
    await owner.taps("添加")
    await owner.says(stage.bot, '跑分 <b>日结</b> "buy now"')
    assert (await stored(stage))["moderation.blocked_words"] == ["跑分", "<b>日结</b>", "buy now"]
    owner.sees("buy now", stage.bot)
    await owner.taps("删除")
    await owner.says(stage.bot, "buy now\n跑分")
    assert (await stored(stage))["moderation.blocked_words"] == ["<b>日结</b>"]


async def test_a_time_zone_is_tapped_or_typed(stage: Stage) -> None:
    _, owner = await stage.group()
    await in_private(stage, owner)
    await owner.taps("社群")
    await owner.taps("时区 ›")
    await owner.taps("Asia/Taipei")
    assert await stored(stage) == {"community.timezone": "Asia/Taipei"}
    await owner.taps("输入新的值")
    await owner.says(stage.bot, "europe/berlin")
    assert await stored(stage) == {"community.timezone": "Europe/Berlin"}
    await owner.taps("恢复默认")
    assert await stored(stage) == {}


async def test_the_log_says_who_changed_what(stage: Stage) -> None:
    _, owner = await stage.group(owner="王<b>老板")
    menu = await in_private(stage, owner)
    await owner.taps("社群")
    await owner.taps("⬜️ 清理命令")
    await owner.taps("返回")
    await owner.taps("最近的改动")
    text = stage.world.now_of(menu)["text"]
    assert "王<b>老板" in text
    assert "2026年3月2日 10:00" in text
    assert "清理命令：关 → 开" in text


async def test_in_the_group_the_menu_is_for_the_one_who_asked(stage: Stage) -> None:
    group, owner = await stage.group()
    manager = stage.world.admin(group, "运营")
    await owner.says(group, "设置")
    menu = owner.sees("的设置", group)
    data = menu["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await _forges(stage, manager, menu, data)
    assert "不是给你的" in manager.toasts[-1]
    await owner.taps(menu, "社群")
    await owner.taps("⬜️ 清理命令")
    assert await stored(stage) == {"community.tidy_commands": True}


@pytest.mark.parametrize("is_new_server", [True, False])
async def test_in_the_group_the_menu_turns_and_closes(stage: Stage, is_new_server: bool) -> None:
    """As an ephemeral message where the server knows them, else as a reply with buttons."""
    stage.telegram.supports_ephemeral = is_new_server
    group, owner = await stage.group()
    await owner.says(group, "/settings")
    menu = owner.sees("的设置", group)
    assert ("ephemeral_message_id" in menu) is is_new_server
    await owner.taps("社群")
    assert "群里的语言" in stage.world.now_of(menu)["text"]
    await owner.taps("返回")
    await owner.taps("关闭")
    assert stage.world.is_deleted(menu)


async def test_a_text_of_several_lines_is_one_line_among_others(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.starts(stage.bot, f"set_1_{token('membership.rules_text')}")
    await owner.says(stage.bot, "一、友善\n二、<b>不发广告</b>\n" + "三" * 100)
    page = owner.last(stage.bot)
    assert "现在：一、友善\n二、<b>不发广告</b>\n三" in page["text"]
    await owner.taps(page, "返回")
    assert "一、友善 二、<b>不发广告</b> 三" in stage.world.now_of(page)["text"]
    await owner.says(group, "/rules")
    owner.sees("二、<b>不发广告</b>", group)


async def test_in_the_group_typing_leads_to_the_private_chat(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.says(group, "/settings")
    await owner.taps("社群")
    await owner.taps("发言保留天数 ›")
    await owner.taps("到私聊里设置")
    owner.sees("请发送「发言保留天数」的新值", stage.bot)
    await owner.says(stage.bot, "7")
    assert await stored(stage) == {"community.message_days": 7}


async def test_members_are_refused_and_the_attempt_is_written_down(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "/settings")
    member.sees("修改设置")
    member.does_not_see("要改哪一类")
    await member.starts(stage.bot, "set_1")
    member.does_not_see("要改哪一类")


async def test_whoever_lost_the_right_cannot_use_an_open_menu(stage: Stage) -> None:
    group, owner = await stage.group()
    manager = stage.world.member(group, "运营")
    await owner.promotes(group, manager)
    await manager.says(group, "大家好")
    await in_private(stage, manager)
    await manager.taps("社群")
    await owner.demotes(group, manager)
    await manager.taps("⬜️ 清理命令")
    assert await stored(stage) == {}
    assert "修改设置" in manager.toasts[-1]


async def test_one_who_lost_the_right_cannot_type_either(stage: Stage) -> None:
    group, owner = await stage.group()
    manager = stage.world.member(group, "运营")
    await owner.promotes(group, manager)
    await manager.says(group, "大家好")
    await in_private(stage, manager)
    await manager.taps("社群")
    await manager.taps("发言保留天数 ›")
    await manager.taps("输入新的值")
    await owner.demotes(group, manager)
    await manager.says(stage.bot, "7")
    assert await stored(stage) == {}


@pytest.mark.parametrize(
    ("act", "subject", "value"),
    [
        (Act.PUT, "token:tidy_commands", "2"),
        (Act.PUT, "token:message_days", "9999"),
        (Act.PUT, "token:message_days", "many"),
        (Act.PUT, "token:quiet_for", "99999999999999999999"),
        (Act.PUT, "token:language", "fr"),
        (Act.PUT, "token:timezone", "Asia/Atlantis"),
        (Act.PUT, "ffffff", "1"),
        (Act.KNOB, "ffffff", ""),
        (Act.TYPE, "token:tidy_commands", "set"),
        (Act.TYPE, "token:message_days", "eval"),
        (Act.PAGE, token("community"), "-5"),
        (Act.PAGE, token("community"), "99999999999999999999"),
        (Act.PAGE, "ffffff", "x"),
    ],
)
async def test_forged_buttons_change_nothing(stage: Stage, act: Act, subject: str, value: str) -> None:
    _, owner = await stage.group()
    menu = await in_private(stage, owner)
    if subject.startswith("token:"):
        subject = token("community." + subject.removeprefix("token:"))
    forged = SettingsButton(person=owner.id, community=1, act=act, subject=subject, value=value).pack()
    await _forges(stage, owner, menu, forged)
    assert await stored(stage) == {}


async def test_a_button_of_another_community_is_refused_in_the_group(stage: Stage) -> None:
    group, owner = await stage.group()
    _, stranger = await stage.group("别家", owner="别人")
    await owner.says(group, "/settings")
    menu = owner.sees("的设置", group)
    for community in (2, 3, 10**9):
        forged = SettingsButton(person=owner.id, community=community, act=Act.PAGE).pack()
        await _forges(stage, owner, menu, forged)
        assert "失效" in owner.toasts[-1]
    private = await in_private(stage, stranger)
    await _forges(stage, stranger, private, SettingsButton(person=stranger.id, community=1, act=Act.PAGE).pack())
    assert "修改设置" in stranger.toasts[-1]


async def test_an_anonymous_administrator_is_led_to_the_private_chat(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.says(group, "/settings", as_chat=group)
    await owner.taps("到私聊里设置")
    owner.sees("要改哪一类", stage.bot)


async def test_export_edit_import(stage: Stage) -> None:
    _, owner = await stage.group()
    await owner.starts(stage.bot)
    await owner.says(stage.bot, "/export settings")
    text = document(stage, owner.last(stage.bot))
    assert "  # 发言保留天数: 群里的发言保存这么久" in text
    edited = text.replace("message_days: 30", "message_days: 90").replace("quiet_for: 30s", "quiet_for: 一分钟")
    await owner.uploads(stage.bot, FILE, edited.encode(), "/import settings")
    answer = owner.last(stage.bot)["text"]
    assert "改了 2 项" in answer
    assert "发言保留天数：30 天 → 90 天" in answer
    assert await stored(stage) == {"community.message_days": 90, "community.quiet_for": 60}
    await owner.uploads(stage.bot, FILE, edited.encode(), "/import settings")
    owner.sees("没有改动", stage.bot)


async def test_a_wrong_file_changes_nothing_and_names_its_lines(stage: Stage) -> None:
    _, owner = await stage.group()
    await owner.starts(stage.bot)
    wrong = "community:\n  message_days: 90\n  quiet_for: 1d\n  mood: <b>good\n"
    await owner.uploads(stage.bot, FILE, wrong.encode(), "/import settings")
    answer = owner.last(stage.bot)["text"]
    assert "2 处问题" in answer
    assert "第 3 行 community.quiet_for 请填 5 秒到 10 分钟之间的时长" in answer
    assert "第 4 行 community 没有「mood」" in answer
    assert await stored(stage) == {}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a: &a [x]\nb: [*a, *a]\n", "不接受锚点和别名"),
        ("community: {}".encode("utf-16"), "不是 UTF-8"),
        (b"#" * 300_000, "文件太大"),
        (b"\x00\x01\x02", "不是正确的 YAML"),
    ],
)
async def test_hostile_files_are_refused(stage: Stage, content: bytes, sentence: str) -> None:
    _, owner = await stage.group()
    await owner.starts(stage.bot)
    await owner.uploads(stage.bot, FILE, content, "/import settings")
    owner.sees(sentence, stage.bot)
    assert await stored(stage) == {}


async def test_members_neither_export_nor_import(stage: Stage) -> None:
    group, _ = await stage.group()
    member = stage.world.member(group, "小明")
    await member.says(group, "大家好")
    await member.starts(stage.bot)
    await member.says(stage.bot, "/export settings")
    member.sees("导出数据", stage.bot)
    await member.uploads(stage.bot, FILE, b"community: {message_days: 1}", "/import settings")
    member.sees("修改设置", stage.bot)
    assert await stored(stage) == {}


async def test_an_export_asked_for_in_the_group_goes_to_the_private_chat(stage: Stage) -> None:
    group, owner = await stage.group()
    await owner.says(group, "/export settings")
    owner.sees("只发到私聊", group)
    await owner.starts(stage.bot)
    await owner.says(group, "/export settings")
    owner.sees("文件已发到你和我的私聊", group)
    assert "community:" in document(stage, owner.last(stage.bot))


async def test_export_and_import_without_a_word_say_how(stage: Stage) -> None:
    _, owner = await stage.group()
    await owner.starts(stage.bot)
    await owner.says(stage.bot, "/export")
    owner.sees("/export settings", stage.bot)
    await owner.says(stage.bot, "/import")
    owner.sees("/import settings", stage.bot)


async def test_settings_follow_a_group_that_becomes_a_supergroup(stage: Stage) -> None:
    owner = stage.world.person("老板")
    group = stage.world.group("小群", owner=owner, bot=stage.bot)
    await stage.settle()
    await in_private(stage, owner)
    await owner.taps("社群")
    await owner.taps("⬜️ 清理命令")
    await stage.world.upgrade(group)
    await stage.settle()
    assert await stored(stage) == {"community.tidy_commands": True}
    await in_private(stage, owner)
    await owner.taps("社群")
    owner.sees("✅ 清理命令", stage.bot)


async def _forges(stage: Stage, person: Person, message: Json, data: str) -> None:
    """Send callback data of one's own making, as a modified client can."""
    chat = stage.world.chat_of(message)
    acts.tap(stage.telegram, chat, person.id, stage.bot, stage.world.stored(message), data)
    await stage.settle()
