# Rules: list, editing, replay, presets, precision

setting-moderation-preset = Preset of rules
    .help = A set of rules for this kind of community. Change single ones, or add your own, in /rule.
    .choice-open = Open community
    .choice-brand = Brand community
    .choice-strict = Strict
    .choice-class = Class
    .choice-trading = Trading
setting-moderation-least_precision = Least precision of a rule
    .help = A rule whose cases were undone so often that it is right less often than this only observes from then on, and staff are told. 0 switches the check off.
setting-moderation-precision_decisions = Cases before precision counts
    .help = With fewer cases the precision says nothing yet.

## List and one rule

rule-list-title = <b>Rules of { $title }</b> (preset: { $preset })
rule-list-none = No rules yet.
rule-list-line = <b>{ $name }</b> · { $mode } · { $count } in 30 days
rule-list-line-known = <b>{ $name }</b> ({ $about }) · { $mode } · { $count } in 30 days
rule-list-how =
    New ones:
    <code>/rule add words 加薇 "easy money"</code>
    <code>/rule add regex 加.{"{"}0,3{"}"}薇</code>
    <code>/rule add domains a.com b.com</code>
    or <code>/rule add</code> as a reply to a message. Tap a name to test, change or stop a rule.
rule-title = <b>Rule { $name }</b> (version { $version })
rule-mode-line = Mode: { $mode }
rule-mode-off = off
rule-mode-observe = observes
rule-mode-enforce = acts
rule-what-words =
    Looks for: { $words }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
rule-what-domains =
    Looks for these sites: { $words }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
rule-what-regex = Looks for the pattern <code>{ $pattern }</code>
rule-who-line = Whose messages: { $who }
rule-who-everybody = everybody but staff
rule-who-newcomers = newcomers
rule-who-untrusted = members not trusted yet
rule-who-channels = channels that post as members
rule-then-line = Then: { $actions }
rule-action-delete = delete with a case
rule-action-warn = warn
rule-action-mute = mute
rule-action-kick = kick
rule-action-ban = ban
rule-action-hold = hold for review
rule-action-slow_lane = withhold links and media
rule-action-notify = tell staff
rule-action-timed = { $action } for { $duration }
rule-explain-line = Shown to the member: { $text }
rule-hits-line = Hits in 30 days: { $count }
rule-precision-line = Precision { $percent }% ({ $reversed } of the last { $decided } taken back)
rule-preset-line = Comes with the preset.
rule-preset-changed = The preset has a rule of this name; yours stands in its place.

rule-button-enable = Enable
rule-button-test = Test
rule-button-compare = Compare
rule-button-history = History
rule-button-remove = Remove
rule-button-presets = Another preset
rule-button-restore = Restore version { $version }
rule-button-make = Make the rule
rule-button-right = { $id } is right
rule-button-wrong = { $id } is wrong

## Replay

rule-replay = Tried on { $looked } messages of the last { $days } days: it would have acted { $hits } times, on { $people } people, { $regulars } of them members with more than { $many } messages.
rule-replay-empty = There are no stored messages to try it on yet.
rule-replay-cut = There are too many messages; only the newest were tried.
rule-replay-blind = This rule asks for forwards, rates or other things that are not stored; it will hit more than this.
rule-replaying = Trying it, one moment
rule-sample = · { $name }: { $text }
rule-sample-regular = ★ { $name }: { $text }
rule-somebody = a member

## Changes

rule-added = Rule <b>{ $name }</b> is made. It only observes for now; look at its effect before you enable it.
rule-edited = Rule <b>{ $name }</b> is changed. It only observes for now; look at its effect before you enable it.
rule-edited-acting = Rule <b>{ $name }</b> is changed and still acts.
rule-restored = An older version of rule <b>{ $name }</b> is back. It only observes for now; look at its effect before you enable it.
rule-removed = Rule { $name } is removed.
rule-removed-preset = What you changed of rule { $name } is removed; it is as in the preset again.
rule-mode-set = Rule { $name }: { $mode }
rule-learned-failing = Mind: { $count } messages that were taken back before would be hit again.
rule-preset-chosen = The preset is now “{ $preset }”. Your own rules stay.
rule-presets-title = <b>Choose a preset</b>
rule-preset-entry = <b>{ $label }</b> ({ $count }): { $about }
rule-preset-about-open = advertising phrases and invite links only.
rule-preset-about-brand = newcomers' advertisements, links, invites and channel forwards.
rule-preset-about-strict = links, forwards, floods and contacts of everybody not trusted yet.
rule-preset-about-class = advertisements and forwards, and floods.
rule-preset-about-trading = contacts are welcome, repeated offers are not.
rule-history-title = <b>History of rule { $name }</b>
rule-change = { $moment } { $who }: { $what }
rule-change-added = made (version { $version }, { $mode })
rule-change-edited = changed (version { $version }, { $mode })
rule-change-restored = older version restored (version { $version }, { $mode })
rule-change-imported = imported (version { $version }, { $mode })
rule-change-mode = mode: { $mode }
rule-change-fell_back = precision too low, mode: { $mode }
rule-change-removed = removed
rule-draft = This is in the message. Choose what to look for, then tap “Make the rule”:

