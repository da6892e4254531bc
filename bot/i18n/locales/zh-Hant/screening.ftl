# 自動處理：內建規則的理由，規則哪裡寫錯了

moderation-reason-edited_in = 編輯時補進了連結或聯絡方式
moderation-reason-invites = 發其他群組或頻道的連結
moderation-reason-forwards = 轉發頻道內容
moderation-reason-advertising = 發廣告
moderation-reason-links = 發連結
moderation-reason-repeated = 重複發同樣的內容
moderation-reason-alike = 多人發同樣的內容
moderation-reason-flood = 短時間內發太多訊息
moderation-reason-covered_up = 文字大量變形，待群管查看
moderation-reason-contact_cards = 發名片
moderation-reason-via_bots = 透過機器人發內容
moderation-reason-early_comments = 頻道剛發文就留言廣告
moderation-reason-own = 規則 { $rule }

moderation-what-notify = 只通知群管
moderation-public-notify = #{ $number } 已請群管查看 { $name } 的訊息{ moderation-because }

## 規則本身的問題

rule-problem-name = 規則名是 1–{ $most } 個字，只用漢字、字母、數字、底線和連字號。
rule-problem-hours = 時段寫成 <code>22:00-07:00</code> 這樣，現在是「{ $value }」。
rule-problem-empty = 規則沒有條件，會命中所有訊息。請至少寫一個條件。
rule-problem-many-conditions = 一條規則最多 { $most } 個條件，現在有 { $count } 個。
rule-problem-deep = 條件分組最多巢狀 { $most } 層。
rule-problem-one-field = 每個條件只寫一項，例如只寫 words 或只寫 regex。
rule-problem-no-words = 這裡要有至少一項內容。
rule-problem-many-words = 一個條件最多 { $most } 個詞，現在有 { $count } 個。
rule-problem-long-word = 「{ $word }…」太長，每個詞最多 { $most } 個字。
rule-problem-empty-word = 「{ $word }」去掉空格和隱形字元後什麼也不剩，會命中所有訊息。
rule-problem-regex = 正規表示式不能用：<code>{ $detail }</code>
rule-problem-regex-long = 正規表示式最多 { $most } 個字元，現在有 { $length } 個。
rule-problem-regex-empty = 這個正規表示式連空文字都能比對到，會命中所有訊息。
rule-problem-domain = 「{ $value }」不是網域，請寫成 <code>example.com</code> 這樣。
rule-problem-choice = 「{ $value }」不在可選的值裡：{ $choices }。
rule-problem-no-bounds = 請寫下限 least 或上限 most。
rule-problem-bounds = 下限 { $least } 比上限 { $most } 還大。
rule-problem-often = 次數 times 至少 2，時間 within 是 1–{ $most } 秒。
rule-problem-seconds = 秒數是 1–{ $most }。
rule-problem-no-action = 規則沒有處理方式。
rule-problem-two-sanctions = 對人的處理只能寫一種：警告、慢速、禁言、移出或封鎖。
rule-problem-two-removals = 對訊息的處理只能寫一種：delete 或 hold。
rule-problem-no-duration = { $action } 後面不能寫時間。
rule-problem-duration = { $action } 的時間是 1 分鐘到 366 天。
rule-problem-long = 說明最多 { $most } 個字，現在有 { $length } 個。
rule-problem-many-examples = 例句最多 { $most } 條。
rule-problem-example-length = 例句不能是空的，最多 { $most } 個字。
rule-problem-contradiction = 「{ $text }」同時寫在應命中和不應命中裡。

## 規則檔案的問題

rule-file-no-list = 這裡應該是一個清單，每項以「-」開頭。
rule-file-no-fields = 這裡應該是 <code>name: value</code> 的形式。
rule-file-no-text = 這裡應該是一段文字。
rule-file-no-number = 這裡應該是數字，現在是「{ $value }」。
rule-file-no-flag = 這裡應該是 true 或 false，現在是「{ $value }」。
rule-file-no-duration = 「{ $value }」不是時間，請寫成 <code>2h</code>、<code>7d</code> 這樣。
rule-file-missing = 缺少 { $name }。
rule-file-unknown = 沒有「{ $name }」這一項。
rule-file-twice = 「{ $name }」在第 { $first } 行已經寫過。
rule-file-many = 一個檔案最多 { $most } 條規則。
