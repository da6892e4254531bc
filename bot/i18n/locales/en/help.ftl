# /help, and one sentence per command (also Telegram's command menu: at most 256 characters, no markup)

help-title =
    { $place ->
        [private] <b>Commands in private</b>
        [staff] <b>Commands in the staff group</b>
       *[group] <b>Commands in the group</b>
    }
help-section-member = <b>Everybody</b>
help-section-moderator = <b>Moderators</b>
help-section-manager = <b>Managers</b>
help-section-owner = <b>Owner</b>
help-line = /{ $command } — { $summary }
help-words = Plain words work too: { $words }.
help-more-in-private = There is more in a private chat with me.

command-start = Get started
command-help = What I can do
command-rules = Show the group rules
command-lang = Choose your language
command-privacy = What I store about you; export or erase it
command-report = Report a message (reply to it, reason optional)
command-warn = Warn somebody (as a reply; a reason if you like)
command-unwarn = Take back a warning
command-mute = Mute (duration and reason if you like, such as 2h flooding)
command-unmute = Lift a mute
command-slowlane = Put into the slow lane: text only (off lifts it)
command-kick = Remove from the group; they may come back
command-ban = Ban (duration and reason if you like)
command-unban = Lift a ban
command-del = Delete the message you reply to; with all, everything its author wrote in 48 hours
command-purge = Remove everything from the message you reply to
command-case = Look up a case, such as /case 12
command-history = Look up a member's cases
command-held = Look through held messages
command-undo = Undo a case, such as /undo 12
command-reports = Reports and appeals that wait
command-trust = Trust a member
command-untrust = Stop trusting a member
command-rule = Automatic rules: list, add, test
command-settings = Change the settings
command-export = Export the settings
command-import = Import settings
command-role = Give the role of moderator or manager
command-bind = Make this group the staff group
