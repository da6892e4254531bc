# Keeping order: sanctions, cards, commands, settings

settings-group-moderation = Order

setting-moderation-ad_words = Advertising phrases
    .help = Looked for in newcomers’ messages only, as parts of the text; spaces, full-width forms and invisible characters are removed first.
setting-moderation-allowed_domains = Allowed sites
    .help = Newcomers may link to these sites and everything below them. t.me/groupname works too.
setting-moderation-blocked_words = Blocked words
    .help = Deleted wherever they appear, whoever writes them, moderators aside.
setting-moderation-warn_limit = Warnings before a mute
    .help = From this many valid warnings on, the person is muted.
setting-moderation-warn_days = Days that a warning counts
    .help = Older warnings no longer count.
setting-moderation-warn_mute = Mute after that many warnings
    .help = How long that mute lasts.
setting-moderation-ban_after = Warnings before a ban
    .help = From this many valid warnings on, the person is banned.
setting-moderation-mute_default = Usual length of a mute
    .help = Used when /mute names no duration.
setting-moderation-announce_deletions = Tell the author of a deletion
    .help = After an automatic deletion the author sees one line saying why; it disappears by itself.

## What the group sees

moderation-because =
    { $why ->
        [given] . Reason: { $reason }
       *[none] {""}
    }
moderation-public-delete = #{ $number } Deleted a message of { $name }{ moderation-because }
moderation-public-warn =
    { $count ->
        [one] #{ $number } Warned { $name } ({ $count } warning){ moderation-because }
       *[other] #{ $number } Warned { $name } ({ $count } warnings){ moderation-because }
    }
moderation-public-warn-mute =
    { $count ->
        [one] #{ $number } Warned { $name } ({ $count } warning) and muted for { $duration }{ moderation-because }
       *[other] #{ $number } Warned { $name } ({ $count } warnings) and muted for { $duration }{ moderation-because }
    }
moderation-public-warn-ban =
    { $count ->
        [one] #{ $number } Warned { $name } ({ $count } warning) and banned{ moderation-because }
       *[other] #{ $number } Warned { $name } ({ $count } warnings) and banned{ moderation-because }
    }
moderation-public-mute-timed = #{ $number } Muted { $name } for { $duration }{ moderation-because }
moderation-public-mute-forever = #{ $number } Muted { $name } for good{ moderation-because }
moderation-public-kick = #{ $number } Removed { $name } from the group{ moderation-because }
moderation-public-ban-timed = #{ $number } Banned { $name } for { $duration }{ moderation-because }
moderation-public-ban-forever = #{ $number } Banned { $name } for good{ moderation-because }
moderation-public-unwarn =
    { $count ->
        [one] #{ $number } Took back a warning of { $name }, { $count } still counts{ moderation-because }
       *[other] #{ $number } Took back a warning of { $name }, { $count } still count{ moderation-because }
    }
moderation-public-unmute = #{ $number } Unmuted { $name }{ moderation-because }
moderation-public-unban = #{ $number } Unbanned { $name }{ moderation-because }

moderation-warn-basic = That is the limit of warnings, but Telegram cannot mute in a basic group. Please upgrade it to a supergroup first.
moderation-warn-powerless = That is the limit of warnings, but I lack the right to ban users, so nothing more was done.
moderation-undone = #{ $number } undone
moderation-lengthened = #{ $number } lengthened
moderation-reposted = The message of #{ $number } was posted again
moderation-repost =
    This message of { $name } was deleted by mistake:
    { $text }
