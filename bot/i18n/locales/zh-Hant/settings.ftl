# /settings、/export、/import，以及社群通用的設定項目

## 選單

settings-title =
    <b>「{ $title }」的設定</b>
    要改哪一類？
settings-group-title = <b>{ $group }</b>（{ $title }）
settings-line =
    <b>{ $label }</b>：{ $value }
    { $help }
settings-knob-title =
    <b>{ $label }</b>（{ $title }）
    { $help }
settings-now = 現在：{ $value }
settings-default = 預設：{ $value }
settings-more-words = ……還有 { $count } 個，匯出可看全部。
settings-anonymous = 你現在是匿名管理員，我不知道你是誰。請到私訊裡開啟設定。

settings-button-changes = 最近的變更
settings-button-reset = 恢復預設
settings-button-type = 輸入新的值
settings-button-add = 新增
settings-button-remove = 移除
settings-button-private = 到私訊裡設定

## 變更

settings-toast = { $label }：{ $value }
settings-changed = { $label }：{ $old } → { $new }
settings-unchanged = 沒有變化，原本就是這樣。
settings-prompt-set = 請傳送「{ $label }」的新值。
settings-prompt-add = 請傳送要加到「{ $label }」的詞。可以一次傳多個，用空格或換行隔開；含空格的片語請加引號。
settings-prompt-drop = 請傳送要從「{ $label }」移除的詞。可以一次傳多個，用空格或換行隔開。
settings-changes-title = <b>「{ $title }」最近的變更</b>
settings-changes-none = 還沒有變更過。
settings-change =
    { $moment } · { $who } · { $source }
    { $what }
settings-somebody = 已離開的人
settings-source-chat = 對話
settings-source-import = 匯入
settings-source-panel = 網頁

## 值

settings-value-on = 開
settings-value-off = 關
settings-value-none = 無
settings-value-text = { $text }
settings-value-words = { $count } 個詞
settings-value-server-zone = 與伺服器相同
settings-value-number =
    { $unit ->
        [times] { $count } 次
        [seconds] { $count } 秒
        [minutes] { $count } 分鐘
        [hours] { $count } 小時
        [days] { $count } 天
        [messages] { $count } 則訊息
        [characters] { $count } 個字
        [people] { $count } 人
        [points] { $count } 積分
        [percent] { $count }%
       *[none] { $count }
    }

## 需要什麼樣的值

settings-expected-bool = 請填「開」或「關」。
settings-expected-integer =
    { $unit ->
        [times] 請填 { $low } 到 { $high } 之間的整數，單位是次。
        [seconds] 請填 { $low } 到 { $high } 之間的整數，單位是秒。
        [minutes] 請填 { $low } 到 { $high } 之間的整數，單位是分鐘。
        [hours] 請填 { $low } 到 { $high } 之間的整數，單位是小時。
        [days] 請填 { $low } 到 { $high } 之間的整數，單位是天。
        [messages] 請填 { $low } 到 { $high } 之間的整數，單位是則。
        [characters] 請填 { $low } 到 { $high } 之間的整數，單位是字。
        [people] 請填 { $low } 到 { $high } 之間的整數，單位是人。
        [points] 請填 { $low } 到 { $high } 之間的整數，單位是積分。
        [percent] 請填 { $low } 到 { $high } 之間的整數，單位是百分比。
       *[none] 請填 { $low } 到 { $high } 之間的整數。
    }
settings-expected-duration =
    請填 { $low } { $low_unit ->
        [seconds] 秒
        [minutes] 分鐘
        [hours] 小時
       *[days] 天
    }到 { $high } { $high_unit ->
        [seconds] 秒
        [minutes] 分鐘
        [hours] 小時
       *[days] 天
    }之間的時間長度，例如 30s、15m、2h、7d、半小時、三天。
settings-expected-duration-unit = 請寫上單位，例如 30s、15m、2h、7d、半小時、三天。
settings-expected-choice = 請從這些裡選一個：{ $choices }。
settings-expected-words = 最多 { $most } 個詞，每個最多 { $characters } 個字。
settings-expected-text = 請填一段文字，最多 { $most } 個字。
settings-expected-time = 請填 24 小時制的時間，例如 9:30 或 21:00。
settings-expected-timezone = 請填時區的名稱，例如 Asia/Taipei、Asia/Hong_Kong、Europe/London。
settings-expected-chat = 請填群組的數字 ID，例如 -1001234567890；填 0 表示不設定。

## 匯出和匯入

export-usage =
    可以匯出：
    { $usages }
export-sent-private = 檔案已傳到你和我的私訊。
export-sent-staff = 檔案已傳到管理群組。
export-start-first = 這份檔案只傳到私訊。請先點按鈕開啟私訊，再在那裡傳送 <code>{ $command }</code>。
settings-exported = 「{ $title }」的設定。改好後，在私訊裡把檔案傳給我，說明文字寫 <code>/import settings</code>。
settings-export-header = 設定檔。改好後在私訊裡傳給機器人，說明文字寫 /import settings。沒有寫進檔案的項目保持不變。

import-usage = 請在私訊裡傳送 YAML 檔案，說明文字寫 <code>/import settings</code> 或 <code>/import rules</code>。
import-not-downloaded = 沒能從 Telegram 取得這個檔案，請再傳一次。
import-done = 「{ $title }」已匯入，改了 { $count } 項：
import-nothing = 「{ $title }」的設定和檔案一樣，沒有變更。
import-problems = 檔案裡有 { $count } 處問題，什麼都沒有改：
import-line = 第 { $line } 行
import-more = ……還有 { $count } 條。
settings-import-not-a-group = 這裡應該是「<code>名稱: 值</code>」的清單。
settings-import-unknown = 沒有「{ $name }」這個設定。
settings-import-twice = 「{ $name }」寫了兩次，第一次在第 { $first } 行。

file-too-big = 檔案太大，最多 { $kilobytes } kB。
file-not-utf8 = 檔案的編碼不是 UTF-8，請用 UTF-8 儲存後再傳。
file-not-yaml = 不是正確的 YAML：<code>{ $detail }</code>
file-alias = 不接受錨點和別名（&amp; 和 *）。
file-tag = 不接受型別標記（<code>!</code>）。
file-too-deep = 巢狀太深，最多 { $most } 層。
file-too-many = 內容太多，最多 { $most } 個值。
file-two-documents = 檔案裡只能有一份文件，不能有第二個「---」。

## 社群

settings-group-community = 社群
setting-community-language = 群組裡的語言
    .help = 我在群組裡公開說話用的語言。每個人私下看到的語言由自己用 /lang 選。
    .choice-auto = 自動
    .choice-zh-Hans = 简体中文
    .choice-zh-Hant = 繁體中文
    .choice-en = English
setting-community-timezone = 時區
    .help = 「今天」從幾點開始、時間怎麼顯示，都按這個時區。
setting-community-quiet_for = 只給一個人看的回覆保留多久
    .help = 查看積分、拒絕操作這類只與一個人有關的回覆，過這麼久自動刪除。有按鈕的保留到用完。
setting-community-tidy_commands = 清理指令
    .help = 處理完之後刪除成員發的指令，讓群組裡只剩聊天。
setting-community-tidy_service = 清理進出群組的提示
    .help = 刪除「某某加入了群組」這類系統訊息。
setting-community-message_days = 發言保留天數
    .help = 群組裡的發言保存這麼久，用來辨識重複、事後編輯和違規，到期刪除。
