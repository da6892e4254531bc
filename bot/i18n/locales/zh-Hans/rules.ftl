# 规则：列表、增改、回放、预设、准确率

setting-moderation-preset = 规则预设
    .help = 按社群的类型自带的一组规则。可以在 /rule 里单独改，或加自己的规则。
    .choice-open = 开放社群
    .choice-brand = 品牌社群
    .choice-strict = 严格
    .choice-class = 课程群
    .choice-trading = 交易群
setting-moderation-least_precision = 规则准确率下限
    .help = 规则的处理被撤回太多、准确率低于这个数时，自动改为观察并通知群管。填 0 不检查。
setting-moderation-precision_decisions = 至少几次处理后才看准确率
    .help = 处理次数太少时，准确率不作数。

## 列表与一条规则

rule-list-title = <b>「{ $title }」的规则</b>（预设：{ $preset }）
rule-list-none = 还没有规则。
rule-list-line = <b>{ $name }</b> · { $mode } · 近 30 天 { $count } 次
rule-list-line-known = <b>{ $name }</b>（{ $about }） · { $mode } · 近 30 天 { $count } 次
rule-list-how =
    新建：
    <code>/rule add words 加薇 "兼职 日结"</code>
    <code>/rule add regex 加.{"{"}0,3{"}"}薇</code>
    <code>/rule add domains a.com b.com</code>
    或回复一条消息发 <code>/rule add</code>。点规则名可以试、改、停用。
rule-title = <b>规则 { $name }</b>（第 { $version } 版）
rule-mode-line = 状态：{ $mode }
rule-mode-off = 停用
rule-mode-observe = 观察
rule-mode-enforce = 启用
rule-what-words =
    找这些词：{ $words }{ $more ->
        [0] {""}
       *[other] {" "}等，另有 { $more } 个
    }
rule-what-domains =
    找这些网址：{ $words }{ $more ->
        [0] {""}
       *[other] {" "}等，另有 { $more } 个
    }
rule-what-regex = 找这个模式：<code>{ $pattern }</code>
rule-who-line = 对象：{ $who }
rule-who-everybody = 所有人（群管除外）
rule-who-newcomers = 新人
rule-who-untrusted = 还不受信任的成员
rule-who-channels = 以频道身份发言的
rule-then-line = 处理：{ $actions }
rule-action-delete = 删除并留处理记录
rule-action-warn = 警告
rule-action-mute = 禁言
rule-action-kick = 移出群聊
rule-action-ban = 封禁
rule-action-hold = 留待人工审核
rule-action-slow_lane = 暂不能发链接和媒体
rule-action-notify = 通知群管
rule-action-timed = { $action } { $duration }
rule-explain-line = 给成员看的说明：{ $text }
rule-hits-line = 近 30 天命中 { $count } 次
rule-precision-line = 准确率 { $percent }%（最近 { $decided } 次里撤回 { $reversed } 次）
rule-preset-line = 来自预设。
rule-preset-changed = 预设里也有同名规则，这里用的是你们自己的版本。

rule-button-enable = 启用
rule-button-test = 试一试
rule-button-compare = 对比
rule-button-history = 历史
rule-button-remove = 移除
rule-button-presets = 换预设
rule-button-restore = 恢复第 { $version } 版
rule-button-make = 建立规则
rule-button-right = { $id } 判得对
rule-button-wrong = { $id } 是误判

## 回放

rule-replay = 用近 { $days } 天的 { $looked } 条消息试过：会处理 { $hits } 次，涉及 { $people } 人，其中 { $regulars } 人发言超过 { $many } 条。
rule-replay-empty = 还没有存下来的消息可以试。
rule-replay-cut = 消息太多，只试了最近的一部分。
rule-replay-blind = 这条规则要看转发、频率等没有存下来的内容，实际命中会比这里多。
rule-replaying = 正在试，请稍等
rule-sample = · { $name }：{ $text }
rule-sample-regular = ★ { $name }：{ $text }
rule-somebody = 某成员

## 改动

rule-added = 已建立规则 <b>{ $name }</b>，现在只观察，不处理。看过下面的效果再启用。
rule-edited = 规则 <b>{ $name }</b> 已改，现在只观察，不处理。看过下面的效果再启用。
rule-edited-acting = 规则 <b>{ $name }</b> 已改，继续启用。
rule-restored = 规则 <b>{ $name }</b> 已恢复旧版，现在只观察，不处理。看过下面的效果再启用。
rule-removed = 规则 { $name } 已移除。
rule-removed-preset = 规则 { $name } 的改动已移除，恢复为预设里的样子。
rule-mode-set = 规则 { $name }：{ $mode }
rule-learned-failing = 注意：有 { $count } 条撤回过的消息仍会被它处理。
rule-preset-chosen = 预设已换成「{ $preset }」。自己的规则保持不变。
rule-presets-title = <b>选一套预设</b>
rule-preset-entry = <b>{ $label }</b>（{ $count } 条）：{ $about }
rule-preset-about-open = 只清理广告用语和邀请链接。
rule-preset-about-brand = 新人的广告、链接、邀请和频道转发。
rule-preset-about-strict = 链接、转发、刷屏、名片，老成员以外都检查。
rule-preset-about-class = 清理广告和转发，防刷屏。
rule-preset-about-trading = 允许留联系方式，防重复刷单。
rule-history-title = <b>规则 { $name } 的历史</b>
rule-change = { $moment } { $who }：{ $what }
rule-change-added = 新建（第 { $version } 版，{ $mode }）
rule-change-edited = 修改（第 { $version } 版，{ $mode }）
rule-change-restored = 恢复旧版（第 { $version } 版，{ $mode }）
rule-change-imported = 从文件导入（第 { $version } 版，{ $mode }）
rule-change-mode = 改为{ $mode }
rule-change-fell_back = 准确率太低，自动改为{ $mode }
rule-change-removed = 移除
rule-draft = 这条消息里有这些内容，点选要找的，再点「建立规则」：

