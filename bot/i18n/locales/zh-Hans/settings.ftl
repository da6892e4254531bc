# /settings、/export、/import，以及社群通用的设置项

## 菜单

settings-title =
    <b>「{ $title }」的设置</b>
    要改哪一类？
settings-group-title = <b>{ $group }</b>（{ $title }）
settings-line =
    <b>{ $label }</b>：{ $value }
    { $help }
settings-knob-title =
    <b>{ $label }</b>（{ $title }）
    { $help }
settings-now = 现在：{ $value }
settings-default = 默认：{ $value }
settings-more-words = ……还有 { $count } 个，导出可看全部。
settings-anonymous = 你现在是匿名管理员，我不知道你是谁。请到私聊里打开设置。

settings-button-changes = 最近的改动
settings-button-reset = 恢复默认
settings-button-type = 输入新的值
settings-button-add = 添加
settings-button-remove = 删除
settings-button-private = 到私聊里设置

## 改动

settings-toast = { $label }：{ $value }
settings-changed = { $label }：{ $old } → { $new }
settings-unchanged = 没有变化，原来就是这样。
settings-prompt-set = 请发送「{ $label }」的新值。
settings-prompt-add = 请发送要加到「{ $label }」的词。可以一次发多个，用空格或换行隔开；带空格的短语请加引号。
settings-prompt-drop = 请发送要从「{ $label }」删除的词。可以一次发多个，用空格或换行隔开。
settings-changes-title = <b>「{ $title }」最近的改动</b>
settings-changes-none = 还没有改动过。
settings-change =
    { $moment } · { $who } · { $source }
    { $what }
settings-somebody = 已离开的人
settings-source-chat = 对话
settings-source-import = 导入
settings-source-panel = 网页

## 值

settings-value-on = 开
settings-value-off = 关
settings-value-none = 无
settings-value-text = { $text }
settings-value-words = { $count } 个词
settings-value-server-zone = 与服务器相同
settings-value-number =
    { $unit ->
        [times] { $count } 次
        [seconds] { $count } 秒
        [minutes] { $count } 分钟
        [hours] { $count } 小时
        [days] { $count } 天
        [messages] { $count } 条消息
        [characters] { $count } 个字
        [people] { $count } 人
        [points] { $count } 积分
        [percent] { $count }%
       *[none] { $count }
    }

## 需要什么样的值

settings-expected-bool = 请填「开」或「关」。
settings-expected-integer =
    { $unit ->
        [times] 请填 { $low } 到 { $high } 之间的整数，单位是次。
        [seconds] 请填 { $low } 到 { $high } 之间的整数，单位是秒。
        [minutes] 请填 { $low } 到 { $high } 之间的整数，单位是分钟。
        [hours] 请填 { $low } 到 { $high } 之间的整数，单位是小时。
        [days] 请填 { $low } 到 { $high } 之间的整数，单位是天。
        [messages] 请填 { $low } 到 { $high } 之间的整数，单位是条。
        [characters] 请填 { $low } 到 { $high } 之间的整数，单位是字。
        [people] 请填 { $low } 到 { $high } 之间的整数，单位是人。
        [points] 请填 { $low } 到 { $high } 之间的整数，单位是积分。
        [percent] 请填 { $low } 到 { $high } 之间的整数，单位是百分比。
       *[none] 请填 { $low } 到 { $high } 之间的整数。
    }
settings-expected-duration =
    请填 { $low } { $low_unit ->
        [seconds] 秒
        [minutes] 分钟
        [hours] 小时
       *[days] 天
    }到 { $high } { $high_unit ->
        [seconds] 秒
        [minutes] 分钟
        [hours] 小时
       *[days] 天
    }之间的时长，例如 30s、15m、2h、7d、半小时、三天。
settings-expected-duration-unit = 请写上单位，例如 30s、15m、2h、7d、半小时、三天。
settings-expected-choice = 请从这些里选一个：{ $choices }。
settings-expected-words = 最多 { $most } 个词，每个最多 { $characters } 个字。
settings-expected-text = 请填一段文字，最多 { $most } 个字。
settings-expected-time = 请填 24 小时制的时间，例如 9:30 或 21:00。
settings-expected-timezone = 请填时区的名称，例如 Asia/Shanghai、Asia/Taipei、Europe/London。
settings-expected-chat = 请填群的数字 ID，例如 -1001234567890；填 0 表示不设。

## 导出和导入

export-usage =
    可以导出：
    { $usages }
export-sent-private = 文件已发到你和我的私聊。
export-sent-staff = 文件已发到管理群。
export-start-first = 这份文件只发到私聊。请先点按钮打开私聊，再在那里发送 <code>{ $command }</code>。
settings-exported = 「{ $title }」的设置。改好后，在私聊里把文件发给我，说明文字写 <code>/import settings</code>。
settings-export-header = 设置文件。改好后在私聊里发给机器人，说明文字写 /import settings。没有写进文件的项保持不变。

import-usage = 请在私聊里发送 YAML 文件，说明文字写 <code>/import settings</code> 或 <code>/import rules</code>。
import-not-downloaded = 没能从 Telegram 取到这个文件，请再发一次。
import-done = 「{ $title }」已导入，改了 { $count } 项：
import-nothing = 「{ $title }」的设置和文件一样，没有改动。
import-problems = 文件里有 { $count } 处问题，什么都没有改：
import-line = 第 { $line } 行
import-more = ……还有 { $count } 条。
settings-import-not-a-group = 这里应该是「<code>名称: 值</code>」的列表。
settings-import-unknown = 没有「{ $name }」这个设置。
settings-import-twice = 「{ $name }」写了两次，第一次在第 { $first } 行。

file-too-big = 文件太大，最多 { $kilobytes } kB。
file-not-utf8 = 文件的编码不是 UTF-8，请用 UTF-8 保存后再发。
file-not-yaml = 不是正确的 YAML：<code>{ $detail }</code>
file-alias = 不接受锚点和别名（&amp; 和 *）。
file-tag = 不接受类型标记（<code>!</code>）。
file-too-deep = 嵌套太深，最多 { $most } 层。
file-too-many = 内容太多，最多 { $most } 个值。
file-two-documents = 文件里只能有一份文档，不能有第二个「---」。

## 社群

settings-group-community = 社群
setting-community-language = 群里的语言
    .help = 我在群里公开说话用的语言。每个人私下看到的语言由自己用 /lang 选。
    .choice-auto = 自动
    .choice-zh-Hans = 简体中文
    .choice-zh-Hant = 繁體中文
    .choice-en = English
setting-community-timezone = 时区
    .help = 「今天」从几点开始、时间怎么显示，都按这个时区。
setting-community-quiet_for = 只给一个人看的回复保留多久
    .help = 查看积分、拒绝操作这类只与一个人有关的回复，过这么久自动删除。带按钮的保留到用完。
setting-community-tidy_commands = 清理命令
    .help = 处理完之后删除成员发的命令，让群里只剩聊天。
setting-community-tidy_service = 清理进出群提示
    .help = 删除「某某加入了群组」这类系统消息。
setting-community-message_days = 发言保留天数
    .help = 群里的发言保存这么久，用来识别重复、事后编辑和违规，到期删除。
