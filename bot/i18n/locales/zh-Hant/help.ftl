# /help，以及每個指令的一句話（也用於 Telegram 的指令選單，那裡最多 256 個字元、不帶格式）

help-title =
    { $place ->
        [private] <b>私訊裡能用的指令</b>
        [staff] <b>管理群組裡能用的指令</b>
       *[group] <b>群組裡能用的指令</b>
    }
help-section-member = <b>大家</b>
help-section-moderator = <b>群管</b>
help-section-manager = <b>營運</b>
help-section-owner = <b>群主</b>
help-line = /{ $command } — { $summary }
help-words = 也可以直接傳送：{ $words }。
help-more-in-private = 更多功能在和我的私訊裡。

command-start = 開始使用
command-help = 能用的指令
command-rules = 查看群規
command-lang = 選擇語言
command-privacy = 我存了你的什麼資料，匯出或清除
command-report = 舉報一則訊息（回覆它，可寫原因）
command-warn = 警告成員（回覆對方，可寫原因）
command-unwarn = 收回一次警告
command-mute = 禁言（可寫時長和原因，如 2h 洗版）
command-unmute = 解除禁言
command-slowlane = 放入慢車道，只能發文字（off 解除）
command-kick = 移出群組，可以再加入
command-ban = 封鎖（可寫時長和原因）
command-unban = 解除封鎖
command-del = 刪除回覆的那則訊息；寫 all 刪對方最近 48 小時的全部訊息
command-purge = 從回覆的那則訊息起全部清理
command-case = 查看處理紀錄，如 /case 12
command-history = 查看成員的處理紀錄
command-held = 查看待審的訊息
command-undo = 撤銷一次處理，如 /undo 12
command-reports = 查看待處理的舉報和申訴
command-trust = 設為可信成員
command-untrust = 取消可信成員
command-rule = 管理自動規則
command-settings = 修改設定
command-export = 匯出設定
command-import = 匯入設定
command-role = 指定群管或營運
command-bind = 把所在的群組設為管理群組
