# 以頻道身分發言

settings-group-channels = 頻道身分發言

setting-channels-posting = 以頻道身分發言
    .help = 有人用自己頻道的名義在群組裡發言時怎麼辦。連結的頻道和匿名管理員不受影響。
    .choice-preset = 依社群類型（開放型放行，其餘刪除）
    .choice-allow = 放行，由規則判斷
    .choice-list = 只放行名單裡的頻道
    .choice-ban = 一律刪除
setting-channels-allowed = 放行的頻道
    .help = 選擇「只放行名單裡的頻道」時，可以發言的頻道：@頻道名、t.me/頻道名或頻道編號。

moderation-reason-channels = 以頻道身分發言
moderation-reason-first_deeds = 第一次發連結、轉傳或名片
