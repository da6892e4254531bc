# 慢車道、待審、批次刪除、雙人確認、封鎖警報、成員紀錄

setting-moderation-rung_kind = 階梯裡的另一級
    .help = 在禁言和封鎖之外，警告達到另一個次數時做什麼。
    .choice-off = 不用
    .choice-slow_lane = 放入慢車道
    .choice-kick = 移出群組
setting-moderation-rung_after = 幾次警告後到另一級
    .help = 有效的警告達到這個次數，按上一項處理；和別的次數相同時，取較重的。
setting-moderation-slow_lane_default = 預設慢車道時長
    .help = /slowlane 沒有寫時長時用這個。
setting-moderation-hold_for = 待審保留多久
    .help = 到時沒有人處理，訊息就不再發布。
setting-moderation-purge_most = 一次最多清理幾則
    .help = /purge 超過這個數量就不執行。
setting-moderation-two_person_bans = 永久封鎖要兩人確認
    .help = 群主以外的人要永久封鎖時，先禁言，等另一位群管確認。
setting-moderation-ban_alarm_count = 封鎖警報：幾次
    .help = 同一位群管在下面的時間裡封鎖達到這個次數，就提醒群主和管理群。
setting-moderation-ban_alarm_minutes = 封鎖警報：多少分鐘內
    .help = 和上一項一起用。

## 公開的處理結果

moderation-public-warn-slow_lane = #{ $number } 已警告 { $name }（第 { $count } 次），並放入慢車道 { $duration }{ moderation-because }
moderation-public-warn-kick = #{ $number } 已警告 { $name }（第 { $count } 次），並移出群組{ moderation-because }
moderation-public-slow_lane-timed = #{ $number } 已把 { $name } 放入慢車道 { $duration }，期間只能發文字{ moderation-because }
moderation-public-slow_lane-forever = #{ $number } 已把 { $name } 長期放入慢車道，只能發文字{ moderation-because }
moderation-public-unslow = #{ $number } { $name } 已離開慢車道{ moderation-because }
moderation-public-hold = #{ $number } { $name } 的訊息正在等待審核{ moderation-because }
moderation-public-purge = #{ $number } 已清理 { $count } 則訊息{ moderation-because }
moderation-public-clear = #{ $number } 已刪除 { $name } 最近 48 小時的 { $count } 則訊息{ moderation-because }
moderation-public-proposal = #{ $number } 提議永久封鎖 { $name }，等另一位群管確認；在此之前禁言{ moderation-because }

## 卡片

moderation-what-warn-slow_lane = 警告（第 { $count } 次），慢車道至 { $until }
moderation-what-warn-kick = 警告（第 { $count } 次），移出群組
moderation-what-slow_lane-timed = 慢車道至 { $until }
moderation-what-slow_lane-forever = 長期慢車道
moderation-what-unslow = 離開慢車道
moderation-what-hold = 待審，保留至 { $until }
moderation-what-purge = 清理 { $count } 則訊息
moderation-what-clear = 刪除最近 48 小時的 { $count } 則訊息
moderation-what-proposal = 提議永久封鎖，{ $until } 前等另一位群管確認，期間禁言

moderation-reason-slow_lane = 在慢車道裡不能發連結

moderation-act-warned = { $time } { $actor } 已警告（#{ $number }）
moderation-act-proposed = { $time } { $actor } 提議封鎖（#{ $number }）
moderation-act-cleared = { $time } { $actor } 已刪除全部訊息（#{ $number }）
moderation-act-confirmed = { $time } { $actor } 確認封鎖（#{ $number }）
moderation-act-released = { $time } { $actor } 已放行
moderation-act-dropped = { $time } { $actor } 已捨棄

moderation-button-release = 放行
moderation-button-drop = 捨棄
moderation-button-warn = 警告
moderation-button-profile = 資料
moderation-button-clear = 刪除全部訊息
moderation-button-confirm = 確認封鎖

## 待審

sanctions-released = { $name } 的訊息，審核後發布：
sanctions-held-title = <b>待審 { $count } 則</b>，新的在前
sanctions-held-none = 沒有等待審核的訊息。
sanctions-held-line =
    { $shows ->
        [text] #{ $number } { $name }：{ $text }（到 { $until }）
       *[other] #{ $number } { $name } [{ $kinds }]：{ $text }（到 { $until }）
    }
sanctions-kind-photo = 圖片
sanctions-kind-animation = 動圖
sanctions-kind-document = 檔案
sanctions-kind-video = 影片
sanctions-kind-sticker = 貼圖
sanctions-kind-voice = 語音
sanctions-kind-video_note = 影片訊息
sanctions-kind-audio = 音訊
sanctions-kind-poll = 投票
sanctions-kind-contact = 聯絡人
sanctions-button-release-one = 放行 #{ $number }
sanctions-button-drop-one = 捨棄 #{ $number }
sanctions-held-release = #{ $number } 已放行
sanctions-held-drop = #{ $number } 已捨棄
sanctions-held-show = 已翻頁
sanctions-held-sent =
    { $where ->
        [staff] 待審的訊息已發到管理群。
       *[other] 待審的訊息已發到你的私聊。
    }
