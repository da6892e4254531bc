"""/rule as managers use it: make, look, try, enable, change, bring back."""

import pytest

from bot.membership import queries as roster
from bot.moderation import queries
from bot.moderation.rule_buttons import Act, HitButton, RuleButton, rule_token
from bot.simulator import Person, acts
from tests.handlers.rule_talk import asks, buttons, chat, modes, shown
from tests.handlers.scene import Scene

# ---- making


async def test_words_make_a_rule_that_observes(scene: Scene) -> None:
    answer = await asks(scene, '/rule add words 加薇 "buy now" 兼职日结')
    assert "已建立规则 w1" in answer
    assert "buy now" in answer
    assert await modes(scene) == {"w1": "observe"}
    assert buttons(scene) == ["启用", "试一试", "移除"]


async def test_the_answer_says_what_it_would_have_done(scene: Scene) -> None:
    await chat(scene, "今晚团购", "明天再说", "团 购 接龙")
    answer = await asks(scene, "/rule add words 团购")
    assert "会处理 2 次，涉及 1 人，其中 0 人发言超过 100 条" in answer
    assert "老王：团 购 接龙" in answer


async def test_what_staff_write_is_no_hit(scene: Scene) -> None:
    await chat(scene, "今晚团购", by=scene.moderator)
    assert "会处理 0 次" in await asks(scene, "/rule add words 团购")


async def test_each_kind_has_its_letter_and_number(scene: Scene) -> None:
    assert "规则 r1" in await asks(scene, "/rule add regex 团.{0,3}购")
    assert "规则 d1" in await asks(scene, "/rule add domains Shop.example b.com")
    assert "规则 w1" in await asks(scene, "/rule add words 甲乙")
    assert "规则 w2" in await asks(scene, "/rule add words 丙丁")
    await asks(scene, "/rule remove w2")
    assert "规则 w3" in await asks(scene, "/rule add words 戊己")
    assert await modes(scene) == dict.fromkeys(("r1", "d1", "w1", "w3"), "observe")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("/rule add words", "请写出要找的词"),
        ("/rule add regex", "请写出模式"),
        ("/rule add domains", "请写出网址"),
        ("/rule add", "或回复一条消息发"),
        ("/rule add cats 猫", "或回复一条消息发"),
        ("/rule nonsense words", "用法"),
        ("/rule x9", "没有叫「x9」的规则"),
        ("/rule mode x9 enforce", "没有叫「x9」的规则"),
        ("/rule mode newcomer_ads", "用法"),
        ("/rule mode newcomer_ads loud", "用法"),
        ("/rule test", "用法"),
        ("/rule test x9", "没有叫「x9」的规则"),
        ("/rule edit", "用法"),
        ("/rule edit newcomer_ads colour red", "用法"),
        ("/rule remove", "用法"),
        ("/rule remove newcomer_ads", "来自预设"),
        ("/rule versions newcomer_ads", "还没有改动过"),
        ("/rule versions x9", "没有叫「x9」的规则"),
        ("/rule compare", "用法"),
        ("/rule compare x9", "没有叫「x9」的规则"),
        ("/rule preset loud", "loud"),
    ],
)
async def test_what_cannot_be_done_is_said_in_a_sentence(scene: Scene, command: str, sentence: str) -> None:
    assert sentence in await asks(scene, command)
    assert await modes(scene) == {}


@pytest.mark.parametrize("pattern", ["(", "a" * 501, "(?=x)"])
async def test_a_pattern_that_does_not_compile_makes_no_rule(scene: Scene, pattern: str) -> None:
    await asks(scene, f"/rule add regex {pattern}")
    assert await modes(scene) == {}
    assert "已建立" not in shown(scene)


# ---- who may


@pytest.mark.parametrize("command", ["/rule", "/rule add words 团购", "/rule mode newcomer_ads off", "/export rules"])
async def test_only_managers_may(scene: Scene, command: str) -> None:
    answer = await asks(scene, command, by=scene.moderator)
    assert "规则" not in answer
    assert await modes(scene) == {}
    async with scene.stage.app.database.read() as view:
        assert any(entry.outcome == "refused" for entry in await roster.audit_of(view, 1))
    assert "规则" in await asks(scene, "/rule")


