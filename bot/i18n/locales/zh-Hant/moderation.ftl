# 秩序管理：處理、卡片、指令、設定

settings-group-moderation = 秩序

setting-moderation-ad_words = 廣告用語
    .help = 只用來檢查新人的發言。按片段比對，空格、全形、隱形字元會先去掉。
setting-moderation-allowed_domains = 放行的網址
    .help = 新人可以發這些網站的連結，包括它們的子網域。也可以寫 t.me/群組名。
setting-moderation-blocked_words = 禁用詞
    .help = 除群管外，任何人發言裡出現都會刪除。
setting-moderation-warn_limit = 幾次警告後禁言
    .help = 有效的警告達到這個次數，隨即禁言。
setting-moderation-warn_days = 警告有效天數
    .help = 超過這個天數的警告不再計算。
setting-moderation-warn_mute = 警告滿次後的禁言時間
    .help = 警告達到次數後禁言多久。
setting-moderation-ban_after = 幾次警告後封鎖
    .help = 有效的警告達到這個次數，改為封鎖。
setting-moderation-mute_default = 預設禁言時間
    .help = /mute 沒有寫時間時用這個。
setting-moderation-announce_deletions = 刪除後告知作者
    .help = 自動刪除訊息後，給作者看一句原因，稍後自動消失。

## 公開的處理結果

moderation-because =
    { $why ->
        [given] ，原因：{ $reason }
       *[none] {""}
    }
moderation-public-delete = #{ $number } 已刪除 { $name } 的訊息{ moderation-because }
moderation-public-warn = #{ $number } 已警告 { $name }（第 { $count } 次）{ moderation-because }
moderation-public-warn-mute = #{ $number } 已警告 { $name }（第 { $count } 次），並禁言 { $duration }{ moderation-because }
moderation-public-warn-ban = #{ $number } 已警告 { $name }（第 { $count } 次），並封鎖{ moderation-because }
moderation-public-mute-timed = #{ $number } 已禁言 { $name } { $duration }{ moderation-because }
moderation-public-mute-forever = #{ $number } 已永久禁言 { $name }{ moderation-because }
moderation-public-kick = #{ $number } 已將 { $name } 移出群組{ moderation-because }
moderation-public-ban-timed = #{ $number } 已封鎖 { $name } { $duration }{ moderation-because }
moderation-public-ban-forever = #{ $number } 已永久封鎖 { $name }{ moderation-because }
moderation-public-unwarn = #{ $number } 已撤回 { $name } 的一次警告，還有 { $count } 次有效{ moderation-because }
moderation-public-unmute = #{ $number } 已解除 { $name } 的禁言{ moderation-because }
moderation-public-unban = #{ $number } 已解除 { $name } 的封鎖{ moderation-because }

moderation-warn-basic = 警告已滿次數，但普通群組不支援禁言，請先把群組升級為超級群組。
moderation-warn-powerless = 警告已滿次數，但我沒有「封鎖使用者」的權限，沒能繼續處理。
moderation-undone = #{ $number } 已撤銷
moderation-lengthened = #{ $number } 已延長
moderation-reposted = #{ $number } 的訊息已重新發布
moderation-repost =
    { $name } 的訊息先前被誤刪，現重新發布：
    { $text }
moderation-way-back = 「{ $title }」撤銷了對你的處理（#{ $number }）。可以從這裡回來，連結只能用一次：{ $link }
moderation-reason-of-case = 依據 #{ $number }

## 卡片

moderation-card-title = <b>處理 #{ $number }</b>
moderation-card-target = 對象：{ $name }（<code>{ $id }</code>）
moderation-card-done = 處理：{ $what }
moderation-card-reason = 原因：{ $reason }
moderation-card-reading = 「{ $reading }」
moderation-card-evidence = 依據：{ $evidence }
moderation-card-text = 內容：{ $text }
moderation-card-actor = 操作：{ $actor }
moderation-card-group = 群組：{ $title }

moderation-what-delete = 刪除訊息
moderation-what-warn = 警告（第 { $count } 次）
moderation-what-warn-mute = 警告（第 { $count } 次），禁言至 { $until }
moderation-what-warn-ban = 警告（第 { $count } 次），封鎖
moderation-what-mute-timed = 禁言至 { $until }
moderation-what-mute-forever = 永久禁言
moderation-what-kick = 移出群組
moderation-what-ban-timed = 封鎖至 { $until }
moderation-what-ban-forever = 永久封鎖
moderation-what-unwarn = 撤回一次警告
moderation-what-unmute = 解除禁言
moderation-what-unban = 解除封鎖

