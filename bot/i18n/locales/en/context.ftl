# Writing as a channel

settings-group-channels = Writing as a channel

setting-channels-posting = Writing as a channel
    .help = What happens when somebody writes in the group under the name of their own channel. The linked channel and anonymous administrators are not meant.
    .choice-preset = As the kind of community says (allowed in open ones, removed in others)
    .choice-allow = Allowed; the rules judge
    .choice-list = Only listed channels
    .choice-ban = Always removed
setting-channels-allowed = Allowed channels
    .help = Who may write where only listed channels may: @name, t.me/name, or the channel's number.

moderation-reason-channels = written as a channel
moderation-reason-first_deeds = a first link, forward or contact
