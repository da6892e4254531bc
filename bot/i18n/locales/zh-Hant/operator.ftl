notice-no-rights = 我在「{ $chat }」裡缺少權限，剛才有一步沒有做成：{ $right ->
    [can_delete_messages] 刪除訊息
    [can_restrict_members] 封鎖使用者
    [can_send_messages] 傳送訊息
   *[other] 管理群組
 }。請在群組管理員設定裡為我開啟它，之後會照常處理。
notice-set-aside = 有一則更新處理了三次都失敗，已經放到一旁，其他訊息不受影響。更新編號 <code>{ $update }</code>，錯誤 <code>{ $error }</code>，詳情見日誌。
