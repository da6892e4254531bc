# /start, words on being added to a group, /lang

start-hello =
    I am { $bot }, and I help communities keep order.
    Add me to a group as an administrator and I start: advertisements go, rule breaking is handled, and every action has a number you can look up.

    Here you can manage your communities and see the rules and your own data. Send /help for all commands.
start-in-group = I am here. Send /help to see what I can do.
start-link-unknown = This link no longer works.

start-button-add = Add to a group
start-button-communities = My communities
start-button-help = Help
start-button-language = Language

## Added to a group

arrival-ready =
    Hello everyone, I am { $bot } and I keep order here from now on.
    The owner can finish the setup in private with the button below.
arrival-lacking =
    Hello everyone, I am { $bot } and I help keep order here.
    I still need these rights: { $rights }. Please make me an administrator with them, so that I can do my work.
arrival-not-administrator =
    Hello everyone, I am { $bot } and I help keep order here.
    I am not an administrator yet. Please make me one with these rights: { $rights }.
arrival-complete = I have all the rights I need now.
arrival-button-setup = Set up in private

bot-right-administrator = being an administrator
bot-right-delete-messages = delete messages
bot-right-restrict-members = ban users
bot-right-invite-users = add members
bot-right-pin-messages = pin messages
bot-right-manage-topics = manage topics

## Language

language-current = I speak { $language } with you. Which would you like?
language-current-auto = I follow your Telegram language ({ $language }). Which would you like?
language-usage = I speak { $language } with you. To change it, send <code>/lang zh-Hans</code>, <code>/lang zh-Hant</code> or <code>/lang en</code>; <code>/lang auto</code> follows Telegram.
language-group-hint = Managers choose the language of public messages in this group in /settings.
language-chosen = Fine, I speak { $language } with you from now on.
language-follows = Fine, I follow your Telegram language ({ $language }) from now on.
language-unknown = I do not know that language. You can choose zh-Hans (简体中文), zh-Hant (繁體中文), en (English) or auto.
language-button-auto = Follow Telegram
