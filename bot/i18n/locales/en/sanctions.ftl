# Slow lane, held messages, purges, two-person bans, alarms, a member's record

setting-moderation-rung_kind = Another rung of the ladder
    .help = What happens at another number of warnings, besides the mute and the ban.
    .choice-off = none
    .choice-slow_lane = slow lane
    .choice-kick = kick
setting-moderation-rung_after = Warnings before that rung
    .help = So many live warnings bring what the setting above says. Where two rungs are equally high, the harder one counts.
setting-moderation-slow_lane_default = Usual time in the slow lane
    .help = Used where /slowlane names no duration.
setting-moderation-hold_for = How long messages are held
    .help = A message that nobody decided about by then is not posted.
setting-moderation-purge_most = Most messages of a purge
    .help = /purge does nothing beyond that.
setting-moderation-two_person_bans = Permanent bans need two
    .help = A permanent ban by anybody but the owner mutes at first and waits for a second moderator.
setting-moderation-ban_alarm_count = Ban alarm: how many bans
    .help = So many bans by one moderator within the time below alert the owner and the staff group.
setting-moderation-ban_alarm_minutes = Ban alarm: within how many minutes
    .help = Goes with the setting above.

## What the group reads

moderation-public-warn-slow_lane = #{ $number } Warned { $name } (warning { $count }) and put into the slow lane for { $duration }{ moderation-because }
moderation-public-warn-kick = #{ $number } Warned { $name } (warning { $count }) and removed from the group{ moderation-because }
moderation-public-slow_lane-timed = #{ $number } Put { $name } into the slow lane for { $duration }: text only{ moderation-because }
moderation-public-slow_lane-forever = #{ $number } Put { $name } into the slow lane for good: text only{ moderation-because }
moderation-public-unslow = #{ $number } { $name } has left the slow lane{ moderation-because }
moderation-public-hold = #{ $number } A message of { $name } is held for review{ moderation-because }
moderation-public-purge =
    { $count ->
        [one] #{ $number } Removed { $count } message{ moderation-because }
       *[other] #{ $number } Removed { $count } messages{ moderation-because }
    }
moderation-public-clear =
    { $count ->
        [one] #{ $number } Deleted { $count } message of { $name } of the last 48 hours{ moderation-because }
       *[other] #{ $number } Deleted { $count } messages of { $name } of the last 48 hours{ moderation-because }
    }
moderation-public-proposal = #{ $number } A permanent ban of { $name } is proposed and waits for a second moderator; muted until then{ moderation-because }

## Cards

moderation-what-warn-slow_lane = warning { $count }, slow lane until { $until }
moderation-what-warn-kick = warning { $count }, kick
moderation-what-slow_lane-timed = slow lane until { $until }
moderation-what-slow_lane-forever = slow lane for good
moderation-what-unslow = slow lane lifted
moderation-what-hold = held for review until { $until }
moderation-what-purge =
    { $count ->
        [one] { $count } message removed
       *[other] { $count } messages removed
    }
moderation-what-clear =
    { $count ->
        [one] { $count } message of the last 48 hours deleted
       *[other] { $count } messages of the last 48 hours deleted
    }
moderation-what-proposal = permanent ban proposed; waits for a second moderator until { $until }, muted meanwhile

moderation-reason-slow_lane = links are withheld in the slow lane

