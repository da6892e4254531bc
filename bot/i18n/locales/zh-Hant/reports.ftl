# 成員舉報

settings-group-reports = 舉報

setting-reports-reports = 接受舉報
    .help = 成員可以用 /report、舉報 或 @admin 提醒群管。
setting-reports-most = 短時間內最多舉報幾次
    .help = 和下一項一起，限制一個人連續舉報。
setting-reports-most_within = 短時間指多久
    .help = 在這段時間裡計算一個人的舉報次數。
setting-reports-abusive_limit = 惡意舉報幾次後暫停
    .help = 達到這個次數，暫停這個人的舉報。
setting-reports-abusive_days = 惡意舉報計算幾天
    .help = 只計算最近這些天裡的惡意舉報。
setting-reports-suspended_for = 暫停舉報多久
    .help = 到時自動恢復。
setting-reports-mute_for = 舉報卡片上的禁言時長
    .help = 群管在卡片上點禁言時用這個時長。

## 舉報人看到的

reports-made = 已轉給群管，謝謝提醒。
reports-call-made = 已通知群管。
reports-usage = 用法：回覆要舉報的訊息傳 <code>/report 原因</code>，或傳 舉報（原因可以不寫）。
reports-off = 這個群組沒有開放舉報，請直接聯絡群管。
reports-own-name = 請用自己的身分舉報。
reports-service = 系統提示不能舉報，請回覆一則成員的訊息。
reports-bot = 這是我傳的訊息，不能舉報。有意見請直接告訴群管。
reports-self = 不能舉報自己的訊息。
reports-made-already = 你已經舉報過這則訊息，群管會看的。
reports-handled-already = 這則訊息已經有人舉報，群管處理過了。
reports-too-many = 短時間內最多舉報 { $count } 次，請過一會兒再來。
reports-suspended = 你的舉報多次被認定為惡意，在 { $until } 之前不能舉報。
reports-told-upheld = 你舉報的內容群管已經處理，謝謝。
reports-told-dismissed = 你舉報的內容群管已經看過，這次不作處理。
reports-told-abusive = 群管認定你的一次舉報是惡意舉報。請只舉報真正違規的內容，多次會暫停舉報。
reports-told-suspended = 群管認定你的一次舉報是惡意舉報。因為次數過多，在 { $until } 之前不能舉報。

## 給管理的卡片

reports-card-title = <b>舉報</b> · { $count } 人
reports-card-call = <b>成員呼叫群管</b>
reports-card-author = 被舉報：{ $name }
reports-card-voice = 舉報人：{ $name }（近 90 天：成立 { $upheld }，未成立 { $dismissed }，惡意 { $abusive }）
reports-card-more = 另有 { $count } 人舉報
reports-card-link = <a href="{ $url }">查看原訊息</a>
reports-card-delete = { $time } { $actor } 已刪除訊息（#{ $number }）
reports-card-warn = { $time } { $actor } 已警告（#{ $number }）
reports-card-mute = { $time } { $actor } 已禁言（#{ $number }）
reports-card-ban = { $time } { $actor } 已封鎖（#{ $number }）
reports-card-handled = { $time } { $actor } 已處理
reports-card-dismiss = { $time } { $actor } 不作處理
reports-card-abusive = { $time } { $actor } 認定為惡意舉報
reports-no-text = （沒有文字）
reports-reason = 成員舉報

reports-button-delete = 刪除
reports-button-warn = 警告
reports-button-mute = 禁言 { $duration }
reports-button-ban = 封鎖
reports-button-handled = 已處理
reports-button-dismiss = 不作處理
reports-button-abusive = 惡意舉報
reports-button-newer = 較新
reports-button-older = 較早

reports-toast-delete = #{ $number } 已刪除
reports-toast-warn = #{ $number } 已警告
reports-toast-mute = #{ $number } 已禁言
reports-toast-ban = #{ $number } 已封鎖
reports-toast-handled = 已處理
reports-toast-dismiss = 不作處理
reports-toast-abusive = 已記為惡意舉報
reports-decided-already = 這個舉報已經有人處理過。
reports-owner-only = 涉及管理人員的舉報只由群主處理。

## 待處理清單

reports-list-title = <b>「{ $title }」待處理</b> · { $count } 項
reports-list-none = 「{ $title }」沒有待處理的舉報和申訴。
reports-list-line = 舉報 { $name }：{ $text }（{ $count } 人）
reports-list-call = 呼叫群管：{ $text }
reports-list-sent =
    { $where ->
        [staff] 待處理清單已傳到管理群組。
       *[other] 待處理清單已傳到你的私訊。
    }
reports-in-private = 待處理清單只給管理看。請先和我私訊並點開始，再在私訊裡傳 /reports。
