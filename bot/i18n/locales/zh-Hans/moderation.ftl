# 秩序管理：处理、卡片、命令、设置

settings-group-moderation = 秩序

setting-moderation-ad_words = 广告用语
    .help = 只用来检查新人的发言。按片段匹配，空格、全角、隐形字符会先去掉。
setting-moderation-allowed_domains = 放行的网址
    .help = 新人可以发这些网站的链接，包括它们的子域名。也可以写 t.me/群名。
setting-moderation-blocked_words = 禁用词
    .help = 除群管外，任何人发言里出现都会删除。
setting-moderation-warn_limit = 几次警告后禁言
    .help = 有效的警告达到这个次数，随即禁言。
setting-moderation-warn_days = 警告有效天数
    .help = 超过这个天数的警告不再计算。
setting-moderation-warn_mute = 警告满次后的禁言时长
    .help = 警告达到次数后禁言多久。
setting-moderation-ban_after = 几次警告后封禁
    .help = 有效的警告达到这个次数，改为封禁。
setting-moderation-mute_default = 默认禁言时长
    .help = /mute 没有写时长时用这个。
setting-moderation-announce_deletions = 删除后告知作者
    .help = 自动删除消息后，给作者看一句原因，稍后自动消失。

## 公开的处理结果

moderation-because =
    { $why ->
        [given] ，原因：{ $reason }
       *[none] {""}
    }
moderation-public-delete = #{ $number } 已删除 { $name } 的消息{ moderation-because }
moderation-public-warn = #{ $number } 已警告 { $name }（第 { $count } 次）{ moderation-because }
moderation-public-warn-mute = #{ $number } 已警告 { $name }（第 { $count } 次），并禁言 { $duration }{ moderation-because }
moderation-public-warn-ban = #{ $number } 已警告 { $name }（第 { $count } 次），并封禁{ moderation-because }
moderation-public-mute-timed = #{ $number } 已禁言 { $name } { $duration }{ moderation-because }
moderation-public-mute-forever = #{ $number } 已永久禁言 { $name }{ moderation-because }
moderation-public-kick = #{ $number } 已将 { $name } 移出群聊{ moderation-because }
moderation-public-ban-timed = #{ $number } 已封禁 { $name } { $duration }{ moderation-because }
moderation-public-ban-forever = #{ $number } 已永久封禁 { $name }{ moderation-because }
moderation-public-unwarn = #{ $number } 已撤回 { $name } 的一次警告，还有 { $count } 次有效{ moderation-because }
moderation-public-unmute = #{ $number } 已解除 { $name } 的禁言{ moderation-because }
moderation-public-unban = #{ $number } 已解除 { $name } 的封禁{ moderation-because }

moderation-warn-basic = 警告已满次数，但普通群不支持禁言，请先把群升级为超级群。
moderation-warn-powerless = 警告已满次数，但我没有「封禁用户」的权限，没能继续处理。
moderation-undone = #{ $number } 已撤销
moderation-lengthened = #{ $number } 已延长
moderation-reposted = #{ $number } 的消息已重新发布
moderation-repost =
    { $name } 的消息此前被误删，现重新发布：
    { $text }
moderation-way-back = 「{ $title }」撤销了对你的处理（#{ $number }）。可以从这里回来，链接只能用一次：{ $link }
moderation-reason-of-case = 依据 #{ $number }

## 卡片

moderation-card-title = <b>处理 #{ $number }</b>
moderation-card-target = 对象：{ $name }（<code>{ $id }</code>）
moderation-card-done = 处理：{ $what }
moderation-card-reason = 原因：{ $reason }
moderation-card-reading = 「{ $reading }」
moderation-card-evidence = 依据：{ $evidence }
moderation-card-text = 内容：{ $text }
moderation-card-actor = 操作：{ $actor }
moderation-card-group = 群：{ $title }

moderation-what-delete = 删除消息
moderation-what-warn = 警告（第 { $count } 次）
moderation-what-warn-mute = 警告（第 { $count } 次），禁言至 { $until }
moderation-what-warn-ban = 警告（第 { $count } 次），封禁
moderation-what-mute-timed = 禁言至 { $until }
moderation-what-mute-forever = 永久禁言
moderation-what-kick = 移出群聊
moderation-what-ban-timed = 封禁至 { $until }
moderation-what-ban-forever = 永久封禁
moderation-what-unwarn = 撤回一次警告
moderation-what-unmute = 解除禁言
moderation-what-unban = 解除封禁