moderation-act-warned = { $time } warned by { $actor } (#{ $number })
moderation-act-proposed = { $time } ban proposed by { $actor } (#{ $number })
moderation-act-cleared = { $time } all messages deleted by { $actor } (#{ $number })
moderation-act-confirmed = { $time } ban confirmed by { $actor } (#{ $number })
moderation-act-released = { $time } released by { $actor }
moderation-act-dropped = { $time } dropped by { $actor }

moderation-button-release = Release
moderation-button-drop = Drop
moderation-button-warn = Warn
moderation-button-profile = Profile
moderation-button-clear = Delete all messages
moderation-button-confirm = Confirm ban

## Held messages

sanctions-released = Message of { $name }, posted after review:
sanctions-held-title =
    { $count ->
        [one] <b>{ $count } message held</b>
       *[other] <b>{ $count } messages held</b>, newest first
    }
sanctions-held-none = No message is waiting for review.
sanctions-held-line =
    { $shows ->
        [text] #{ $number } { $name }: { $text } (until { $until })
       *[other] #{ $number } { $name } [{ $kinds }]: { $text } (until { $until })
    }
sanctions-kind-photo = photo
sanctions-kind-animation = animation
sanctions-kind-document = file
sanctions-kind-video = video
sanctions-kind-sticker = sticker
sanctions-kind-voice = voice message
sanctions-kind-video_note = video message
sanctions-kind-audio = audio
sanctions-kind-poll = poll
sanctions-kind-contact = contact
sanctions-button-release-one = Release #{ $number }
sanctions-button-drop-one = Drop #{ $number }
sanctions-held-release = #{ $number } released
sanctions-held-drop = #{ $number } dropped
sanctions-held-show = Turned the page
sanctions-held-sent =
    { $where ->
        [staff] The held messages are in the staff group.
       *[other] The held messages are in your private chat with me.
    }
moderation-held-gone = What #{ $number } held was posted already, or is no longer kept.
moderation-held-decided = #{ $number } has been decided already.

## Pages

sanctions-page = Page { $page } of { $pages }
sanctions-button-newer = ‹ Newer
sanctions-button-older = Older ›

## Purges

sanctions-purged =
    { $kept ->
        [0] #{ $number } Messages removed: { $count }.
       *[other] #{ $number } Messages removed: { $count }. Left standing, as you may not act on their authors: { $kept }.
    }
sanctions-usage-purge = Usage: reply to the first message to remove with <code>/purge</code>; everything from there to here goes.
sanctions-purge-many = There are more than { $most } messages from there to here; a purge removes { $most } at most. Nothing was deleted.
sanctions-purge-late = That message is older than 48 hours, and Telegram lets nobody remove it. Nothing was deleted.
sanctions-clear-nothing = There are no messages of the last 48 hours left.
sanctions-repost-many = These messages were deleted and are posted again:
sanctions-repost-more =
    { $count ->
        [one] { $count } more is not shown.
       *[other] { $count } more are not shown.
    }
sanctions-not-deleted = The message of #{ $number } was not deleted; there is nothing to post again.
sanctions-repost-gone = The text of what #{ $number } deleted is no longer kept.

## Slow lane

sanctions-usage-slowlane = Usage: reply with <code>/slowlane 1d reason</code>, or <code>/slowlane @name 1d</code>; <code>/slowlane off</code> lifts it.
sanctions-slow-muted = This person is muted; lift the mute first.
sanctions-not-slowed = This person is not in the slow lane.
sanctions-only-slowed = This person is not muted but in the slow lane; <code>/slowlane off</code> lifts that.

## Two-person bans and alarms

sanctions-proposal-over = The proposal #{ $number } is over.
sanctions-proposal-second = You proposed #{ $number }; another moderator has to confirm it.
sanctions-proposal-anonymous = A permanent ban needs two people. Please act under your own account, not anonymously.
sanctions-confirmed = Banned (#{ $number })
sanctions-lengthen-second = A permanent ban needs two people; please use Ban instead.
sanctions-bans-suspended = Your right to ban is suspended. Please talk to the owner.
sanctions-alarm = Attention: { $name } banned { $count } people within { $minutes } minutes, the last one with #{ $number }.
sanctions-alarm-suspended = { $time } right to ban suspended by { $actor }
sanctions-alarm-lifted = { $time } right to ban restored by { $actor }
sanctions-alarm-self = This alarm is about you.
sanctions-alarm-suspended-already = The right to ban is suspended already.
sanctions-alarm-not-suspended = The right to ban is not suspended.
sanctions-alarm-done-suspend = The right to ban is suspended until the owner restores it
sanctions-alarm-done-lift = The right to ban is restored
sanctions-button-suspend = Suspend their bans
sanctions-button-lift = Restore their bans

## A member's record

sanctions-usage-history = Usage: <code>/history @name</code>, a numeric id, or as a reply.
sanctions-people-only = This works for people, not for channels.
sanctions-staff-only = Only staff may read this. Please start a private chat with me and send the command there.
sanctions-history-sent =
    { $where ->
        [staff] The record is in the staff group.
       *[other] The record is in your private chat with me.
    }
sanctions-history-title = <b>Record of { $name }</b> (<code>{ $id }</code>)
sanctions-history-counts = Live warnings: { $warnings }, cases: { $cases }
sanctions-history-voices = Reports: { $reports }, appeals: { $appeals }
sanctions-history-holds =
    { $kind ->
        [ban] banned (#{ $number }, { $title }): { $until }
        [slow_lane] in the slow lane (#{ $number }, { $title }): { $until }
       *[other] muted (#{ $number }, { $title }): { $until }
    }
sanctions-history-case =
    { $state ->
        [undone] #{ $number } { $time } <s>{ $what }</s> (undone)
       *[other] #{ $number } { $time } { $what }
    }
sanctions-profile-name = Name: { $name }
sanctions-profile-username = Username: { $username }
sanctions-profile-id = ID: { $id }
sanctions-profile-days =
    { $days ->
        [one] Here for { $days } day
       *[other] Here for { $days } days
    }
sanctions-profile-unseen = Never seen in the group
sanctions-profile-counts = Messages: { $messages }, cases: { $cases }
sanctions-button-history = Record
