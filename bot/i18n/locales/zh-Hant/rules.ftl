# 規則：清單、增修、重播、預設組、準確率

setting-moderation-preset = 規則預設組
    .help = 依社群的類型內建的一組規則。可以在 /rule 裡個別修改，或加自己的規則。
    .choice-open = 開放社群
    .choice-brand = 品牌社群
    .choice-strict = 嚴格
    .choice-class = 課程群組
    .choice-trading = 交易群組
setting-moderation-least_precision = 規則準確率下限
    .help = 規則的處理被撤銷太多、準確率低於這個數字時，自動改為觀察並通知群管。填 0 不檢查。
setting-moderation-precision_decisions = 至少幾次處理後才看準確率
    .help = 處理次數太少時，準確率不算數。

## 清單與一條規則

rule-list-title = <b>「{ $title }」的規則</b>（預設組：{ $preset }）
rule-list-none = 還沒有規則。
rule-list-line = <b>{ $name }</b> · { $mode } · 近 30 天 { $count } 次
rule-list-line-known = <b>{ $name }</b>（{ $about }） · { $mode } · 近 30 天 { $count } 次
rule-list-how =
    新增：
    <code>/rule add words 加薇 "兼職 日結"</code>
    <code>/rule add regex 加.{"{"}0,3{"}"}薇</code>
    <code>/rule add domains a.com b.com</code>
    或回覆一則訊息傳送 <code>/rule add</code>。點規則名稱可以試、改、停用。
rule-title = <b>規則 { $name }</b>（第 { $version } 版）
rule-mode-line = 狀態：{ $mode }
rule-mode-off = 停用
rule-mode-observe = 觀察
rule-mode-enforce = 啟用
rule-what-words =
    找這些詞：{ $words }{ $more ->
        [0] {""}
       *[other] {" "}等，另有 { $more } 個
    }
rule-what-domains =
    找這些網址：{ $words }{ $more ->
        [0] {""}
       *[other] {" "}等，另有 { $more } 個
    }
rule-what-regex = 找這個模式：<code>{ $pattern }</code>
rule-who-line = 對象：{ $who }
rule-who-everybody = 所有人（群管除外）
rule-who-newcomers = 新人
rule-who-untrusted = 還不受信任的成員
rule-who-channels = 以頻道身分發言的
rule-then-line = 處理：{ $actions }
rule-action-delete = 刪除並留處理紀錄
rule-action-warn = 警告
rule-action-mute = 禁言
rule-action-kick = 移出群組
rule-action-ban = 封鎖
rule-action-hold = 留待人工審核
rule-action-slow_lane = 暫時不能傳連結和媒體
rule-action-notify = 通知群管
rule-action-timed = { $action } { $duration }
rule-explain-line = 給成員看的說明：{ $text }
rule-hits-line = 近 30 天命中 { $count } 次
rule-precision-line = 準確率 { $percent }%（最近 { $decided } 次裡撤銷 { $reversed } 次）
rule-preset-line = 來自預設組。
rule-preset-changed = 預設組裡也有同名規則，這裡用的是你們自己的版本。

rule-button-enable = 啟用
rule-button-test = 試一試
rule-button-compare = 對比
rule-button-history = 歷史
rule-button-remove = 移除
rule-button-presets = 換預設組
rule-button-restore = 復原第 { $version } 版
rule-button-make = 建立規則
rule-button-right = { $id } 判得對
rule-button-wrong = { $id } 是誤判

## 重播

rule-replay = 用近 { $days } 天的 { $looked } 則訊息試過：會處理 { $hits } 次，涉及 { $people } 人，其中 { $regulars } 人發言超過 { $many } 則。
rule-replay-empty = 還沒有存下來的訊息可以試。
rule-replay-cut = 訊息太多，只試了最近的一部分。
rule-replay-blind = 這條規則要看轉發、頻率等沒有存下來的內容，實際命中會比這裡多。
rule-replaying = 正在試，請稍候
rule-sample = · { $name }：{ $text }
rule-sample-regular = ★ { $name }：{ $text }
rule-somebody = 某位成員

## 變更

rule-added = 已建立規則 <b>{ $name }</b>，現在只觀察，不處理。看過下面的效果再啟用。
rule-edited = 規則 <b>{ $name }</b> 已修改，現在只觀察，不處理。看過下面的效果再啟用。
rule-edited-acting = 規則 <b>{ $name }</b> 已修改，繼續啟用。
rule-restored = 規則 <b>{ $name }</b> 已復原舊版，現在只觀察，不處理。看過下面的效果再啟用。
rule-removed = 規則 { $name } 已移除。
rule-removed-preset = 規則 { $name } 的變更已移除，恢復為預設組裡的樣子。
rule-mode-set = 規則 { $name }：{ $mode }
rule-learned-failing = 注意：有 { $count } 則撤銷過的訊息仍會被它處理。
rule-preset-chosen = 預設組已換成「{ $preset }」。自己的規則保持不變。
rule-presets-title = <b>選一套預設組</b>
rule-preset-entry = <b>{ $label }</b>（{ $count } 條）：{ $about }
rule-preset-about-open = 只清理廣告用語和邀請連結。
rule-preset-about-brand = 新人的廣告、連結、邀請和頻道轉發。
rule-preset-about-strict = 連結、轉發、洗版、名片，老成員以外都檢查。
rule-preset-about-class = 清理廣告和轉發，防洗版。
rule-preset-about-trading = 允許留聯絡方式，防重複洗單。
rule-history-title = <b>規則 { $name } 的歷史</b>
rule-change = { $moment } { $who }：{ $what }
rule-change-added = 新增（第 { $version } 版，{ $mode }）
rule-change-edited = 修改（第 { $version } 版，{ $mode }）
rule-change-restored = 復原舊版（第 { $version } 版，{ $mode }）
rule-change-imported = 從檔案匯入（第 { $version } 版，{ $mode }）
rule-change-mode = 改為{ $mode }
rule-change-fell_back = 準確率太低，自動改為{ $mode }
rule-change-removed = 移除
rule-draft = 這則訊息裡有這些內容，點選要找的，再點「建立規則」：

