"""The slow lane's part that Telegram leaves to the bot: it withholds media, but a link is text. Pure."""

from itertools import islice

from bot.messages import IncomingMessage
from bot.moderation.links import Leads, allow_list, is_allowed, leads_to, links_of
from bot.moderation.rules.model import Action, ActionKind
from bot.moderation.rules.verdict import Finding, Verdict
from bot.moderation.settings import ModerationSettings
from bot.text.folding import fold

RULE = "slow_lane"
"""Under this name cases stand, and the reason in the locale files."""
MOST_FINDINGS = 5


def withheld(message: IncomingMessage, settings: ModerationSettings) -> Verdict | None:
    """The verdict on a message of somebody in the slow lane; None where it holds no link but those that newcomers may post."""
    allowed = allow_list(settings.allowed_domains)
    found = (
        Finding("links", link.span, link.reading)
        for link in links_of(message, fold(message.body))
        if link.host and leads_to(link, message.chat) is not Leads.HERE and not is_allowed(link, allowed)
    )
    findings = tuple(islice(found, MOST_FINDINGS))
    return Verdict(RULE, 1, (Action(ActionKind.DELETE),), findings) if findings else None
