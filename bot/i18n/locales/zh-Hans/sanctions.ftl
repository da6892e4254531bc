# 慢车道、待审、批量删除、双人确认、封禁警报、成员记录

setting-moderation-rung_kind = 阶梯里的另一级
    .help = 在禁言和封禁之外，警告达到另一个次数时做什么。
    .choice-off = 不用
    .choice-slow_lane = 放入慢车道
    .choice-kick = 移出群聊
setting-moderation-rung_after = 几次警告后到另一级
    .help = 有效的警告达到这个次数，按上一项处理；和别的次数相同时，取更重的。
setting-moderation-slow_lane_default = 默认慢车道时长
    .help = /slowlane 没有写时长时用这个。
setting-moderation-hold_for = 待审保留多久
    .help = 到时没有人处理，消息就不再发布。
setting-moderation-purge_most = 一次最多清理几条
    .help = /purge 超过这个数量就不执行。
setting-moderation-two_person_bans = 永久封禁要两人确认
    .help = 群主以外的人要永久封禁时，先禁言，等另一位群管确认。
setting-moderation-ban_alarm_count = 封禁警报：几次
    .help = 同一位群管在下面的时间里封禁达到这个次数，就提醒群主和管理群。
setting-moderation-ban_alarm_minutes = 封禁警报：多少分钟内
    .help = 和上一项一起用。

## 公开的处理结果

moderation-public-warn-slow_lane = #{ $number } 已警告 { $name }（第 { $count } 次），并放入慢车道 { $duration }{ moderation-because }
moderation-public-warn-kick = #{ $number } 已警告 { $name }（第 { $count } 次），并移出群聊{ moderation-because }
moderation-public-slow_lane-timed = #{ $number } 已把 { $name } 放入慢车道 { $duration }，期间只能发文字{ moderation-because }
moderation-public-slow_lane-forever = #{ $number } 已把 { $name } 长期放入慢车道，只能发文字{ moderation-because }
moderation-public-unslow = #{ $number } { $name } 已离开慢车道{ moderation-because }
moderation-public-hold = #{ $number } { $name } 的消息正在等待审核{ moderation-because }
moderation-public-purge = #{ $number } 已清理 { $count } 条消息{ moderation-because }
moderation-public-clear = #{ $number } 已删除 { $name } 最近 48 小时的 { $count } 条消息{ moderation-because }
moderation-public-proposal = #{ $number } 提议永久封禁 { $name }，等另一位群管确认；在此之前禁言{ moderation-because }

## 卡片

moderation-what-warn-slow_lane = 警告（第 { $count } 次），慢车道至 { $until }
moderation-what-warn-kick = 警告（第 { $count } 次），移出群聊
moderation-what-slow_lane-timed = 慢车道至 { $until }
moderation-what-slow_lane-forever = 长期慢车道
moderation-what-unslow = 离开慢车道
moderation-what-hold = 待审，保留至 { $until }
moderation-what-purge = 清理 { $count } 条消息
moderation-what-clear = 删除最近 48 小时的 { $count } 条消息
moderation-what-proposal = 提议永久封禁，{ $until } 前等另一位群管确认，期间禁言

moderation-reason-slow_lane = 在慢车道里不能发链接

moderation-act-warned = { $time } { $actor } 已警告（#{ $number }）
moderation-act-proposed = { $time } { $actor } 提议封禁（#{ $number }）
moderation-act-cleared = { $time } { $actor } 已删除全部消息（#{ $number }）
moderation-act-confirmed = { $time } { $actor } 确认封禁（#{ $number }）
moderation-act-released = { $time } { $actor } 已放行
moderation-act-dropped = { $time } { $actor } 已丢弃

moderation-button-release = 放行
moderation-button-drop = 丢弃
moderation-button-warn = 警告
moderation-button-profile = 资料
moderation-button-clear = 删除全部消息
moderation-button-confirm = 确认封禁

## 待审

sanctions-released = { $name } 的消息，审核后发布：
sanctions-held-title = <b>待审 { $count } 条</b>，新的在前
sanctions-held-none = 没有等待审核的消息。
sanctions-held-line =
    { $shows ->
        [text] #{ $number } { $name }：{ $text }（到 { $until }）
       *[other] #{ $number } { $name } [{ $kinds }]：{ $text }（到 { $until }）
    }
sanctions-kind-photo = 图片
sanctions-kind-animation = 动图
sanctions-kind-document = 文件
sanctions-kind-video = 视频
sanctions-kind-sticker = 贴纸
sanctions-kind-voice = 语音
sanctions-kind-video_note = 视频消息
sanctions-kind-audio = 音频
sanctions-kind-poll = 投票
sanctions-kind-contact = 名片
sanctions-button-release-one = 放行 #{ $number }
sanctions-button-drop-one = 丢弃 #{ $number }
sanctions-held-release = #{ $number } 已放行
sanctions-held-drop = #{ $number } 已丢弃
sanctions-held-show = 已翻页
sanctions-held-sent =
    { $where ->
        [staff] 待审的消息已发到管理群。
       *[other] 待审的消息已发到你的私聊。
    }