## 對比

rule-compare-alone = 有 { $count } 則訊息只有它命中，啟用中的規則沒有處理：
rule-compare-none = 沒有只被它命中的訊息。
rule-compare-lost = 和第 { $version } 版比（{ $looked } 則訊息），不再命中的有 { $count } 則。
rule-compare-won = 和第 { $version } 版比（{ $looked } 則訊息），新命中的有 { $count } 則。
rule-hit-open = { $id } · { $name }：{ $text }
rule-hit-right = { $id } ✓ { $name }：{ $text }
rule-hit-wrong = { $id } ✗ { $name }：{ $text }
rule-text-gone = （內容已不保存）
rule-judged-right = 已記為判得對
rule-judged-wrong = 已記為誤判

## 準確率

rule-fell-back =
    <b>規則 { $name } 已改為觀察</b>
    最近 { $decided } 次處理裡有 { $reversed } 次被撤銷，準確率 { $percent }%，低於 { $least }%。它現在只記錄，不處理。

## 檔案

rule-export-header =
    規則檔案。改好後在私訊裡傳給機器人，說明文字寫 /import rules。
    沒有寫進檔案的規則保持不變。
rule-exported = 「{ $title }」的規則，共 { $count } 條。改好後傳回來，說明文字寫 <code>/import rules</code>。
rule-import-done = 「{ $title }」已匯入，{ $count } 條規則有變化：
rule-import-nothing = 「{ $title }」的規則和檔案一樣，沒有變更。
rule-import-added = <b>{ $name }</b>：新增（{ $mode }）。
rule-import-changed = <b>{ $name }</b>：內容已改（{ $mode }）。
rule-import-mode = <b>{ $name }</b>：改為{ $mode }。
rule-import-replay = 重播命中 { $hits } 次，涉及常發言的成員 { $regulars } 人。

## 說明與拒絕

rule-sent =
    規則已傳到{ $where ->
        [staff] 管理群組
       *[private] 你和我的私訊
    }。
rule-in-private = 規則只給群管看。請先開啟和我的私訊，再在那裡傳送 <code>/rule</code>。
rule-unknown = 沒有叫「{ $name }」的規則，傳送 <code>/rule</code> 看清單。
rule-changed-meanwhile = 規則「{ $name }」剛被別人改過，請重新開啟再操作。
rule-too-many = 自己的規則最多 { $most } 條，請先移除不用的。
rule-of-preset = 「{ $name }」來自預設組，不能移除，可以停用。
rule-never-changed = 「{ $name }」來自預設組，還沒有改過。
rule-unchanged = 規則「{ $name }」和原來一樣，沒有變更。
rule-example-missed = 規則「{ $name }」應當命中的例子沒有命中（{ $count } 則），例如：{ $text }
rule-example-hit = 規則「{ $name }」會誤傷不該命中的例子（{ $count } 則），例如：{ $text }
rule-edit-complex = 規則「{ $name }」的條件不止一個，請用 <code>/export rules</code> 匯出後在檔案裡改。
rule-nothing-found = 這則訊息裡沒有找到適合做規則的詞或網址。
rule-nothing-chosen = 請先點選要找的詞或網址。
rule-usage =
    用法：
    <code>/rule</code> 看清單
    <code>/rule add words|regex|domains …</code>
    <code>/rule mode 名稱 off|observe|enforce</code>
    <code>/rule test|edit|remove|versions|compare 名稱</code>
    <code>/rule preset</code>
rule-usage-add = 用法：<code>/rule add words 詞 "帶空格的詞"</code>、<code>/rule add regex 模式</code>、<code>/rule add domains a.com</code>，或回覆一則訊息傳送 <code>/rule add</code>。
rule-usage-words = 請寫出要找的詞：<code>/rule add words 加薇 "兼職 日結"</code>
rule-usage-regex = 請寫出模式：<code>/rule add regex 加.?薇</code>
rule-usage-domains = 請寫出網址：<code>/rule add domains a.com b.com</code>
rule-usage-mode = 用法：<code>/rule mode 名稱 off|observe|enforce</code>
rule-usage-test = 用法：<code>/rule test 名稱</code>
rule-usage-edit =
    用法：<code>/rule edit 名稱 words|regex|domains …</code>
    還可以改：<code>then delete, mute 2h</code>、<code>who newcomers</code>、<code>explain 說明</code>、<code>hit 應命中的例子</code>、<code>miss 不該命中的例子</code>
rule-usage-remove = 用法：<code>/rule remove 名稱</code>
rule-usage-versions = 用法：<code>/rule versions 名稱</code>
rule-usage-compare = 用法：<code>/rule compare 名稱</code>