## Comparison

rule-compare-alone = { $count } messages were found by this rule only; no acting rule had them:
rule-compare-none = No message was found by this rule only.
rule-compare-lost = Against version { $version } ({ $looked } messages): { $count } are not hit any more.
rule-compare-won = Against version { $version } ({ $looked } messages): { $count } are hit anew.
rule-hit-open = { $id } · { $name }: { $text }
rule-hit-right = { $id } ✓ { $name }: { $text }
rule-hit-wrong = { $id } ✗ { $name }: { $text }
rule-text-gone = (the text is not kept any more)
rule-judged-right = Noted as right
rule-judged-wrong = Noted as a mistake

## Precision

rule-fell-back =
    <b>Rule { $name } only observes now</b>
    { $reversed } of its last { $decided } cases were taken back: precision { $percent }%, below { $least }%. It records and does nothing else.

## Files

rule-export-header =
    Rules. Send the edited file to the bot in private with the caption /import rules.
    Rules that are not in the file stay as they are.
rule-exported = Rules of { $title }: { $count }. Send the edited file back with the caption <code>/import rules</code>.
rule-import-done = { $title }: imported, { $count } rules changed:
rule-import-nothing = { $title }: the rules are as in the file, nothing changed.
rule-import-added = <b>{ $name }</b>: new ({ $mode }).
rule-import-changed = <b>{ $name }</b>: changed ({ $mode }).
rule-import-mode = <b>{ $name }</b>: mode { $mode }.
rule-import-replay = Replay: { $hits } hits, on { $regulars } regular members.

## Usage and refusals

rule-sent =
    The rules went to { $where ->
        [staff] the staff group
       *[private] our private chat
    }.
rule-in-private = Rules are for staff only. Please open the private chat with me and send <code>/rule</code> there.
rule-unknown = There is no rule “{ $name }”; <code>/rule</code> lists them.
rule-changed-meanwhile = Somebody has just changed rule “{ $name }”. Please open it again.
rule-too-many = At most { $most } own rules; please remove some first.
rule-of-preset = “{ $name }” comes with the preset and cannot be removed; switch it off instead.
rule-never-changed = “{ $name }” comes with the preset and was never changed.
rule-unchanged = Rule “{ $name }” is as it was; nothing changed.
rule-example-missed = Rule “{ $name }” misses examples that it must hit ({ $count }), such as: { $text }
rule-example-hit = Rule “{ $name }” hits examples that it must miss ({ $count }), such as: { $text }
rule-edit-complex = Rule “{ $name }” has more than one condition; edit it in the file of <code>/export rules</code>.
rule-nothing-found = There is no word or site in this message that would make a rule.
rule-nothing-chosen = Choose a word or site first.
rule-usage =
    Usage:
    <code>/rule</code> lists the rules
    <code>/rule add words|regex|domains …</code>
    <code>/rule mode NAME off|observe|enforce</code>
    <code>/rule test|edit|remove|versions|compare NAME</code>
    <code>/rule preset</code>
rule-usage-add = Usage: <code>/rule add words WORD "A PHRASE"</code>, <code>/rule add regex PATTERN</code>, <code>/rule add domains a.com</code>, or <code>/rule add</code> as a reply to a message.
rule-usage-words = Say what to look for: <code>/rule add words 加薇 "easy money"</code>
rule-usage-regex = Say the pattern: <code>/rule add regex 加.?薇</code>
rule-usage-domains = Say the sites: <code>/rule add domains a.com b.com</code>
rule-usage-mode = Usage: <code>/rule mode NAME off|observe|enforce</code>
rule-usage-test = Usage: <code>/rule test NAME</code>
rule-usage-edit =
    Usage: <code>/rule edit NAME words|regex|domains …</code>
    Also: <code>then delete, mute 2h</code>, <code>who newcomers</code>, <code>explain TEXT</code>, <code>hit EXAMPLE</code>, <code>miss EXAMPLE</code>
rule-usage-remove = Usage: <code>/rule remove NAME</code>
rule-usage-versions = Usage: <code>/rule versions NAME</code>
rule-usage-compare = Usage: <code>/rule compare NAME</code>
