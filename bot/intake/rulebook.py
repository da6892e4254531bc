"""The compiled rules of each community, and when they are out of date."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from weakref import WeakValueDictionary

import structlog

from bot.errors import UserError
from bot.membership.community import CommunityView
from bot.messages import ChatId
from bot.moderation import queries
from bot.moderation.events import RulesChanged
from bot.moderation.rules.compile import CompiledRules, compile_rules
from bot.moderation.rules.model import Rule
from bot.moderation.rules.stored import StoredRule, rules_in_force
from bot.moderation.settings import ModerationSettings
from bot.persistence.database import Database

log = structlog.get_logger(__name__)

CHATS = 5_000
MANY_WORDS = 2_000
"""Compiled beside the event loop: ten milliseconds and more."""

_Ingredients = tuple[tuple[Rule, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class Rulebook:
    """Rules by chat. Communities whose rules are equal share one compiled form; those without own rules the preset's.

    A page is good as long as the view that it was made for is: `Contexts` drops views when anything about them changes, and
    after ten minutes, for another process may have written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pages: OrderedDict[ChatId, tuple[CommunityView, CompiledRules]] = OrderedDict()
        # Kept as long as a page needs it: an old form of a long list is megabytes.
        self._compiled: WeakValueDictionary[_Ingredients, CompiledRules] = WeakValueDictionary()
        self._changes = 0
        database.commit_hooks.append(self._on_commit)

    def rules(self, community: CommunityView) -> CompiledRules | None:
        """The rules that hold for this view of a community if they are at hand; never waits."""
        page = self._pages.get(community.chat_id)
        return page[1] if page is not None and page[0] is community else None

    async def load(self, communities: Iterable[CommunityView]) -> None:
        """Have the rules of `communities` at hand, read in one query."""
        missing = [one for one in communities if self.rules(one) is None]
        while missing:
            before = self._changes
            async with self._database.read() as view:
                stored = await queries.stored_rules_of(view, {one.id for one in missing})
            pages = [(one, await self._compile(one, stored[one.id])) for one in missing]
            if self._changes != before:
                continue  # it may have been read before the change
            for community, compiled in pages:
                self._pages[community.chat_id] = community, compiled
                if len(self._pages) > CHATS:
                    self._pages.popitem(last=False)
            return

    async def _compile(self, community: CommunityView, stored: Sequence[StoredRule]) -> CompiledRules:
        settings = community.settings.get(ModerationSettings)
        rules = rules_in_force(settings.preset, stored)
        key = (rules, settings.allowed_domains, settings.ad_words, settings.blocked_words)
        compiled = self._compiled.get(key)
        if compiled is None:
            many = sum(len(one.words or ()) for rule in rules for one in (*rule.when.all, *rule.when.any)) > MANY_WORDS
            compiled = await asyncio.to_thread(_compile, *key) if many else _compile(*key)
            self._compiled[key] = compiled
        return compiled

    def _on_commit(self, announced: Sequence[object]) -> None:
        for item in announced:
            if isinstance(item, RulesChanged):
                self._changes += 1
                for chat_id in [chat_id for chat_id, (view, _) in self._pages.items() if view.id == item.community_id]:
                    del self._pages[chat_id]


def _compile(
    rules: Sequence[Rule], allowed_domains: Sequence[str], ad_words: Sequence[str], blocked_words: Sequence[str]
) -> CompiledRules:
    lists = {"ad_words": ad_words, "blocked_words": blocked_words}
    try:
        return compile_rules(rules, allowed_domains, lists)
    except UserError:
        return compile_rules([rule for rule in rules if _compiles(rule)], allowed_domains, lists)


def _compiles(rule: Rule) -> bool:
    """Whether this version can make something of a rule that an earlier one stored."""
    try:
        compile_rules([rule])
    except UserError as error:
        log.warning("stored rule does not compile and is left out", rule=rule.name, problem=error.key)
        return False
    return True
