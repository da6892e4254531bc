# 社群、群規、資料與隱私、角色、可信成員、管理群組

settings-group-membership = 成員與群規
setting-membership-rules_text = 群規內容
    .help = /rules 顯示的文字，最多 3000 字。留空則顯示內建的簡短群規。
setting-membership-earned_trust = 依資歷信任
    .help = 待滿 60 天、發言滿 200 則、常有人回覆的成員自動成為可信成員。有了處理紀錄就停用，撤銷處理後恢復。

## 私訊裡的社群

communities-none = 你還沒有和我一起的社群。先把我加到一個群組裡。
communities-one = 你的社群：「{ $title }」，你在那裡是{ $role }。
communities-ask = 你在幾個社群裡，現在說的是哪一個？接下來 24 小時都按這個來。
communities-chosen = 好的，接下來 24 小時說的都是「{ $title }」，你在那裡是{ $role }。
communities-in = 「{ $title }」

## 群規

rules-text =
    <b>「{ $title }」群規</b>

    { $rules }
rules-default =
    1. 友善交流，不辱罵、不攻擊他人。
    2. 不發廣告、導流和洗版內容。
    3. 不發違法、色情、詐騙訊息，不洩露他人隱私。
    4. 對處理有疑問，可以找群管複核。
rules-button-change = 修改群規

## 隱私

privacy-text =
    <b>我存了什麼</b>
    · Telegram 提供的名字、使用者名稱和語言，你用 /lang 選的語言
    · 你在各個群組的加入和離開時間、發言則數、最近活躍時間、角色
    · 群組裡最近的發言（預設 30 天，到期刪除），用來辨識重複、事後編輯和違規
    · 群管和我對你做過的處理、原因，以及你用過的管理指令

    你的電話號碼、你和別人的私訊、我不在的群組，我都看不到。這些資料不給別人，也不用來做廣告。
privacy-button-export = 匯出
privacy-button-erase = 清除我的資料
privacy-in-private = 這件事在私訊裡辦更合適。
privacy-button-open = 到私訊裡看
privacy-exported = 這是我存的關於你的全部資料。
privacy-export-failed = 資料太多，一次傳不完，請聯絡群主。
privacy-ask-erase =
    清除後找不回來：名字、發言紀錄、角色和設定都會刪掉。
    正在生效的禁言、封鎖和警告不會因此解除：到期之前會保留一個加密的識別碼、截止時間和處理編號。
privacy-button-erase-yes = 確認清除
privacy-erased =
    已經清除我存的關於你的資料。
    如果有正在生效的處罰，只留下一個加密的識別碼、截止時間和處理編號，到期刪除。以後你在群組裡發言或和我說話，會重新開始記錄。
privacy-kept = 好的，什麼都沒有改動。

## 角色（匿名管理員要在私訊裡確認身分）

anonymous-confirm = 你現在是匿名管理員。請點按鈕，在私訊裡確認是群主本人。
anonymous-button-confirm = 在私訊裡確認
role-usage = 用法：回覆對方傳送 <code>/role 群管</code>，或 <code>/role @使用者名稱 營運</code>。可以是群管、營運或無。
role-is = { $name }現在是{ $role }。
role-given = 已指定{ $name }為{ $role }。
role-taken = 已取消{ $name }的指定角色，現在是{ $role }。
role-from-telegram = 對方在 Telegram 裡的管理員權限不變，現在是{ $role }。
role-for-bot = 機器人沒有角色。
role-for-yourself = 不能改自己的角色。

trust-usage = 用法：回覆對方傳送 <code>/trust</code>，或 <code>/trust @使用者名稱</code>；取消用 <code>/untrust</code>。
trust-given = { $name }現在是可信成員。
trust-taken = 已取消{ $name }的可信成員，現在是{ $role }。
trust-already = { $name }已經是{ $role }。
trust-not = { $name }沒有被設為可信成員。

## 管理群組

bind-done =
    本群已成為「{ $title }」的管理群組。
    從現在起，處理卡片和等待處理的事項都傳到這裡；本群自己不再有秩序管理和統計，這裡的指令作用於「{ $title }」。
bind-done-elsewhere =
    「{ $group }」已成為「{ $title }」的管理群組。
    從現在起，處理卡片和等待處理的事項都傳到那裡；那個群組自己不再有秩序管理和統計，在那裡傳送的指令作用於「{ $title }」。
bind-replaced = 原來的管理群組不再接收，恢復為一般的群組。
bind-lacking = 我在管理群組裡還缺：{ $rights }。
bind-ask = 要把「{ $group }」設為哪個社群的管理群組？
bind-already = 本群已經是「{ $title }」的管理群組。要解除，請傳送 <code>/bind off</code>。
bind-none = 沒有找到你的另一個社群。先把我加入要管理的群組（你要是那裡的群主），再到管理群組裡傳送 /bind。
bind-has-staff-group = 「{ $title }」自己已經有管理群組，不能再當別人的管理群組。請先在這裡傳送 <code>/bind off</code>。
bind-off-done = 已解除。本群恢復為一般的群組，「{ $title }」現在沒有管理群組。
bind-off-done-elsewhere = 已解除，「{ $title }」現在沒有管理群組。
bind-off-none = 這裡沒有綁定管理群組。
bind-usage = 用法：在要當管理群組的群組裡傳送 <code>/bind</code>；解除傳送 <code>/bind off</code>。