## 对比

rule-compare-alone = 有 { $count } 条消息只有它命中，启用中的规则没有处理：
rule-compare-none = 没有只被它命中的消息。
rule-compare-lost = 和第 { $version } 版比（{ $looked } 条消息），不再命中的有 { $count } 条。
rule-compare-won = 和第 { $version } 版比（{ $looked } 条消息），新命中的有 { $count } 条。
rule-hit-open = { $id } · { $name }：{ $text }
rule-hit-right = { $id } ✓ { $name }：{ $text }
rule-hit-wrong = { $id } ✗ { $name }：{ $text }
rule-text-gone = （内容已不保存）
rule-judged-right = 已记为判得对
rule-judged-wrong = 已记为误判

## 准确率

rule-fell-back =
    <b>规则 { $name } 已改为观察</b>
    最近 { $decided } 次处理里有 { $reversed } 次被撤回，准确率 { $percent }%，低于 { $least }%。它现在只记录，不处理。

## 文件

rule-export-header =
    规则文件。改好后在私聊里发给机器人，说明文字写 /import rules。
    没有写进文件的规则保持不变。
rule-exported = 「{ $title }」的规则，共 { $count } 条。改好后发回来，说明文字写 <code>/import rules</code>。
rule-import-done = 「{ $title }」已导入，{ $count } 条规则有变化：
rule-import-nothing = 「{ $title }」的规则和文件一样，没有改动。
rule-import-added = <b>{ $name }</b>：新建（{ $mode }）。
rule-import-changed = <b>{ $name }</b>：内容已改（{ $mode }）。
rule-import-mode = <b>{ $name }</b>：改为{ $mode }。
rule-import-replay = 回放命中 { $hits } 次，涉及常发言的成员 { $regulars } 人。

## 说明与拒绝

rule-sent =
    规则已发到{ $where ->
        [staff] 管理群
       *[private] 你和我的私聊
    }。
rule-in-private = 规则只给群管看。请先打开和我的私聊，再在那里发送 <code>/rule</code>。
rule-unknown = 没有叫「{ $name }」的规则，发 <code>/rule</code> 看列表。
rule-changed-meanwhile = 规则「{ $name }」刚被别人改过，请重新打开再操作。
rule-too-many = 自己的规则最多 { $most } 条，请先移除不用的。
rule-of-preset = 「{ $name }」来自预设，不能移除，可以停用。
rule-never-changed = 「{ $name }」来自预设，还没有改动过。
rule-unchanged = 规则「{ $name }」和原来一样，没有改动。
rule-example-missed = 规则「{ $name }」应当命中的例子没有命中（{ $count } 条），例如：{ $text }
rule-example-hit = 规则「{ $name }」会误伤不该命中的例子（{ $count } 条），例如：{ $text }
rule-edit-complex = 规则「{ $name }」的条件不止一个，请用 <code>/export rules</code> 导出后在文件里改。
rule-nothing-found = 这条消息里没有找到适合做规则的词或网址。
rule-nothing-chosen = 请先点选要找的词或网址。
rule-usage =
    用法：
    <code>/rule</code> 看列表
    <code>/rule add words|regex|domains …</code>
    <code>/rule mode 名称 off|observe|enforce</code>
    <code>/rule test|edit|remove|versions|compare 名称</code>
    <code>/rule preset</code>
rule-usage-add = 用法：<code>/rule add words 词 "带空格的词"</code>、<code>/rule add regex 模式</code>、<code>/rule add domains a.com</code>，或回复一条消息发 <code>/rule add</code>。
rule-usage-words = 请写出要找的词：<code>/rule add words 加薇 "兼职 日结"</code>
rule-usage-regex = 请写出模式：<code>/rule add regex 加.?薇</code>
rule-usage-domains = 请写出网址：<code>/rule add domains a.com b.com</code>
rule-usage-mode = 用法：<code>/rule mode 名称 off|observe|enforce</code>
rule-usage-test = 用法：<code>/rule test 名称</code>
rule-usage-edit =
    用法：<code>/rule edit 名称 words|regex|domains …</code>
    还可以改：<code>then delete, mute 2h</code>、<code>who newcomers</code>、<code>explain 说明</code>、<code>hit 应命中的例子</code>、<code>miss 不该命中的例子</code>
rule-usage-remove = 用法：<code>/rule remove 名称</code>
rule-usage-versions = 用法：<code>/rule versions 名称</code>
rule-usage-compare = 用法：<code>/rule compare 名称</code>
