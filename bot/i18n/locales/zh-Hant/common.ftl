# 各處通用的句子和詞語。固定用詞見 PRODUCT §5。

## 拒絕

refused-right =
    { $right ->
        [moderate] 這裡需要「{ right-moderate }」的權限，你還沒有。
        [permanent-ban] 這裡需要「{ right-permanent-ban }」的權限，你還沒有。
        [see-staff-data] 這裡需要「{ right-see-staff-data }」的權限，你還沒有。
        [change-settings] 這裡需要「{ right-change-settings }」的權限，你還沒有。
        [give-roles] 這裡需要「{ right-give-roles }」的權限，你還沒有。
        [bind-staff-group] 這裡需要「{ right-bind-staff-group }」的權限，你還沒有。
        [export] 這裡需要「{ right-export }」的權限，你還沒有。
        [lift-suspension] 這裡需要「{ right-lift-suspension }」的權限，你還沒有。
       *[other] 你沒有這項操作的權限。
    }
refused-no-community = 這裡還沒有對應的社群。請在群組裡使用，或先把我加入一個群組。
refused-message-gone = 那則訊息已經不在了。
refused-not-your-button = 這個按鈕不是給你的。
refused-button-old = 這個按鈕已經失效，請重新傳送指令。
refused-in-group-only = 這個指令要在群組裡使用。
refused-in-private-only = 這個指令要在和我的私訊裡使用。
refused-supergroup-only = 一般群組不支援這個操作，請先把群組升級為超級群組。
refused-person-unknown = 找不到這個人。請回覆對方的訊息，或使用 @使用者名稱、數字 ID。
refused-higher-role = 對方的角色不低於你，無法操作。
went-wrong = 出了點問題，已經記下，稍後會處理。請過一會兒再試。

## 角色

role-restricted = 受限成員
role-newcomer = 新人
role-member = 成員
role-trusted = 可信成員
role-moderator = 群管
role-manager = 營運
role-owner = 群主

## 權限

right-moderate = 管理成員
right-permanent-ban = 永久封鎖
right-see-staff-data = 檢視管理資料
right-change-settings = 修改設定
right-give-roles = 指定角色
right-bind-staff-group = 綁定管理群組
right-export = 匯出資料
right-lift-suspension = 恢復群管的封鎖權限

## 時長

duration-seconds = { $count } 秒
duration-minutes = { $count } 分鐘
duration-hours = { $count } 小時
duration-days = { $count } 天
duration-two = { $first } { $second }
duration-forever = 永久

## 日期（數字已排好，直接填入）

date-day = { $year }年{ $month }月{ $day }日
date-moment = { $year }年{ $month }月{ $day }日 { $time }

## 語言

language-name =
    .zh-Hans = 简体中文
    .zh-Hant = 繁體中文
    .en = English

## 按鈕

button-back = 返回
button-cancel = 取消
button-close = 關閉

## 固定用詞

word-points = 積分
word-xp = 經驗
word-level = 等級
word-badge = 徽章
word-check-in = 簽到
word-shop = 兌換
word-tip = 打賞
word-board = 排行榜
word-warning = 警告
word-mute = 禁言
word-ban = 封鎖
word-kick = 移出群組
word-case = 處理紀錄
word-appeal = 申訴
word-report = 舉報
word-feedback = 回饋
word-ticket = 工單
word-rules = 群規
word-newcomer = 新人
word-moderator = 群管
word-manager = 營運
word-owner = 群主
word-lottery = 抽獎
word-vote = 投票
word-event = 活動
word-daily-digest = 日報
word-staff-group = 管理群組
list-separator = 、