async def test_buttons_work_for_managers_in_their_place_only(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    private = scene.owner.last(scene.stage.bot)
    data = RuleButton(community=1, act=Act.MODE, rule=rule_token("w1"), number=1, value="enforce").pack()
    await _forges(scene, data, by=scene.moderator)
    assert "权限" in scene.moderator.toasts[-1] or "修改设置" in scene.moderator.toasts[-1]
    assert await modes(scene) == {"w1": "observe"}
    for wrong in (
        RuleButton(community=1, act=Act.MODE, rule=rule_token("w1"), number=1, value="loud"),
        RuleButton(community=1, act=Act.MODE, rule=rule_token("w1"), number=2, value="enforce"),
        RuleButton(community=1, act=Act.MODE, rule="00000000", number=1, value="enforce"),
        RuleButton(community=7, act=Act.MODE, rule=rule_token("w1"), number=1, value="enforce"),
        RuleButton(community=1, act=Act.RESTORE, rule=rule_token("w1"), number=99),
        RuleButton(community=1, act=Act.PRESET, value="loud"),
        HitButton(community=1, hit=99, after=0, answer="wrong"),
    ):
        await _forges(scene, wrong.pack(), by=scene.owner)
        assert await modes(scene) == {"w1": "observe"}
    await scene.owner.taps(private, "启用")
    assert await modes(scene) == {"w1": "enforce"}


async def test_asked_for_in_the_group_it_goes_to_the_staff_group(scene: Scene) -> None:
    await scene.owner.says(scene.group, "/rule")
    scene.owner.sees("规则已发到管理群", scene.group)
    listed = scene.owner.sees("「茶友会」的规则", scene.staff)
    scene.member.does_not_see("的规则（预设", scene.group)
    await scene.owner.taps(listed, "newcomer_ads")
    assert "规则 newcomer_ads" in scene.stage.world.now_of(listed)["text"]


async def test_the_staff_group_asks_about_its_community(scene: Scene) -> None:
    await scene.owner.says(scene.staff, "/rule add words 团购")
    scene.owner.sees("已建立规则 w1", scene.staff)
    assert await modes(scene) == {"w1": "observe"}


# ---- acting


async def test_enabling_in_one_tap(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    [kept] = await chat(scene, "今晚团购")
    await scene.owner.taps("启用")
    assert await modes(scene) == {"w1": "enforce"}
    [gone] = await chat(scene, "今晚团 购来了")
    assert not scene.stage.world.is_deleted(kept)
    assert scene.stage.world.is_deleted(gone)
    assert "w1" in scene.card(1)["text"]
    [stays] = await chat(scene, "今晚团购", by=scene.moderator)
    assert not scene.stage.world.is_deleted(stays)


async def test_modes_by_command_and_back(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    for word, mode in (("enforce", "enforce"), ("观察", "observe"), ("off", "off"), ("启用", "enforce")):
        await asks(scene, f"/rule mode w1 {word}")
        assert await modes(scene) == {"w1": mode}


async def test_a_rule_of_the_preset_can_be_switched_off(scene: Scene) -> None:
    ad = "加薇 abc123，兼职日结"
    newcomer = await scene.newcomer()
    await asks(scene, "/rule mode newcomer_ads off")
    assert await modes(scene) == {"newcomer_ads": "off"}
    assert not scene.stage.world.is_deleted(await newcomer.says(scene.group, ad))
    await scene.owner.taps("启用")
    assert scene.stage.world.is_deleted(await newcomer.says(scene.group, ad))


async def test_what_observes_writes_down_what_it_would_have_done(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    await chat(scene, "今晚团购", "没事")
    answer = await asks(scene, "/rule")
    assert "w1 · 观察 · 近 30 天 1 次" in answer
    assert "新人发广告） · 启用 · 近 30 天 0 次" in answer


async def test_an_example_that_fails_keeps_a_rule_from_acting(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    await asks(scene, "/rule edit w1 hit 明天团购")
    assert "没有命中" in await asks(scene, "/rule edit w1 words 接龙")
    assert "会误伤" in await asks(scene, "/rule edit w1 miss 今晚团购吗")
    assert await modes(scene) == {"w1": "observe"}
    await asks(scene, "/rule mode w1 enforce")
    assert await modes(scene) == {"w1": "enforce"}


# ---- changing


async def test_a_changed_rule_observes_until_it_is_enabled_again(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    await scene.owner.taps("启用")
    answer = await asks(scene, "/rule edit w1 words 接龙 团购")
    assert "规则 w1 已改，现在只观察" in answer
    assert await modes(scene) == {"w1": "observe"}
    await scene.owner.taps("启用")
    [gone] = await chat(scene, "来接龙")
    assert scene.stage.world.is_deleted(gone)


async def test_what_a_member_is_told_can_change_while_the_rule_acts(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    await scene.owner.taps("启用")
    assert "继续启用" in await asks(scene, "/rule edit w1 explain 群里不谈团购")
    assert "没有改动" in await asks(scene, "/rule edit w1 explain 群里不谈团购")
    assert await modes(scene) == {"w1": "enforce"}


async def test_actions_and_scope_are_edited_as_they_are_written_in_files(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    assert "禁言 2 小时" in await asks(scene, "/rule edit w1 then delete, mute 2h")
    assert "对象：新人" in await asks(scene, "/rule edit w1 who newcomers")
    for wrong in ("then explode", "then mute 5s", "then", "who cats"):
        await asks(scene, f"/rule edit w1 {wrong}")
        assert "已改" not in shown(scene)


async def test_history_names_who_and_restores_in_one_tap(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    await asks(scene, "/rule edit w1 words 接龙")
    text = await asks(scene, "/rule versions w1")
    assert "老板：修改（第 2 版，观察）" in text
    assert "老板：新建（第 1 版，观察）" in text
    await scene.owner.taps("恢复第 1 版")
    assert "已恢复旧版" in shown(scene)
    async with scene.stage.app.database.read() as view:
        [rule] = await queries.stored_rules(view, 1)
    assert (rule.version, rule.body and rule.body.when.any[0].words) == (3, ("团购",))


async def test_a_removed_rule_stops_and_comes_back(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    await scene.owner.taps("启用")
    await asks(scene, "/rule remove w1")
    [kept] = await chat(scene, "团购")
    assert not scene.stage.world.is_deleted(kept)
    assert await modes(scene) == {}
    await scene.owner.taps("恢复第 1 版")
    assert await modes(scene) == {"w1": "observe"}


async def test_an_old_button_does_not_enable_what_nobody_saw(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    old = scene.owner.last(scene.stage.bot)
    await asks(scene, "/rule edit w1 words 你好")
    await scene.owner.taps(old, "启用")
    assert await modes(scene) == {"w1": "observe"}
    assert "刚被别人改过" in scene.owner.toasts[-1]


# ---- from a message


async def test_a_message_offers_its_words_and_sites(scene: Scene) -> None:
    [message] = await chat(scene, "兼职日结加薇 abc12345 看 shop.example.top")
    await scene.owner.replies_to(message, "/rule add")
    draft = scene.owner.sees("这条消息里有这些内容", scene.staff)
    offered = buttons(scene, draft)
    assert "⬜️ 兼职日结" in offered
    assert "⬜️ abc12345" in offered
    assert "⬜️ shop.example.top" in offered
    await scene.owner.taps(draft, "建立规则")
    assert "请先点选" in scene.owner.toasts[-1]
    await scene.owner.taps(draft, "⬜️ abc12345")
    await scene.owner.taps(draft, "⬜️ shop.example.top")
    assert "✅ abc12345" in buttons(scene, draft)
    await scene.moderator.taps(draft, "建立规则")
    assert await modes(scene) == {}
    await scene.owner.taps(draft, "建立规则")
    text = scene.stage.world.now_of(draft)["text"]
    assert "已建立规则 w1" in text
    assert "会处理 1 次" in text


async def test_a_message_without_anything_offers_nothing(scene: Scene) -> None:
    [message] = await chat(scene, "？")
    await scene.owner.replies_to(message, "/rule add")
    scene.owner.sees("没有找到适合做规则", scene.group)


# ---- presets


async def test_another_preset_in_one_tap(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    await asks(scene, "/rule")
    await scene.owner.taps("换预设")
    assert "课程群" in shown(scene)
    await scene.owner.taps("开放社群")
    assert "预设已换成「开放社群」" in shown(scene)
    assert "newcomer_links" not in shown(scene)
    assert "w1" in shown(scene)
    newcomer = await scene.newcomer()
    assert not scene.stage.world.is_deleted(await newcomer.says(scene.group, "看 example.com"))
    await asks(scene, "/rule preset brand")
    assert scene.stage.world.is_deleted(await newcomer.says(scene.group, "看 example.com"))


async def test_a_long_list_turns_its_pages(scene: Scene) -> None:
    for word in ("甲甲", "乙乙", "丙丙", "丁丁", "戊戊"):
        await asks(scene, f"/rule add words {word}")
    await asks(scene, "/rule")
    assert "w1" in shown(scene)
    await scene.owner.taps("›")
    assert "newcomer_links" in shown(scene)
    await scene.owner.taps("‹")
    assert "w1" in shown(scene)


async def test_every_change_is_in_the_audit_log(scene: Scene) -> None:
    await asks(scene, "/rule add words 团购")
    await asks(scene, "/rule edit w1 words 接龙")
    await asks(scene, "/rule mode w1 enforce")
    await asks(scene, "/rule remove w1")
    async with scene.stage.app.database.read() as view:
        done = [entry.act for entry in await roster.audit_of(view, 1)]
    assert done[:4] == ["rule_remove", "rule_mode", "rule_edit", "rule_add"]


async def _forges(scene: Scene, data: str, *, by: Person) -> None:
    """Send callback data of one's own making, as a modified client can."""
    await by.starts(scene.stage.bot)
    message = by.last(scene.stage.bot)
    world = scene.stage.world
    acts.tap(scene.stage.telegram, world.chat_of(message), by.id, scene.stage.bot, world.stored(message), data)
    await scene.stage.settle()


@pytest.mark.parametrize(
    ("language", "answer", "enable"),
    [("zh-Hans", "已建立规则 w1", "启用"), ("zh-Hant", "已建立規則 w1", "啟用"), ("en", "Rule w1 is made", "Enable")],
)
async def test_in_each_language(scene: Scene, language: str, answer: str, enable: str) -> None:
    await asks(scene, f"/lang {language}")
    assert answer in await asks(scene, "/rule add words 团购")
    await scene.owner.taps(enable)
    assert await modes(scene) == {"w1": "enforce"}
    for command in ("/rule", "/rule w1", "/rule test w1", "/rule versions w1", "/rule compare w1", "/rule preset"):
        assert await asks(scene, command)


async def test_staff_read_the_language_of_their_group(scene: Scene) -> None:
    await asks(scene, "/lang en")
    await scene.owner.says(scene.staff, "/rule")
    scene.owner.sees("「茶友会」的规则", scene.staff)


async def test_a_forwarded_message_can_be_taken_in_private(scene: Scene) -> None:
    [message] = await chat(scene, "兼职日结加薇 abc12345")
    await scene.owner.starts(scene.stage.bot)
    forwarded = await scene.owner.forwards(message, scene.stage.bot)
    await scene.owner.replies_to(forwarded, "/rule add")
    await scene.owner.taps("⬜️ abc12345")
    await scene.owner.taps("建立规则")
    assert await modes(scene) == {"w1": "observe"}
