"""Channels that post as members: allowed, allowed where listed, or not. Pure.

Telegram lets anybody write in a public group under the name of a channel they own; a sanction of the person does not reach it.
The linked channel, its automatic forwards and anonymous administrators are none of these.
"""

from bot.messages import Chat, IncomingMessage
from bot.moderation.rules.model import Action, ActionKind
from bot.moderation.rules.verdict import Finding, Verdict
from bot.moderation.settings import ChannelSettings

RULE = "channels"
"""Under this name cases stand, and the reason in the locale files."""
OPEN_PRESETS = frozenset({"open"})
"""Presets that let channels write unless the community says otherwise."""

_REMOVED = (Action(ActionKind.DELETE),)


def refusal(message: IncomingMessage, settings: ChannelSettings, preset: str) -> Verdict | None:
    """The verdict on a message that a channel posts as a member; None where the community lets it stand, for the rules to judge."""
    sender = message.channel
    policy = settings.posting
    if policy == "preset":
        policy = "allow" if preset in OPEN_PRESETS else "ban"
    if sender is None or policy == "allow" or (policy == "list" and is_listed(sender, settings.allowed)):
        return None
    name = sender.title or sender.username or str(sender.id)
    return Verdict(RULE, 1, _REMOVED, (Finding("channel", None, name[:128]),))


def is_listed(channel: Chat, allowed: tuple[str, ...]) -> bool:
    """Whether `channel` is among what people typed: `@name`, `t.me/name` or its number."""
    names = {str(channel.id)}
    if channel.username:
        names.add(channel.username.casefold())
    return any(_name(entry) in names for entry in allowed)


def _name(entry: str) -> str:
    return entry.strip().casefold().removeprefix("https://").removeprefix("t.me/").lstrip("@").rstrip("/")
