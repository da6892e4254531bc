# /start、加入群时的话、/lang

start-hello =
    我是{ $bot }，帮社群维护秩序的助手。
    把我加进群并设为管理员，我就开始工作：清理广告、处理违规，每次处理都有编号可查。

    在这里可以管理你的社群、查看群规和自己的资料。发 /help 看全部命令。
start-in-group = 我在。发 /help 看看能做什么。
start-link-unknown = 这个链接已经失效。

start-button-add = 加到群里
start-button-communities = 我的社群
start-button-help = 帮助
start-button-language = 语言

## 加入群

arrival-ready =
    大家好，我是{ $bot }，已经开始维护群里的秩序。
    群主可以点下面的按钮，在私聊里完成设置。
arrival-lacking =
    大家好，我是{ $bot }，帮忙维护群里的秩序。
    还缺这些权限：{ $rights }。请群主把我设为管理员并勾选它们，我就能正常工作。
arrival-not-administrator =
    大家好，我是{ $bot }，帮忙维护群里的秩序。
    我还不是管理员，请群主把我设为管理员，并勾选这些权限：{ $rights }。
arrival-complete = 权限已经齐全，可以正常工作了。
arrival-button-setup = 去私聊设置

bot-right-administrator = 管理员身份
bot-right-delete-messages = 删除消息
bot-right-restrict-members = 封禁用户
bot-right-invite-users = 添加成员
bot-right-pin-messages = 置顶消息
bot-right-manage-topics = 管理话题

## 语言

language-current = 现在和你说话用的是{ $language }。想换哪一种？
language-current-auto = 现在跟随你的 Telegram 语言（{ $language }）。想换哪一种？
language-usage = 和你说话用的是{ $language }。要换请发 <code>/lang zh-Hans</code>、<code>/lang zh-Hant</code> 或 <code>/lang en</code>，<code>/lang auto</code> 跟随 Telegram。
language-group-hint = 群里公开消息用哪种语言，由运营在 /settings 里设定。
language-chosen = 好的，以后用{ $language }和你说话。
language-follows = 好的，以后跟随你的 Telegram 语言（{ $language }）。
language-unknown = 没有这种语言。可以选 zh-Hans（简体中文）、zh-Hant（繁體中文）、en（English）或 auto。
language-button-auto = 跟随 Telegram
