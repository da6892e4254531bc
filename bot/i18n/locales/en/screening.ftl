# What happens by itself: reasons of the shipped rules, and what is wrong with a rule

moderation-reason-edited_in = a link or a way to be reached added by an edit
moderation-reason-invites = a link to another group or channel
moderation-reason-forwards = forwarded from a channel
moderation-reason-advertising = advertising
moderation-reason-links = a link
moderation-reason-repeated = the same text again
moderation-reason-alike = the same text from several members
moderation-reason-flood = too many messages at once
moderation-reason-covered_up = heavily disguised text, for moderators to look at
moderation-reason-contact_cards = a contact card
moderation-reason-via_bots = sent through a bot
moderation-reason-early_comments = an advertisement right after the channel’s post
moderation-reason-own = rule { $rule }

moderation-what-notify = moderators notified, nothing else
moderation-public-notify = #{ $number } Moderators will look at { $name }’s message{ moderation-because }

## What is wrong with a rule

rule-problem-name = A rule’s name has 1–{ $most } letters, digits, underscores and hyphens.
rule-problem-hours = Hours are written like <code>22:00-07:00</code>, not “{ $value }”.
rule-problem-empty = The rule has no condition and would find every message. Give it at least one.
rule-problem-many-conditions = A rule has at most { $most } conditions, this one { $count }.
rule-problem-deep = Groups of conditions are nested { $most } levels deep at most.
rule-problem-one-field = Each condition has exactly one field, such as words or regex.
rule-problem-no-words = At least one entry is needed here.
rule-problem-many-words = A condition has at most { $most } words, this one { $count }.
rule-problem-long-word = “{ $word }…” is too long, a word has at most { $most } characters.
rule-problem-empty-word = Nothing is left of “{ $word }” without spaces and invisible characters: it would find every message.
rule-problem-regex = The regular expression cannot be used: <code>{ $detail }</code>
rule-problem-regex-long = A regular expression has at most { $most } characters, this one { $length }.
rule-problem-regex-empty = This regular expression matches even an empty text: it would find every message.
rule-problem-domain = “{ $value }” is no domain. Write it like <code>example.com</code>.
rule-problem-choice = “{ $value }” is none of: { $choices }.
rule-problem-no-bounds = Give a lower bound (least) or an upper one (most).
rule-problem-bounds = The lower bound { $least } is above the upper one { $most }.
rule-problem-often = times is at least 2, within is 1–{ $most } seconds.
rule-problem-seconds = Seconds are 1–{ $most }.
rule-problem-no-action = The rule does nothing.
rule-problem-two-sanctions = Only one thing can happen to the person: warn, slow_lane, mute, kick or ban.
rule-problem-two-removals = Only one thing can happen to the message: delete or hold.
rule-problem-no-duration = { $action } takes no duration.
rule-problem-duration = { $action } lasts 1 minute to 366 days.
rule-problem-long = The explanation has at most { $most } characters, this one { $length }.
rule-problem-many-examples = There are at most { $most } examples.
rule-problem-example-length = An example is not empty and has at most { $most } characters.
rule-problem-contradiction = “{ $text }” must both hit and miss.

## What is wrong with a file of rules

rule-file-no-list = A list is expected here, each entry beginning with “-”.
rule-file-no-fields = <code>name: value</code> is expected here.
rule-file-no-text = A text is expected here.
rule-file-no-number = A number is expected here, not “{ $value }”.
rule-file-no-flag = true or false is expected here, not “{ $value }”.
rule-file-no-duration = “{ $value }” is no duration. Write it like <code>2h</code> or <code>7d</code>.
rule-file-missing = { $name } is missing.
rule-file-unknown = There is no field “{ $name }”.
rule-file-twice = “{ $name }” is already in line { $first }.
rule-file-many = A file holds at most { $most } rules.
