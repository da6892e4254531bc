"""What conditions look at: a message's facts, and what was found in its text once for all rules. Pure."""

from dataclasses import dataclass
from functools import cached_property

from bot.moderation.links import Leads, Link, carries_links_beside, leads_to, links_of
from bot.moderation.rules.facts import Facts
from bot.moderation.rules.verdict import Finding
from bot.text.folding import Folded


@dataclass
class Sight:
    """`reading`: the text as it reads, which is `facts.folded` for most; `words`: findings by the number of the condition they belong to; `patterns` the numbers of regular expressions that
    match; `allowed` as `links.allow_list` makes it.
    """

    facts: Facts
    allowed: frozenset[str]
    reading: Folded
    words: dict[int, list[Finding]]
    patterns: frozenset[int]

    @cached_property
    def links(self) -> list[tuple[Link, Leads]]:
        """All links that lead somewhere, with where."""
        if not may_hold_links(self.facts):
            return []
        message = self.facts.message
        found = ((link, leads_to(link, message.chat)) for link in links_of(message, self.facts.folded))
        return [(link, leads) for link, leads in found if link.host and leads is not Leads.HERE]


def may_hold_links(facts: Facts) -> bool:
    """A quick no for most messages."""
    message, text = facts.message, facts.folded.text
    return "." in text or "://" in text or bool(message.spans) or carries_links_beside(message)
