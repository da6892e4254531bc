# Communities, rules, data and privacy, roles, trust, the staff group

settings-group-membership = Members and rules
setting-membership-rules_text = Group rules
    .help = What /rules shows, at most 3000 characters. Empty: the short rules that come with the bot.
setting-membership-earned_trust = Trust earned by time
    .help = Members become trusted by themselves after some 60 days and 200 messages with answers from others. A case suspends that; undoing the case restores it.

## Communities in private

communities-none = You have no community with me yet. Add me to a group first.
communities-one = Your community: “{ $title }”. Your role there: { $role }.
communities-ask = You are in several communities. Which one do you mean? I will remember it for 24 hours.
communities-chosen = For the next 24 hours we talk about “{ $title }”. Your role there: { $role }.
communities-in = “{ $title }”

## Rules

rules-text =
    <b>Rules of “{ $title }”</b>

    { $rules }
rules-default =
    1. Be kind. No insults, no personal attacks.
    2. No advertising, no luring people elsewhere, no flooding.
    3. Nothing illegal, pornographic or fraudulent, and no private data of others.
    4. If you disagree with an action, ask a moderator to look at it again.
rules-button-change = Change the rules

## Privacy

privacy-text =
    <b>What I store</b>
    · the name, username and language that Telegram gives me, and the language you chose with /lang
    · when you joined and left each group, how many messages you wrote, when you were last active, your role
    · your recent messages in the groups (30 days by default, then deleted), to recognise repetition, later edits and rule breaking
    · what moderators and I did about you and why, and the staff commands you used

    I cannot see your phone number, your chats with others or groups I am not in. Nothing is given to others or used for advertising.
privacy-button-export = Export
privacy-button-erase = Erase my data
privacy-in-private = This is better done in private.
privacy-button-open = Open in private
privacy-exported = This is everything I store about you.
privacy-export-failed = There is too much to send at once. Please ask the owner of the group.
privacy-ask-erase =
    This cannot be undone: your name, messages, roles and settings will be deleted.
    Mutes, bans and warnings that are in force stay in force: until they end, an encrypted mark, the end date and the case number are kept.
privacy-button-erase-yes = Yes, erase
privacy-erased =
    What I stored about you is erased.
    If a sanction is in force, only an encrypted mark, its end date and its case number stay until it ends. When you write in a group or to me again, a new record begins.
privacy-kept = Fine, nothing was changed.

## Roles (anonymous administrators confirm in private who they are)

anonymous-confirm = You are an anonymous administrator. Please tap the button to confirm in private that you are the owner.
anonymous-button-confirm = Confirm in private
role-usage = Reply to somebody with <code>/role moderator</code>, or send <code>/role @username manager</code>. It can be moderator, manager or none.
role-is = { $name } is { $role } here.
role-given = { $name } is { $role } here now.
role-taken = The role given to { $name } is taken back; it is { $role } now.
role-from-telegram = Their administrator rights in Telegram stay as they are; the role is { $role } now.
role-for-bot = Bots have no role.
role-for-yourself = You cannot change your own role.

trust-usage = Reply to somebody with <code>/trust</code>, or send <code>/trust @username</code>; <code>/untrust</code> takes it back.
trust-given = { $name } is a trusted member now.
trust-taken = { $name } is no longer a trusted member; the role is { $role } now.
trust-already = { $name } is { $role } already.
trust-not = { $name } was not a trusted member.

## Staff group

bind-done =
    This group is now the staff group of “{ $title }”.
    Case cards and everything that waits for staff come here from now on. This group itself is no longer moderated or counted, and commands here act on “{ $title }”.
bind-done-elsewhere =
    “{ $group }” is now the staff group of “{ $title }”.
    Case cards and everything that waits for staff go there from now on. That group itself is no longer moderated or counted, and commands there act on “{ $title }”.
bind-replaced = The former staff group gets nothing more and is an ordinary group again.
bind-lacking = In the staff group I still need: { $rights }.
bind-ask = Which community should “{ $group }” be the staff group of?
bind-already = This group is the staff group of “{ $title }” already. <code>/bind off</code> ends that.
bind-none = I found no other community of yours. Add me to the group you want to manage (you must be its owner), then send /bind in the staff group.
bind-has-staff-group = “{ $title }” has a staff group of its own and cannot be one for another community. Send <code>/bind off</code> here first.
bind-off-done = Done. This group is an ordinary group again, and “{ $title }” has no staff group now.
bind-off-done-elsewhere = Done. “{ $title }” has no staff group now.
bind-off-none = No staff group is bound here.
bind-usage = Send <code>/bind</code> in the group that shall be the staff group; <code>/bind off</code> ends it.