moderation-reason-blocked_words = 含有禁用词
moderation-reason-newcomer_ads = 新人发广告
moderation-reason-newcomer_links = 新人发链接
moderation-reason-newcomer_invites = 新人发其他群或频道的链接
moderation-reason-newcomer_forwards = 新人转发频道内容

moderation-act-undone = { $time } { $actor } 已撤销
moderation-act-false_alarm = { $time } { $actor } 已撤销，记为误判：不是广告
moderation-act-lengthened = { $time } { $actor } 延长至：{ $until }
moderation-act-shortened = { $time } { $actor } 缩短至：{ $until }
moderation-act-lifted = { $time } { $actor } 已解除（#{ $number }）
moderation-act-muted = { $time } { $actor } 已禁言（#{ $number }）
moderation-act-banned = { $time } { $actor } 已封禁（#{ $number }）
moderation-act-reposted = { $time } { $actor } 已重新发布

moderation-actor-bot = 自动
moderation-actor-anonymous = 匿名管理员
moderation-somebody-erased = 已清除资料的人

moderation-button-undo = 撤销
moderation-button-lengthen = 延长时间
moderation-button-ban = 封禁
moderation-button-not_spam = 不是广告
moderation-button-repost = 重新发布
moderation-button-longer = +{ $duration }

## 用法和拒绝

moderation-usage-del = 用法：回复要删除的消息发 <code>/del 原因</code>（原因可以不写）。
moderation-usage-warn = 用法：回复对方发 <code>/warn 原因</code>，或 <code>/warn @用户名 原因</code>。
moderation-usage-unwarn = 用法：回复对方发 <code>/unwarn</code>，或 <code>/unwarn @用户名</code>。
moderation-usage-mute = 用法：回复对方发 <code>/mute 2h 原因</code>，或 <code>/mute @用户名 2h 原因</code>。
moderation-usage-unmute = 用法：回复对方发 <code>/unmute</code>，或 <code>/unmute @用户名</code>。
moderation-usage-kick = 用法：回复对方发 <code>/kick 原因</code>，或 <code>/kick @用户名 原因</code>。
moderation-usage-ban = 用法：回复对方发 <code>/ban 7d 原因</code>，或 <code>/ban @用户名 原因</code>；不写时长就是永久。
moderation-usage-unban = 用法：回复对方发 <code>/unban</code>，或 <code>/unban @用户名</code>、<code>/unban 数字ID</code>。
moderation-usage-case = 用法：<code>/case 12</code>
moderation-usage-undo = 用法：<code>/undo 12</code>

moderation-duration-unclear = 看不懂时长「{ $text }」。可以写 30m、2h、7d、1w，或 30分钟、2小时、7天、永久。没有做任何处理。
moderation-duration-bounds = 时长要在 1 分钟到 366 天之间，或写永久。没有做任何处理。
moderation-target-bot = 不能处理机器人自己。
moderation-target-self = 不能处理你自己。
moderation-target-anonymous = 这条消息是管理员匿名发的，无法处理。
moderation-target-linked = 这是关联频道的内容，不作处理。
moderation-target-administrator = 对方是 Telegram 管理员，请群主先取消其管理员身份。
moderation-channels-only-ban = 以频道身份发言的，只能删除消息或封禁。
moderation-channel-for-good = 频道只能永久封禁，请不要写时长。
moderation-bot-lacks =
    { $right ->
        [can_delete_messages] 我没有「删除消息」的管理员权限，请群主先给我。
       *[other] 我没有「封禁用户」的管理员权限，请群主先给我。
    }
moderation-no-warnings = 对方没有有效的警告。
moderation-not-muted = 对方没有被禁言。
moderation-not-banned = 对方没有被封禁。
moderation-not-here = 对方不在群里。
moderation-no-case = 没有处理 #{ $number }。
moderation-case-sent =
    { $where ->
        [staff] 处理 #{ $number } 已发到管理群。
       *[other] 处理 #{ $number } 已发到你的私聊。
    }
moderation-case-in-private = 处理 #{ $number } 只给管理看。请先和我私聊并点开始，再在私聊里发 /case。
moderation-undone-already = #{ $number } 之前已经撤销。
moderation-undo-lifting = #{ $number } 本身就是解除处理，没有可撤销的。
moderation-undo-erased = #{ $number } 的对象已清除资料，请用 /unban 或 /unmute 加数字 ID。
moderation-lengthen-late = #{ $number } 现在不能这样延长：已经改过时长、解除或到期。
moderation-reposted-already = #{ $number } 的消息已经重新发布过。
moderation-done-already = 已经处理过，见 #{ $number }。
