# /help，以及每个命令的一句话（也用于 Telegram 的命令菜单，那里最多 256 个字符、不带格式）

help-title =
    { $place ->
        [private] <b>私聊里能用的命令</b>
        [staff] <b>管理群里能用的命令</b>
       *[group] <b>群里能用的命令</b>
    }
help-section-member = <b>大家</b>
help-section-moderator = <b>群管</b>
help-section-manager = <b>运营</b>
help-section-owner = <b>群主</b>
help-line = /{ $command } — { $summary }
help-words = 也可以直接发：{ $words }。
help-more-in-private = 更多功能在和我的私聊里。

command-start = 开始使用
command-help = 能用的命令
command-rules = 查看群规
command-lang = 选择语言
command-privacy = 我存了你的什么资料，导出或清除
command-report = 举报一条消息（回复它，可写原因）
command-warn = 警告成员（回复对方，可写原因）
command-unwarn = 收回一次警告
command-mute = 禁言（可写时长和原因，如 2h 刷屏）
command-unmute = 解除禁言
command-slowlane = 放入慢车道，只能发文字（off 解除）
command-kick = 移出群聊，可以再加入
command-ban = 封禁（可写时长和原因）
command-unban = 解除封禁
command-del = 删除回复的那条消息；写 all 删对方最近 48 小时的全部消息
command-purge = 从回复的那条消息起全部清理
command-case = 查看处理记录，如 /case 12
command-history = 查看成员的处理记录
command-held = 查看待审的消息
command-undo = 撤销一次处理，如 /undo 12
command-reports = 查看待处理的举报和申诉
command-trust = 设为可信成员
command-untrust = 取消可信成员
command-rule = 管理自动规则
command-settings = 修改设置
command-export = 导出设置
command-import = 导入设置
command-role = 指定群管或运营
command-bind = 把所在的群设为管理群
