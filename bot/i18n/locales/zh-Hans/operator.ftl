notice-no-rights = 我在「{ $chat }」里缺少权限，刚才有一步没有做成：{ $right ->
    [can_delete_messages] 删除消息
    [can_restrict_members] 封禁用户
    [can_send_messages] 发送消息
   *[other] 管理群组
 }。请在群管理员设置里为我打开它，之后会照常处理。
notice-set-aside = 有一条更新处理了三次都失败，已经放到一边，其他消息不受影响。更新编号 <code>{ $update }</code>，错误 <code>{ $error }</code>，详情见日志。
