"""The compiled rules of each community, and when they are out of date."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from weakref import WeakValueDictionary

import structlog

from bot.errors import UserError
from bot.expiring_cache import ExpiringCache
from bot.membership.community import CommunityView
from bot.moderation import queries
from bot.moderation.events import RulesChanged
from bot.moderation.rules.compile import CompiledRules, compile_rules
from bot.moderation.rules.model import Rule
from bot.moderation.rules.stored import StoredRule, rules_in_force
from bot.moderation.settings import ModerationSettings
from bot.persistence.database import Database
from bot.settings.fields import Snapshot

log = structlog.get_logger(__name__)

COMMUNITIES = 5_000
LIFE = 600.0
"""Seconds. What this process writes is dropped at once; the life bounds what another process writes."""
MANY_WORDS = 2_000
"""Compiled beside the event loop: ten milliseconds and more."""

_Ingredients = tuple[tuple[Rule, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class _Page:
    """What holds in one community, and the settings it was made of."""

    snapshot: Snapshot
    settings: ModerationSettings
    compiled: CompiledRules


class Rulebook:
    """Rules by community. Communities whose rules are equal share one compiled form; those without own rules the preset's."""

    def __init__(self, database: Database) -> None:
        self._database = database
        monotonic = database.clock.monotonic
        self._pages: ExpiringCache[int, _Page] = ExpiringCache(COMMUNITIES, LIFE, monotonic)
        # Kept as long as a page needs it: an old form of a long list is megabytes.
        self._compiled: WeakValueDictionary[_Ingredients, CompiledRules] = WeakValueDictionary()
        self._changes = 0
        database.commit_hooks.append(self._on_commit)

    def rules(self, community: CommunityView) -> CompiledRules | None:
        """The community's rules if they are at hand; never waits."""
        page = self._pages.get(community.id)
        if page is None:
            return None
        if page.snapshot is not community.settings:
            # Another setting, of this community or any other, makes new snapshots of all.
            if page.settings != community.settings.get(ModerationSettings):
                return None
            page.snapshot = community.settings
        return page.compiled

    async def load(self, communities: Collection[CommunityView]) -> None:
        """Have the rules of `communities` at hand, read in one query."""
        missing = {one.id: one for one in communities if self.rules(one) is None}
        while missing:
            before = self._changes
            async with self._database.read() as view:
                stored = await queries.stored_rules_of(view, missing)
            pages = {one.id: await self._page(one, stored[one.id]) for one in missing.values()}
            if self._changes != before:
                continue  # it may have been read before the change
            for community_id, page in pages.items():
                self._pages.put(community_id, page)
            return

    async def _page(self, community: CommunityView, stored: Sequence[StoredRule]) -> _Page:
        settings = community.settings.get(ModerationSettings)
        rules = rules_in_force(settings.preset, stored)
        key = (rules, settings.allowed_domains, settings.ad_words, settings.blocked_words)
        compiled = self._compiled.get(key)
        if compiled is None:
            many = sum(len(one.words or ()) for rule in rules for one in (*rule.when.all, *rule.when.any)) > MANY_WORDS
            compiled = await asyncio.to_thread(_compile, *key) if many else _compile(*key)
            self._compiled[key] = compiled
        return _Page(community.settings, settings, compiled)

    def _on_commit(self, announced: Sequence[object]) -> None:
        for item in announced:
            if isinstance(item, RulesChanged):
                self._changes += 1
                self._pages.drop(item.community_id)


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