moderation-held-gone = #{ $number } 的內容已經發布過，或者已不再保留。
moderation-held-decided = #{ $number } 已經處理過。

## 翻頁

sanctions-page = 第 { $page } 頁，共 { $pages } 頁
sanctions-button-newer = ‹ 較新
sanctions-button-older = 較早 ›

## 批次刪除

sanctions-purged =
    { $kept ->
        [0] #{ $number } 已清理 { $count } 則訊息。
       *[other] #{ $number } 已清理 { $count } 則訊息，留下 { $kept } 則你不能處理的。
    }
sanctions-usage-purge = 用法：回覆要清理的第一則訊息發 <code>/purge</code>，從那則到這裡都會刪除。
sanctions-purge-many = 從那則到這裡超過 { $most } 則，一次最多清理 { $most } 則。沒有刪除任何訊息。
sanctions-purge-late = 那則訊息已經超過 48 小時，Telegram 不再允許清理。沒有刪除任何訊息。
sanctions-clear-nothing = 對方最近 48 小時沒有留下的訊息。
sanctions-repost-many = 以下訊息此前被刪除，現重新發布：
sanctions-repost-more = 還有 { $count } 則沒有列出。
sanctions-not-deleted = #{ $number } 的訊息沒有被刪除，無需重新發布。
sanctions-repost-gone = #{ $number } 刪除的訊息已不再保留文字，無法重新發布。

## 慢車道

sanctions-usage-slowlane = 用法：回覆對方發 <code>/slowlane 1d 原因</code>，或 <code>/slowlane @使用者名稱 1d</code>；解除發 <code>/slowlane off</code>。
sanctions-slow-muted = 對方正在禁言，請先解除禁言。
sanctions-not-slowed = 對方不在慢車道。
sanctions-only-slowed = 對方沒有被禁言，只是在慢車道；解除請用 <code>/slowlane off</code>。

## 雙人確認和封鎖警報

sanctions-proposal-over = #{ $number } 的提議已經結束。
sanctions-proposal-second = #{ $number } 是你提議的，要由另一位群管確認。
sanctions-proposal-anonymous = 永久封鎖要兩人確認，請用自己的帳號操作，不要匿名。
sanctions-confirmed = 已封鎖（#{ $number }）
sanctions-lengthen-second = 永久封鎖要兩人確認，請改用封鎖。
sanctions-bans-suspended = 你的封鎖權限已暫停，請聯絡群主。
sanctions-alarm = 注意：{ $name } 在 { $minutes } 分鐘內封鎖了 { $count } 人，最近一次是 #{ $number }。
sanctions-alarm-suspended = { $time } { $actor } 暫停了其封鎖權限
sanctions-alarm-lifted = { $time } { $actor } 恢復了其封鎖權限
sanctions-alarm-self = 這條警報說的是你自己。
sanctions-alarm-suspended-already = 其封鎖權限已經暫停。
sanctions-alarm-not-suspended = 其封鎖權限沒有暫停。
sanctions-alarm-done-suspend = 已暫停其封鎖權限，由群主恢復
sanctions-alarm-done-lift = 已恢復其封鎖權限
sanctions-button-suspend = 暫停其封鎖權限
sanctions-button-lift = 恢復其封鎖權限

## 成員紀錄

sanctions-usage-history = 用法：<code>/history @使用者名稱</code>，也可以寫數字 ID，或回覆對方。
sanctions-people-only = 這個只能用於個人，不能用於頻道。
sanctions-staff-only = 這些內容只給管理看。請先和我私聊並點開始，再在私聊裡發命令。
sanctions-history-sent =
    { $where ->
        [staff] 紀錄已發到管理群。
       *[other] 紀錄已發到你的私聊。
    }
sanctions-history-title = <b>{ $name } 的紀錄</b>（<code>{ $id }</code>）
sanctions-history-counts = 有效警告 { $warnings } 次，處理 { $cases } 次
sanctions-history-voices = 被檢舉 { $reports } 次，申訴 { $appeals } 次
sanctions-history-holds =
    { $kind ->
        [ban] 封鎖中（#{ $number }，{ $title }）：{ $until }
        [slow_lane] 慢車道中（#{ $number }，{ $title }）：{ $until }
       *[other] 禁言中（#{ $number }，{ $title }）：{ $until }
    }
sanctions-history-case =
    { $state ->
        [undone] #{ $number } { $time } <s>{ $what }</s>（已撤銷）
       *[other] #{ $number } { $time } { $what }
    }
sanctions-profile-name = 名字：{ $name }
sanctions-profile-username = 使用者名稱：{ $username }
sanctions-profile-id = ID：{ $id }
sanctions-profile-days = 來了 { $days } 天
sanctions-profile-unseen = 沒有在群裡見過
sanctions-profile-counts = 發言 { $messages } 則，處理 { $cases } 次
sanctions-button-history = 處理紀錄