moderation-held-gone = #{ $number } 的内容已经发布过，或者已不再保留。
moderation-held-decided = #{ $number } 已经处理过。

## 翻页

sanctions-page = 第 { $page } 页，共 { $pages } 页
sanctions-button-newer = ‹ 较新
sanctions-button-older = 较早 ›

## 批量删除

sanctions-purged =
    { $kept ->
        [0] #{ $number } 已清理 { $count } 条消息。
       *[other] #{ $number } 已清理 { $count } 条消息，留下 { $kept } 条你不能处理的。
    }
sanctions-usage-purge = 用法：回复要清理的第一条消息发 <code>/purge</code>，从那条到这里都会删除。
sanctions-purge-many = 从那条到这里超过 { $most } 条，一次最多清理 { $most } 条。没有删除任何消息。
sanctions-purge-late = 那条消息已经超过 48 小时，Telegram 不再允许清理。没有删除任何消息。
sanctions-clear-nothing = 对方最近 48 小时没有留下的消息。
sanctions-repost-many = 以下消息此前被删除，现重新发布：
sanctions-repost-more = 还有 { $count } 条没有列出。
sanctions-not-deleted = #{ $number } 的消息没有被删除，无需重新发布。
sanctions-repost-gone = #{ $number } 删除的消息已不再保留文字，无法重新发布。

## 慢车道

sanctions-usage-slowlane = 用法：回复对方发 <code>/slowlane 1d 原因</code>，或 <code>/slowlane @用户名 1d</code>；解除发 <code>/slowlane off</code>。
sanctions-slow-muted = 对方正在禁言，请先解除禁言。
sanctions-not-slowed = 对方不在慢车道。
sanctions-only-slowed = 对方没有被禁言，只是在慢车道；解除请用 <code>/slowlane off</code>。

## 双人确认和封禁警报

sanctions-proposal-over = #{ $number } 的提议已经结束。
sanctions-proposal-second = #{ $number } 是你提议的，要由另一位群管确认。
sanctions-proposal-anonymous = 永久封禁要两人确认，请用自己的账号操作，不要匿名。
sanctions-confirmed = 已封禁（#{ $number }）
sanctions-lengthen-second = 永久封禁要两人确认，请改用封禁。
sanctions-bans-suspended = 你的封禁权限已暂停，请联系群主。
sanctions-alarm = 注意：{ $name } 在 { $minutes } 分钟内封禁了 { $count } 人，最近一次是 #{ $number }。
sanctions-alarm-suspended = { $time } { $actor } 暂停了其封禁权限
sanctions-alarm-lifted = { $time } { $actor } 恢复了其封禁权限
sanctions-alarm-self = 这条警报说的是你自己。
sanctions-alarm-suspended-already = 其封禁权限已经暂停。
sanctions-alarm-not-suspended = 其封禁权限没有暂停。
sanctions-alarm-done-suspend = 已暂停其封禁权限，由群主恢复
sanctions-alarm-done-lift = 已恢复其封禁权限
sanctions-button-suspend = 暂停其封禁权限
sanctions-button-lift = 恢复其封禁权限

## 成员记录

sanctions-usage-history = 用法：<code>/history @用户名</code>，也可以写数字 ID，或回复对方。
sanctions-people-only = 这个只能用于个人，不能用于频道。
sanctions-staff-only = 这些内容只给管理看。请先和我私聊并点开始，再在私聊里发命令。
sanctions-history-sent =
    { $where ->
        [staff] 记录已发到管理群。
       *[other] 记录已发到你的私聊。
    }
sanctions-history-title = <b>{ $name } 的记录</b>（<code>{ $id }</code>）
sanctions-history-counts = 有效警告 { $warnings } 次，处理 { $cases } 次
sanctions-history-voices = 被举报 { $reports } 次，申诉 { $appeals } 次
sanctions-history-holds =
    { $kind ->
        [ban] 封禁中（#{ $number }，{ $title }）：{ $until }
        [slow_lane] 慢车道中（#{ $number }，{ $title }）：{ $until }
       *[other] 禁言中（#{ $number }，{ $title }）：{ $until }
    }
sanctions-history-case =
    { $state ->
        [undone] #{ $number } { $time } <s>{ $what }</s>（已撤销）
       *[other] #{ $number } { $time } { $what }
    }
sanctions-profile-name = 名字：{ $name }
sanctions-profile-username = 用户名：{ $username }
sanctions-profile-id = ID：{ $id }
sanctions-profile-days = 来了 { $days } 天
sanctions-profile-unseen = 没有在群里见过
sanctions-profile-counts = 发言 { $messages } 条，处理 { $cases } 次
sanctions-button-history = 处理记录
