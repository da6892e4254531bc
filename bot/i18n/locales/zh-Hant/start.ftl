# /start、加入群組時的話、/lang

start-hello =
    我是{ $bot }，幫社群維護秩序的助手。
    把我加入群組並設為管理員，我就開始工作：清理廣告、處理違規，每次處理都有編號可查。

    在這裡可以管理你的社群、查看群規和自己的資料。傳送 /help 看全部指令。
start-in-group = 我在。傳送 /help 看看能做什麼。
start-link-unknown = 這個連結已經失效。

start-button-add = 加到群組
start-button-communities = 我的社群
start-button-help = 說明
start-button-language = 語言

## 加入群組

arrival-ready =
    大家好，我是{ $bot }，已經開始維護群組的秩序。
    群主可以點下面的按鈕，在私訊裡完成設定。
arrival-lacking =
    大家好，我是{ $bot }，幫忙維護群組的秩序。
    還缺這些權限：{ $rights }。請群主把我設為管理員並勾選它們，我就能正常工作。
arrival-not-administrator =
    大家好，我是{ $bot }，幫忙維護群組的秩序。
    我還不是管理員，請群主把我設為管理員，並勾選這些權限：{ $rights }。
arrival-complete = 權限已經齊全，可以正常工作了。
arrival-button-setup = 到私訊設定

bot-right-administrator = 管理員身分
bot-right-delete-messages = 刪除訊息
bot-right-restrict-members = 封鎖使用者
bot-right-invite-users = 新增成員
bot-right-pin-messages = 釘選訊息
bot-right-manage-topics = 管理主題

## 語言

language-current = 現在和你說話用的是{ $language }。想換哪一種？
language-current-auto = 現在跟隨你的 Telegram 語言（{ $language }）。想換哪一種？
language-usage = 和你說話用的是{ $language }。要換請傳送 <code>/lang zh-Hans</code>、<code>/lang zh-Hant</code> 或 <code>/lang en</code>，<code>/lang auto</code> 跟隨 Telegram。
language-group-hint = 群組裡公開訊息用哪種語言，由營運在 /settings 裡設定。
language-chosen = 好的，以後用{ $language }和你說話。
language-follows = 好的，以後跟隨你的 Telegram 語言（{ $language }）。
language-unknown = 沒有這種語言。可以選 zh-Hans（简体中文）、zh-Hant（繁體中文）、en（English）或 auto。
language-button-auto = 跟隨 Telegram
