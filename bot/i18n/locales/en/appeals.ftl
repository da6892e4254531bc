# Telling the person concerned, appeals

settings-group-appeals = Notices and appeals

setting-appeals-tell_sanctions = Tell people who are sanctioned
    .help = After a warning, mute, kick or ban the person alone is told what was done and why.
setting-appeals-tell_deletions = Tell people whose message was removed
    .help = Only where the person can be told alone, and at most once an hour each.
setting-appeals-announce_bans = A line in the group after a ban by a rule
    .help = Only where the person cannot be told alone; it carries the button to appeal.
setting-appeals-appeals = Accept appeals
    .help = The person concerned may appeal once against a case; a moderator decides.
setting-appeals-per_week = Appeals per person and week
    .help = Past this the person has to wait some days.
setting-appeals-within = Days to appeal against a deletion or kick
    .help = Mutes, bans and warnings can be appealed as long as they hold.

## Telling the person concerned

appeals-notice =
    There is a case about you in “{ $title }” (#{ $number }): { $what }{ $why ->
        [given] , reason: { $reason }
       *[none] {""}
    }. If this is a mistake, you can appeal.
appeals-button = Appeal

## The appeal

appeals-ask =
    Appeal against case #{ $number } in “{ $title }”: { $what }{ $why ->
        [given] , reason: { $reason }
       *[none] {""}
    }
    Please say why in one message of at most { $most } characters. Each case can be appealed once.
appeals-received = Your appeal against #{ $number } has arrived. You will be told the outcome here.
appeals-cancelled = Cancelled. No appeal was made against #{ $number }.
appeals-text-only = Please write your reasons as text, in one message.
appeals-text-long = That is { $count } characters; the most is { $most }. Please shorten it and send it again.
appeals-not-yours = You have no case #{ $number } to appeal against. Only the person concerned can.
appeals-made-already = #{ $number } has been appealed already and waits for a decision.
appeals-had = #{ $number } has been appealed once already and was decided.
appeals-undone = #{ $number } has been undone; there is nothing to appeal against.
appeals-ended = #{ $number } has ended or was lifted, so it cannot be appealed any more.
appeals-too-many = You can appeal { $count } times a week. Please come back in some days.
appeals-off = This group takes no appeals. Please talk to a moderator.

## The card for staff

appeals-card-title = <b>Appeal · #{ $number }</b>
appeals-card-text = What they say: { $text }
appeals-card-upheld = { $time } { $actor } decided: upheld
appeals-card-overturned = { $time } { $actor } decided: overturned
appeals-card-shortened = { $time } { $actor } decided: shortened, until { $until }
appeals-button-uphold = Uphold
appeals-button-overturn = Overturn
appeals-button-shorten = Shorten to { $duration }
appeals-toast-upheld = #{ $number } upheld
appeals-toast-overturned = #{ $number } undone
appeals-toast-shortened = #{ $number } shortened
appeals-decided-already = The appeal against #{ $number } has been decided already.
appeals-list-line = Appeal #{ $number } { $name }: { $text }

## The outcome

appeals-outcome-upheld = “{ $title }”: your appeal against #{ $number } was decided. The case stands.
appeals-outcome-overturned = “{ $title }”: your appeal against #{ $number } was decided. The case has been undone. Sorry for the trouble.
appeals-outcome-shortened = “{ $title }”: your appeal against #{ $number } was decided. It now ends { $until }.
appeals-way-back = You can come back by this link, which works once: { $link }