moderation-reason-blocked_words = 含有禁用詞
moderation-reason-newcomer_ads = 新人發廣告
moderation-reason-newcomer_links = 新人發連結
moderation-reason-newcomer_invites = 新人發其他群組或頻道的連結
moderation-reason-newcomer_forwards = 新人轉發頻道內容

moderation-act-undone = { $time } { $actor } 已撤銷
moderation-act-false_alarm = { $time } { $actor } 已撤銷，記為誤判：不是廣告
moderation-act-lengthened = { $time } { $actor } 延長至：{ $until }
moderation-act-shortened = { $time } { $actor } 縮短至：{ $until }
moderation-act-lifted = { $time } { $actor } 已解除（#{ $number }）
moderation-act-muted = { $time } { $actor } 已禁言（#{ $number }）
moderation-act-banned = { $time } { $actor } 已封鎖（#{ $number }）
moderation-act-reposted = { $time } { $actor } 已重新發布

moderation-actor-bot = 自動
moderation-actor-anonymous = 匿名管理員
moderation-somebody-erased = 已清除資料的人

moderation-button-undo = 撤銷
moderation-button-lengthen = 延長時間
moderation-button-ban = 封鎖
moderation-button-not_spam = 不是廣告
moderation-button-repost = 重新發布
moderation-button-longer = +{ $duration }

## 用法和拒絕

moderation-usage-del = 用法：回覆要刪除的訊息發 <code>/del 原因</code>（原因可以不寫）。
moderation-usage-warn = 用法：回覆對方發 <code>/warn 原因</code>，或 <code>/warn @使用者名稱 原因</code>。
moderation-usage-unwarn = 用法：回覆對方發 <code>/unwarn</code>，或 <code>/unwarn @使用者名稱</code>。
moderation-usage-mute = 用法：回覆對方發 <code>/mute 2h 原因</code>，或 <code>/mute @使用者名稱 2h 原因</code>。
moderation-usage-unmute = 用法：回覆對方發 <code>/unmute</code>，或 <code>/unmute @使用者名稱</code>。
moderation-usage-kick = 用法：回覆對方發 <code>/kick 原因</code>，或 <code>/kick @使用者名稱 原因</code>。
moderation-usage-ban = 用法：回覆對方發 <code>/ban 7d 原因</code>，或 <code>/ban @使用者名稱 原因</code>；不寫時間就是永久。
moderation-usage-unban = 用法：回覆對方發 <code>/unban</code>，或 <code>/unban @使用者名稱</code>、<code>/unban 數字ID</code>。
moderation-usage-case = 用法：<code>/case 12</code>
moderation-usage-undo = 用法：<code>/undo 12</code>

moderation-duration-unclear = 看不懂時間「{ $text }」。可以寫 30m、2h、7d、1w，或 30分鐘、2小時、7天、永久。沒有做任何處理。
moderation-duration-bounds = 時間要在 1 分鐘到 366 天之間，或寫永久。沒有做任何處理。
moderation-target-bot = 不能處理機器人自己。
moderation-target-self = 不能處理你自己。
moderation-target-anonymous = 這則訊息是管理員匿名發的，無法處理。
moderation-target-linked = 這是關聯頻道的內容，不作處理。
moderation-target-administrator = 對方是 Telegram 管理員，請群主先取消其管理員身分。
moderation-channels-only-ban = 以頻道身分發言的，只能刪除訊息或封鎖。
moderation-channel-for-good = 頻道只能永久封鎖，請不要寫時間。
moderation-bot-lacks =
    { $right ->
        [can_delete_messages] 我沒有「刪除訊息」的管理員權限，請群主先給我。
       *[other] 我沒有「封鎖使用者」的管理員權限，請群主先給我。
    }
moderation-no-warnings = 對方沒有有效的警告。
moderation-not-muted = 對方沒有被禁言。
moderation-not-banned = 對方沒有被封鎖。
moderation-not-here = 對方不在群組裡。
moderation-no-case = 沒有處理 #{ $number }。
moderation-case-sent =
    { $where ->
        [staff] 處理 #{ $number } 已發到管理群組。
       *[other] 處理 #{ $number } 已發到你的私聊。
    }
moderation-case-in-private = 處理 #{ $number } 只給管理看。請先和我私聊並點開始，再在私聊裡發 /case。
moderation-undone-already = #{ $number } 先前已經撤銷。
moderation-undo-lifting = #{ $number } 本身就是解除處理，沒有可撤銷的。
moderation-undo-erased = #{ $number } 的對象已清除資料，請用 /unban 或 /unmute 加數字 ID。
moderation-lengthen-late = #{ $number } 現在不能這樣延長：已經改過時間、解除或到期。
moderation-reposted-already = #{ $number } 的訊息已經重新發布過。
moderation-done-already = 已經處理過，見 #{ $number }。
