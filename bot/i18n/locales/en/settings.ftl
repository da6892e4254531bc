# /settings, /export, /import, and the settings of a community as a whole

## Menu

settings-title =
    <b>Settings of “{ $title }”</b>
    What would you like to change?
settings-group-title = <b>{ $group }</b> ({ $title })
settings-line =
    <b>{ $label }</b>: { $value }
    { $help }
settings-knob-title =
    <b>{ $label }</b> ({ $title })
    { $help }
settings-now = Now: { $value }
settings-default = Default: { $value }
settings-more-words = … and { $count } more; an export shows all of them.
settings-anonymous = You are an anonymous administrator, so I cannot tell who you are. Please open the settings in a private chat.

settings-button-changes = Last changes
settings-button-reset = Back to default
settings-button-type = Type a new value
settings-button-add = Add
settings-button-remove = Remove
settings-button-private = Open in private chat

## Changes

settings-toast = { $label }: { $value }
settings-changed = { $label }: { $old } → { $new }
settings-unchanged = Nothing changed, it was like that already.
settings-prompt-set = Please send the new value of “{ $label }”.
settings-prompt-add = Please send the words to add to “{ $label }”. Several may be sent at once, separated by spaces or line breaks; put phrases with spaces in quotes.
settings-prompt-drop = Please send the words to remove from “{ $label }”. Several may be sent at once, separated by spaces or line breaks.
settings-changes-title = <b>Last changes in “{ $title }”</b>
settings-changes-none = Nothing has been changed yet.
settings-change =
    { $moment } · { $who } · { $source }
    { $what }
settings-somebody = somebody who left
settings-source-chat = chat
settings-source-import = import
settings-source-panel = web panel

## Values

settings-value-on = on
settings-value-off = off
settings-value-none = none
settings-value-text = { $text }
settings-value-words =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
settings-value-server-zone = same as the server
settings-value-number =
    { $unit ->
        [times] { $count ->
            [one] once
           *[other] { $count } times
        }
        [seconds] { $count ->
            [one] { $count } second
           *[other] { $count } seconds
        }
        [minutes] { $count ->
            [one] { $count } minute
           *[other] { $count } minutes
        }
        [hours] { $count ->
            [one] { $count } hour
           *[other] { $count } hours
        }
        [days] { $count ->
            [one] { $count } day
           *[other] { $count } days
        }
        [messages] { $count ->
            [one] { $count } message
           *[other] { $count } messages
        }
        [characters] { $count ->
            [one] { $count } character
           *[other] { $count } characters
        }
        [people] { $count ->
            [one] { $count } person
           *[other] { $count } people
        }
        [points] { $count ->
            [one] { $count } point
           *[other] { $count } points
        }
        [percent] { $count } %
       *[none] { $count }
    }

## What is expected

settings-expected-bool = Please write “on” or “off”.
settings-expected-integer =
    { $unit ->
        [times] Please give a whole number of times from { $low } to { $high }.
        [seconds] Please give a whole number of seconds from { $low } to { $high }.
        [minutes] Please give a whole number of minutes from { $low } to { $high }.
        [hours] Please give a whole number of hours from { $low } to { $high }.
        [days] Please give a whole number of days from { $low } to { $high }.
        [messages] Please give a whole number of messages from { $low } to { $high }.
        [characters] Please give a whole number of characters from { $low } to { $high }.
        [people] Please give a whole number of people from { $low } to { $high }.
        [points] Please give a whole number of points from { $low } to { $high }.
        [percent] Please give a whole percentage from { $low } to { $high }.
       *[none] Please give a whole number from { $low } to { $high }.
    }
settings-expected-duration =
    Please give a duration from { $low } { $low_unit ->
        [seconds] s
        [minutes] min
        [hours] h
       *[days] d
    } to { $high } { $high_unit ->
        [seconds] s
        [minutes] min
        [hours] h
       *[days] d
    }, such as 30s, 15m, 2h or 7d.
settings-expected-duration-unit = Please add the unit, such as 30s, 15m, 2h or 7d.
settings-expected-choice = Please choose one of these: { $choices }.
settings-expected-words = At most { $most } entries of at most { $characters } characters each.
settings-expected-text = Please give a text of at most { $most } characters.
settings-expected-time = Please give a time of day such as 9:30 or 21:00.
settings-expected-timezone = Please give the name of a time zone, such as Asia/Shanghai, Europe/London or America/New_York.
settings-expected-chat = Please give the numeric ID of a group, such as -1001234567890, or 0 for none.

## Export and import

export-usage =
    These can be exported:
    { $usages }
export-sent-private = The file is in your private chat with me.
export-sent-staff = The file is in the staff group.
export-start-first = This file is sent in private only. Please open the private chat with the button and send <code>{ $command }</code> there.
settings-exported = The settings of “{ $title }”. After editing, send me the file in private with the caption <code>/import settings</code>.
settings-export-header = Settings. After editing, send this file to the bot in private with the caption /import settings. What is not in the file stays as it is.

import-usage = Please send a YAML file in private with the caption <code>/import settings</code> or <code>/import rules</code>.
import-not-downloaded = Telegram did not hand over this file. Please send it again.
import-done =
    { $count ->
        [one] Imported into “{ $title }”, { $count } setting changed:
       *[other] Imported into “{ $title }”, { $count } settings changed:
    }
import-nothing = “{ $title }” has these settings already. Nothing changed.
import-problems =
    { $count ->
        [one] There is { $count } problem in the file, nothing was changed:
       *[other] There are { $count } problems in the file, nothing was changed:
    }
import-line = Line { $line }:
import-more = … and { $count } more.
settings-import-not-a-group = Here “<code>name: value</code>” lines are expected.
settings-import-unknown = There is no setting “{ $name }”.
settings-import-twice = “{ $name }” is given twice, first in line { $first }.

file-too-big = The file is too large, the limit is { $kilobytes } kB.
file-not-utf8 = The file is not encoded in UTF-8. Please save it as UTF-8 and send it again.
file-not-yaml = This is not valid YAML: <code>{ $detail }</code>
file-alias = Anchors and aliases (&amp; and *) are not accepted.
file-tag = Type tags (<code>!</code>) are not accepted.
file-too-deep = The nesting is too deep, the limit is { $most } levels.
file-too-many = There are too many values, the limit is { $most }.
file-two-documents = The file must hold one document only, without a second “---”.

## Community

settings-group-community = Community
setting-community-language = Language in the group
    .help = The language I speak publicly in the group. What one person alone sees follows that person's /lang.
    .choice-auto = Automatic
    .choice-zh-Hans = 简体中文
    .choice-zh-Hant = 繁體中文
    .choice-en = English
setting-community-timezone = Time zone
    .help = When “today” begins and how times are shown.
setting-community-quiet_for = How long replies to one person stay
    .help = Replies that matter to one person only, such as refusals, are removed after this time. Those with buttons stay until used.
setting-community-tidy_commands = Remove commands
    .help = Members' commands are deleted once they are answered, so that only the conversation stays.
setting-community-tidy_service = Remove join and leave notices
    .help = Telegram's own notices such as “… joined the group” are deleted.
setting-community-message_days = Days that messages are kept
    .help = Messages are stored this long to recognise repetition, later edits and violations, then deleted.
