# 成员举报

settings-group-reports = 举报

setting-reports-reports = 接受举报
    .help = 成员可以用 /report、举报 或 @admin 提醒群管。
setting-reports-most = 短时间内最多举报几次
    .help = 和下一项一起，限制一个人连续举报。
setting-reports-most_within = 短时间指多久
    .help = 在这段时间里计算一个人的举报次数。
setting-reports-abusive_limit = 恶意举报几次后暂停
    .help = 达到这个次数，暂停这个人的举报。
setting-reports-abusive_days = 恶意举报计算几天
    .help = 只计算最近这些天里的恶意举报。
setting-reports-suspended_for = 暂停举报多久
    .help = 到时自动恢复。
setting-reports-mute_for = 举报卡片上的禁言时长
    .help = 群管在卡片上点禁言时用这个时长。

## 举报人看到的

reports-made = 已转给群管，谢谢提醒。
reports-call-made = 已通知群管。
reports-usage = 用法：回复要举报的消息发 <code>/report 原因</code>，或发 举报（原因可以不写）。
reports-off = 这个群没有开放举报，请直接联系群管。
reports-own-name = 请用自己的身份举报。
reports-service = 系统提示不能举报，请回复一条成员的消息。
reports-bot = 这是我发的消息，不能举报。有意见请直接告诉群管。
reports-self = 不能举报自己的消息。
reports-made-already = 你已经举报过这条消息，群管会看的。
reports-handled-already = 这条消息已经有人举报，群管处理过了。
reports-too-many = 短时间内最多举报 { $count } 次，请过一会儿再来。
reports-suspended = 你的举报多次被认定为恶意，在 { $until } 之前不能举报。
reports-told-upheld = 你举报的内容群管已经处理，谢谢。
reports-told-dismissed = 你举报的内容群管已经看过，这次不作处理。
reports-told-abusive = 群管认定你的一次举报是恶意举报。请只举报真正违规的内容，多次会暂停举报。
reports-told-suspended = 群管认定你的一次举报是恶意举报。因为次数过多，在 { $until } 之前不能举报。

## 给管理的卡片

reports-card-title = <b>举报</b> · { $count } 人
reports-card-call = <b>成员呼叫群管</b>
reports-card-author = 被举报：{ $name }
reports-card-voice = 举报人：{ $name }（近 90 天：成立 { $upheld }，未成立 { $dismissed }，恶意 { $abusive }）
reports-card-more = 另有 { $count } 人举报
reports-card-link = <a href="{ $url }">查看原消息</a>
reports-card-delete = { $time } { $actor } 已删除消息（#{ $number }）
reports-card-warn = { $time } { $actor } 已警告（#{ $number }）
reports-card-mute = { $time } { $actor } 已禁言（#{ $number }）
reports-card-ban = { $time } { $actor } 已封禁（#{ $number }）
reports-card-handled = { $time } { $actor } 已处理
reports-card-dismiss = { $time } { $actor } 不作处理
reports-card-abusive = { $time } { $actor } 认定为恶意举报
reports-no-text = （没有文字）
reports-reason = 成员举报

reports-button-delete = 删除
reports-button-warn = 警告
reports-button-mute = 禁言 { $duration }
reports-button-ban = 封禁
reports-button-handled = 已处理
reports-button-dismiss = 不作处理
reports-button-abusive = 恶意举报
reports-button-newer = 较新
reports-button-older = 较早

reports-toast-delete = #{ $number } 已删除
reports-toast-warn = #{ $number } 已警告
reports-toast-mute = #{ $number } 已禁言
reports-toast-ban = #{ $number } 已封禁
reports-toast-handled = 已处理
reports-toast-dismiss = 不作处理
reports-toast-abusive = 已记为恶意举报
reports-decided-already = 这个举报已经有人处理过。
reports-owner-only = 涉及管理人员的举报只由群主处理。

## 待处理列表

reports-list-title = <b>「{ $title }」待处理</b> · { $count } 项
reports-list-none = 「{ $title }」没有待处理的举报和申诉。
reports-list-line = 举报 { $name }：{ $text }（{ $count } 人）
reports-list-call = 呼叫群管：{ $text }
reports-list-sent =
    { $where ->
        [staff] 待处理列表已发到管理群。
       *[other] 待处理列表已发到你的私聊。
    }
reports-in-private = 待处理列表只给管理看。请先和我私聊并点开始，再在私聊里发 /reports。