moderation-way-back = “{ $title }” has taken back what was done to you (#{ $number }). This link brings you back and works once: { $link }
moderation-reason-of-case = following #{ $number }

## Cards

moderation-card-title = <b>Case #{ $number }</b>
moderation-card-target = Who: { $name } (<code>{ $id }</code>)
moderation-card-done = What: { $what }
moderation-card-reason = Why: { $reason }
moderation-card-reading = “{ $reading }”
moderation-card-evidence = Evidence: { $evidence }
moderation-card-text = Text: { $text }
moderation-card-actor = By: { $actor }
moderation-card-group = Group: { $title }

moderation-what-delete = message deleted
moderation-what-warn = warning no. { $count }
moderation-what-warn-mute = warning no. { $count }, muted until { $until }
moderation-what-warn-ban = warning no. { $count }, banned
moderation-what-mute-timed = muted until { $until }
moderation-what-mute-forever = muted for good
moderation-what-kick = removed from the group
moderation-what-ban-timed = banned until { $until }
moderation-what-ban-forever = banned for good
moderation-what-unwarn = a warning taken back
moderation-what-unmute = unmuted
moderation-what-unban = unbanned

moderation-reason-blocked_words = blocked words
moderation-reason-newcomer_ads = advertising by a newcomer
moderation-reason-newcomer_links = a link by a newcomer
moderation-reason-newcomer_invites = a link to another group or channel by a newcomer
moderation-reason-newcomer_forwards = forwarded from a channel by a newcomer

moderation-act-undone = { $time } undone by { $actor }
moderation-act-false_alarm = { $time } undone by { $actor }, noted as a mistake: not spam
moderation-act-lengthened = { $time } lengthened by { $actor }: { $until }
moderation-act-shortened = { $time } shortened by { $actor }, until: { $until }
moderation-act-lifted = { $time } lifted by { $actor } (#{ $number })
moderation-act-muted = { $time } muted by { $actor } (#{ $number })
moderation-act-banned = { $time } banned by { $actor } (#{ $number })
moderation-act-reposted = { $time } posted again by { $actor }

moderation-actor-bot = automatic
moderation-actor-anonymous = an anonymous administrator
moderation-somebody-erased = somebody whose data was erased

moderation-button-undo = Undo
moderation-button-lengthen = Lengthen
moderation-button-ban = Ban
moderation-button-not_spam = Not spam
moderation-button-repost = Post again
moderation-button-longer = +{ $duration }

## Usage and refusals

moderation-usage-del = Usage: reply <code>/del reason</code> to the message (the reason is optional).
moderation-usage-warn = Usage: reply <code>/warn reason</code>, or <code>/warn @username reason</code>.
moderation-usage-unwarn = Usage: reply <code>/unwarn</code>, or <code>/unwarn @username</code>.
moderation-usage-mute = Usage: reply <code>/mute 2h reason</code>, or <code>/mute @username 2h reason</code>.
moderation-usage-unmute = Usage: reply <code>/unmute</code>, or <code>/unmute @username</code>.
moderation-usage-kick = Usage: reply <code>/kick reason</code>, or <code>/kick @username reason</code>.
moderation-usage-ban = Usage: reply <code>/ban 7d reason</code>, or <code>/ban @username reason</code>; without a duration it is for good.
moderation-usage-unban = Usage: reply <code>/unban</code>, or <code>/unban @username</code>, <code>/unban numeric ID</code>.
moderation-usage-case = Usage: <code>/case 12</code>
moderation-usage-undo = Usage: <code>/undo 12</code>

moderation-duration-unclear = I do not understand the duration “{ $text }”. Write 30m, 2h, 7d, 1w, or forever. Nothing was done.
moderation-duration-bounds = A duration is between 1 minute and 366 days, or forever. Nothing was done.
moderation-target-bot = I cannot act on myself.
moderation-target-self = You cannot act on yourself.
moderation-target-anonymous = An administrator wrote this anonymously, so nothing was done.
moderation-target-linked = This comes from the linked channel, so nothing was done.
moderation-target-administrator = They are a Telegram administrator. The owner has to take that away first.
moderation-channels-only-ban = Who writes as a channel can only be banned, or the message deleted.
moderation-channel-for-good = A channel can only be banned for good. Please leave out the duration.
moderation-bot-lacks =
    { $right ->
        [can_delete_messages] I lack the administrator right to delete messages. Please ask the owner to give it to me.
       *[other] I lack the administrator right to ban users. Please ask the owner to give it to me.
    }
moderation-no-warnings = They have no warning that counts.
moderation-not-muted = They are not muted.
moderation-not-banned = They are not banned.
moderation-not-here = They are not in the group.
moderation-no-case = There is no case #{ $number }.
moderation-case-sent =
    { $where ->
        [staff] Case #{ $number } was sent to the staff group.
       *[other] Case #{ $number } was sent to you in private.
    }
moderation-case-in-private = Case #{ $number } is for staff only. Please press Start in a private chat with me, then send /case there.
moderation-undone-already = #{ $number } was undone before.
moderation-undo-lifting = #{ $number } itself lifted something; there is nothing to undo.
moderation-undo-erased = The person of #{ $number } erased the data. Please use /unban or /unmute with the numeric ID.
moderation-lengthen-late = #{ $number } cannot be lengthened like this any more: it was changed, lifted or has ended.
moderation-reposted-already = The message of #{ $number } was posted again before.
moderation-done-already = This was done before, see #{ $number }.
