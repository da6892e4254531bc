# 社群、群规、资料与隐私、角色、可信成员、管理群

settings-group-membership = 成员与群规
setting-membership-rules_text = 群规内容
    .help = /rules 显示的文字，最多 3000 字。留空则显示自带的简短群规。
setting-membership-earned_trust = 按资历信任
    .help = 待满 60 天、发言满 200 条、常有人回复的成员自动成为可信成员。有了处理记录就停用，撤销处理后恢复。

## 私聊里的社群

communities-none = 你还没有和我一起的社群。先把我加到一个群里。
communities-one = 你的社群：「{ $title }」，你在那里是{ $role }。
communities-ask = 你在几个社群里，现在说的是哪一个？接下来 24 小时都按这个来。
communities-chosen = 好的，接下来 24 小时说的都是「{ $title }」，你在那里是{ $role }。
communities-in = 「{ $title }」

## 群规

rules-text =
    <b>「{ $title }」群规</b>

    { $rules }
rules-default =
    1. 友善交流，不辱骂、不攻击他人。
    2. 不发广告、引流和刷屏内容。
    3. 不发违法、色情、诈骗信息，不泄露他人隐私。
    4. 对处理有疑问，可以找群管复核。
rules-button-change = 修改群规

## 隐私

privacy-text =
    <b>我存了什么</b>
    · Telegram 给出的名字、用户名和语言，你用 /lang 选的语言
    · 你在各个群的加入和离开时间、发言条数、最近活跃时间、角色
    · 群里最近的发言（默认 30 天，到期删除），用来识别重复、事后编辑和违规
    · 群管和我对你做过的处理、原因，以及你用过的管理命令

    你的手机号、你和别人的私聊、我不在的群，我都看不到。这些资料不给别人，也不用来做广告。
privacy-button-export = 导出
privacy-button-erase = 清除我的数据
privacy-in-private = 这件事在私聊里办更合适。
privacy-button-open = 到私聊里看
privacy-exported = 这是我存的关于你的全部资料。
privacy-export-failed = 资料太多，一次发不完，请联系群主。
privacy-ask-erase =
    清除后找不回来：名字、发言记录、角色和设置都会删掉。
    正在生效的禁言、封禁和警告不会因此解除：到期之前会保留一个加密的标识、截止时间和处理编号。
privacy-button-erase-yes = 确认清除
privacy-erased =
    已经清除我存的关于你的资料。
    如果有正在生效的处罚，只留下一个加密的标识、截止时间和处理编号，到期删除。以后你在群里发言或和我说话，会重新开始记录。
privacy-kept = 好的，什么都没有改动。

## 角色（匿名管理员要在私聊里确认身份）

anonymous-confirm = 你现在是匿名管理员。请点按钮，在私聊里确认是群主本人。
anonymous-button-confirm = 在私聊里确认
role-usage = 用法：回复对方发 <code>/role 群管</code>，或 <code>/role @用户名 运营</code>。可以是群管、运营或无。
role-is = { $name }现在是{ $role }。
role-given = 已指定{ $name }为{ $role }。
role-taken = 已取消{ $name }的指定角色，现在是{ $role }。
role-from-telegram = 对方在 Telegram 里的管理员权限不变，现在是{ $role }。
role-for-bot = 机器人没有角色。
role-for-yourself = 不能改自己的角色。

trust-usage = 用法：回复对方发 <code>/trust</code>，或 <code>/trust @用户名</code>；取消用 <code>/untrust</code>。
trust-given = { $name }现在是可信成员。
trust-taken = 已取消{ $name }的可信成员，现在是{ $role }。
trust-already = { $name }已经是{ $role }。
trust-not = { $name }没有被设为可信成员。

## 管理群

bind-done =
    本群已成为「{ $title }」的管理群。
    从现在起，处理卡片和等待处理的事项都发到这里；本群自己不再有秩序管理和统计，这里的命令作用于「{ $title }」。
bind-done-elsewhere =
    「{ $group }」已成为「{ $title }」的管理群。
    从现在起，处理卡片和等待处理的事项都发到那里；那个群自己不再有秩序管理和统计，在那里发的命令作用于「{ $title }」。
bind-replaced = 原来的管理群不再接收，恢复为普通的群。
bind-lacking = 我在管理群里还缺：{ $rights }。
bind-ask = 要把「{ $group }」设为哪个社群的管理群？
bind-already = 本群已经是「{ $title }」的管理群。要解除，请发 <code>/bind off</code>。
bind-none = 没有找到你的另一个社群。先把我加进要管理的群（你要是那里的群主），再到管理群里发 /bind。
bind-has-staff-group = 「{ $title }」自己已经有管理群，不能再当别人的管理群。请先在这里发 <code>/bind off</code>。
bind-off-done = 已解除。本群恢复为普通的群，「{ $title }」现在没有管理群。
bind-off-done-elsewhere = 已解除，「{ $title }」现在没有管理群。
bind-off-none = 这里没有绑定管理群。
bind-usage = 用法：在要当管理群的群里发 <code>/bind</code>；解除发 <code>/bind off</code>。
