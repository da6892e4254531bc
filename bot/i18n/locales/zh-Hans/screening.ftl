# 自动处理：自带规则的理由，规则哪里写错了

moderation-reason-edited_in = 编辑时补进了链接或联系方式
moderation-reason-invites = 发其他群或频道的链接
moderation-reason-forwards = 转发频道内容
moderation-reason-advertising = 发广告
moderation-reason-links = 发链接
moderation-reason-repeated = 重复发同样的内容
moderation-reason-alike = 多人发同样的内容
moderation-reason-flood = 短时间内发太多消息
moderation-reason-covered_up = 文字大量变形，待群管查看
moderation-reason-contact_cards = 发名片
moderation-reason-via_bots = 通过机器人发内容
moderation-reason-early_comments = 频道刚发帖就评论广告
moderation-reason-own = 规则 { $rule }

moderation-what-notify = 只通知群管
moderation-public-notify = #{ $number } 已请群管查看 { $name } 的消息{ moderation-because }

## 规则本身的问题

rule-problem-name = 规则名是 1–{ $most } 个字，只用汉字、字母、数字、下划线和连字符。
rule-problem-hours = 时段写成 <code>22:00-07:00</code> 这样，现在是「{ $value }」。
rule-problem-empty = 规则没有条件，会命中所有消息。请至少写一个条件。
rule-problem-many-conditions = 一条规则最多 { $most } 个条件，现在有 { $count } 个。
rule-problem-deep = 条件分组最多嵌套 { $most } 层。
rule-problem-one-field = 每个条件只写一项，例如只写 words 或只写 regex。
rule-problem-no-words = 这里要有至少一项内容。
rule-problem-many-words = 一个条件最多 { $most } 个词，现在有 { $count } 个。
rule-problem-long-word = 「{ $word }…」太长，每个词最多 { $most } 个字。
rule-problem-empty-word = 「{ $word }」去掉空格和隐形字符后什么也不剩，会命中所有消息。
rule-problem-regex = 正则表达式不能用：<code>{ $detail }</code>
rule-problem-regex-long = 正则表达式最多 { $most } 个字符，现在有 { $length } 个。
rule-problem-regex-empty = 这个正则表达式连空文本都能匹配，会命中所有消息。
rule-problem-domain = 「{ $value }」不是网站域名，请写成 <code>example.com</code> 这样。
rule-problem-choice = 「{ $value }」不在可选的值里：{ $choices }。
rule-problem-no-bounds = 请写下限 least 或上限 most。
rule-problem-bounds = 下限 { $least } 比上限 { $most } 还大。
rule-problem-often = 次数 times 至少 2，时间 within 是 1–{ $most } 秒。
rule-problem-seconds = 秒数是 1–{ $most }。
rule-problem-no-action = 规则没有处理方式。
rule-problem-two-sanctions = 对人的处理只能写一种：警告、慢速、禁言、移出或封禁。
rule-problem-two-removals = 对消息的处理只能写一种：delete 或 hold。
rule-problem-no-duration = { $action } 后面不能写时长。
rule-problem-duration = { $action } 的时长是 1 分钟到 366 天。
rule-problem-long = 说明最多 { $most } 个字，现在有 { $length } 个。
rule-problem-many-examples = 例句最多 { $most } 条。
rule-problem-example-length = 例句不能是空的，最多 { $most } 个字。
rule-problem-contradiction = 「{ $text }」同时写在应命中和不应命中里。

## 规则文件的问题

rule-file-no-list = 这里应该是一个列表，每项以「-」开头。
rule-file-no-fields = 这里应该是 <code>name: value</code> 的形式。
rule-file-no-text = 这里应该是一段文字。
rule-file-no-number = 这里应该是数字，现在是「{ $value }」。
rule-file-no-flag = 这里应该是 true 或 false，现在是「{ $value }」。
rule-file-no-duration = 「{ $value }」不是时长，请写成 <code>2h</code>、<code>7d</code> 这样。
rule-file-missing = 缺少 { $name }。
rule-file-unknown = 没有「{ $name }」这一项。
rule-file-twice = 「{ $name }」在第 { $first } 行已经写过。
rule-file-many = 一个文件最多 { $most } 条规则。
