# Sentences and words used everywhere. Fixed words: PRODUCT §5.

## Refusals

refused-right =
    { $right ->
        [moderate] This needs the right to { right-moderate }, which you do not have.
        [permanent-ban] This needs the right to { right-permanent-ban }, which you do not have.
        [see-staff-data] This needs the right to { right-see-staff-data }, which you do not have.
        [change-settings] This needs the right to { right-change-settings }, which you do not have.
        [give-roles] This needs the right to { right-give-roles }, which you do not have.
        [bind-staff-group] This needs the right to { right-bind-staff-group }, which you do not have.
        [export] This needs the right to { right-export }, which you do not have.
        [lift-suspension] This needs the right to { right-lift-suspension }, which you do not have.
       *[other] You do not have the right to do this.
    }
refused-no-community = There is no community for this yet. Use it in a group, or add me to one first.
refused-message-gone = That message is gone.
refused-not-your-button = This button is not for you.
refused-button-old = This button no longer works. Please send the command again.
refused-in-group-only = This command works in a group.
refused-in-private-only = This command works in a private chat with me.
refused-supergroup-only = Telegram cannot do this in a basic group. Please upgrade it to a supergroup first.
refused-person-unknown = I could not find that person. Reply to a message of theirs, or use @username or the numeric ID.
refused-higher-role = Their role is not below yours, so nothing was done.
went-wrong = Something went wrong. It has been noted and will be looked at. Please try again in a while.

## Roles

role-restricted = restricted member
role-newcomer = newcomer
role-member = member
role-trusted = trusted member
role-moderator = moderator
role-manager = manager
role-owner = owner

## Rights

right-moderate = moderate members
right-permanent-ban = ban for good
right-see-staff-data = see staff data
right-change-settings = change settings
right-give-roles = give roles
right-bind-staff-group = bind a staff group
right-export = export data
right-lift-suspension = restore a moderator's bans

## Durations

duration-seconds =
    { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
duration-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
duration-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
duration-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
duration-two = { $first } { $second }
duration-forever = for good

## Dates (the numbers arrive as they should be shown)

date-day = { $year }-{ $month }-{ $day }
date-moment = { $year }-{ $month }-{ $day } { $time }

## Languages

language-name =
    .zh-Hans = 简体中文
    .zh-Hant = 繁體中文
    .en = English

## Buttons

button-back = Back
button-cancel = Cancel
button-close = Close

## Fixed words

word-points = points
word-xp = XP
word-level = level
word-badge = badge
word-check-in = check-in
word-shop = shop
word-tip = tip
word-board = board
word-warning = warning
word-mute = mute
word-ban = ban
word-kick = kick
word-case = case
word-appeal = appeal
word-report = report
word-feedback = feedback
word-ticket = ticket
word-rules = rules
word-newcomer = newcomer
word-moderator = moderator
word-manager = manager
word-owner = owner
word-lottery = lottery
word-vote = vote
word-event = event
word-daily-digest = daily digest
word-staff-group = staff group
list-separator = { ", " }
