# 以频道身份发言

settings-group-channels = 频道身份发言

setting-channels-posting = 以频道身份发言
    .help = 有人用自己频道的名义在群里发言时怎么办。关联频道和匿名管理员不受影响。
    .choice-preset = 按社群类型（开放型放行，其余删除）
    .choice-allow = 放行，由规则判断
    .choice-list = 只放行名单里的频道
    .choice-ban = 一律删除
setting-channels-allowed = 放行的频道
    .help = 选择“只放行名单里的频道”时，可以发言的频道：@频道名、t.me/频道名或频道编号。

moderation-reason-channels = 以频道身份发言
moderation-reason-first_deeds = 第一次发链接、转发或名片
