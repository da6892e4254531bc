# Reports by members

settings-group-reports = Reports

setting-reports-reports = Accept reports
    .help = Members can point moderators to a message with /report or @admin.
setting-reports-most = Most reports in a short time
    .help = Together with the next setting it limits how much one person reports in a row.
setting-reports-most_within = How long a short time is
    .help = The reports of one person are counted over this time.
setting-reports-abusive_limit = False reports until a pause
    .help = With that many the person cannot report for a time.
setting-reports-abusive_days = Days that false reports count
    .help = Only those of the last days are counted.
setting-reports-suspended_for = How long the pause lasts
    .help = It ends by itself.
setting-reports-mute_for = Length of a mute from the card
    .help = Used when a moderator mutes from the card of a report.

## What reporters read

reports-made = Passed on to the moderators. Thank you.
reports-call-made = The moderators have been told.
reports-usage = How to: reply to the message with <code>/report reason</code>. The reason may be left out.
reports-off = This group takes no reports. Please talk to a moderator.
reports-own-name = Please report under your own name.
reports-service = Service messages cannot be reported. Please reply to a message of a member.
reports-bot = That message is mine and cannot be reported. Please tell a moderator what is wrong.
reports-self = You cannot report your own message.
reports-made-already = You have reported this message already. The moderators will look at it.
reports-handled-already = This message was reported before, and the moderators have dealt with it.
reports-too-many = You can report { $count } times in a short while. Please come back a little later.
reports-suspended = Several of your reports were found to be false, so you cannot report until { $until }.
reports-told-upheld = The moderators have dealt with what you reported. Thank you.
reports-told-dismissed = The moderators have looked at what you reported. Nothing is done this time.
reports-told-abusive = The moderators found a report of yours to be false. Please report only what breaks the rules; after several you cannot report for a time.
reports-told-suspended = The moderators found a report of yours to be false. It was one too many: you cannot report until { $until }.

## The card for staff

reports-card-title =
    { $count ->
        [one] <b>Report</b> · { $count } person
       *[other] <b>Report</b> · { $count } people
    }
reports-card-call = <b>A member calls for staff</b>
reports-card-author = Reported: { $name }
reports-card-voice = By: { $name } (90 days: { $upheld } upheld, { $dismissed } dismissed, { $abusive } false)
reports-card-more =
    { $count ->
        [one] and { $count } more person
       *[other] and { $count } more people
    }
reports-card-link = <a href="{ $url }">Show the message</a>
reports-card-delete = { $time } { $actor } deleted the message (#{ $number })
reports-card-warn = { $time } { $actor } warned (#{ $number })
reports-card-mute = { $time } { $actor } muted (#{ $number })
reports-card-ban = { $time } { $actor } banned (#{ $number })
reports-card-handled = { $time } { $actor } dealt with it
reports-card-dismiss = { $time } { $actor } dismissed it
reports-card-abusive = { $time } { $actor } found it a false report
reports-no-text = (no text)
reports-reason = reported by members

reports-button-delete = Delete
reports-button-warn = Warn
reports-button-mute = Mute { $duration }
reports-button-ban = Ban
reports-button-handled = Dealt with
reports-button-dismiss = Dismiss
reports-button-abusive = False report
reports-button-newer = Newer
reports-button-older = Older

reports-toast-delete = #{ $number } deleted
reports-toast-warn = #{ $number } warned
reports-toast-mute = #{ $number } muted
reports-toast-ban = #{ $number } banned
reports-toast-handled = Dealt with
reports-toast-dismiss = Dismissed
reports-toast-abusive = Noted as a false report
reports-decided-already = This report has been dealt with already.
reports-owner-only = Reports about staff are for the owner alone.

## What waits

reports-list-title =
    { $count ->
        [one] <b>Waiting in “{ $title }”</b> · { $count } item
       *[other] <b>Waiting in “{ $title }”</b> · { $count } items
    }
reports-list-none = No report and no appeal is waiting in “{ $title }”.
reports-list-line =
    { $count ->
        [one] Report { $name }: { $text } ({ $count } person)
       *[other] Report { $name }: { $text } ({ $count } people)
    }
reports-list-call = Call for staff: { $text }
reports-list-sent =
    { $where ->
        [staff] The list is in the staff group.
       *[other] The list is in your private chat.
    }
reports-in-private = The list is for staff only. Please start me in private first, then send /reports there.
