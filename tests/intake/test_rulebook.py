"""Compiled rules: shared, dropped in time, and never a reason to stop."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.clock import ManualClock
from bot.intake.contexts import announce_change
from bot.intake.rulebook import MANY_WORDS, Rulebook
from bot.membership.community import CommunityView
from bot.moderation import actions
from bot.moderation.events import RulesChanged
from bot.moderation.rules.model import Condition, Mode, Rule, When
from bot.moderation.rules.presets import PRESETS
from bot.moderation.rules.stored import Act
from bot.persistence.database import Database
from tests.moderation.town import OWNER, SCHEMA, settle


@pytest.fixture
async def announcing(database_url: str, clock: ManualClock) -> AsyncIterator[Database]:
    """A database whose news of rules reaches who listens to commits, as in the application."""
    database = Database(database_url, clock, {RulesChanged: (announce_change,)})
    yield database
    await database.close()


def rule(*words: str, name: str = "w1") -> Rule:
    return Rule(name=name, mode=Mode.ENFORCE, when=When(any=(Condition(words=words),)))


async def store(database: Database, community_id: int, *rules: Rule) -> None:
    async with database.begin() as tx:
        for one in rules:
            await actions.save_rule(tx, community_id, one, Act.ADDED, by=OWNER.id)


def names(book: Rulebook, community: CommunityView) -> list[str] | None:
    found = book.rules(community)
    return None if found is None else [one.rule.name for one in found.rules]


async def test_communities_with_equal_rules_share_them(announcing: Database) -> None:
    here = await settle(announcing)
    others = [replace(here, id=number, chat_id=-number) for number in (71, 72, 73)]
    words = tuple(f"词{number}" for number in range(MANY_WORDS + 1))
    await store(announcing, 72, rule(*words))
    await store(announcing, 73, rule(*words))
    book = Rulebook(announcing)
    await book.load([here, *others])
    assert book.rules(here) is book.rules(others[0])
    assert book.rules(others[1]) is book.rules(others[2])
    assert book.rules(here) is not book.rules(others[1])
    assert names(book, others[1])[0] == "w1"  # type: ignore[index]


async def test_a_change_is_seen_after_its_commit(announcing: Database) -> None:
    here = await settle(announcing)
    other = replace(here, id=71, chat_id=-71)
    book = Rulebook(announcing)
    await book.load([here, other])
    before = names(book, here)
    assert before is not None
    assert "w1" not in before
    await store(announcing, here.id, rule("团购"))
    assert names(book, here) is None
    assert names(book, other) is not None
    await book.load([here])
    assert names(book, here) == ["w1", *before]


async def test_another_view_of_the_community_is_another_page(announcing: Database) -> None:
    here = await settle(announcing)
    book = Rulebook(announcing)
    await book.load([here])
    strict = replace(here, settings=SCHEMA.snapshot({"moderation.preset": "strict"}))
    assert book.rules(strict) is None
    await book.load([strict])
    assert names(book, strict) == [one.name for one in PRESETS["strict"] if one.name != "blocked_words"]


async def test_lists_of_the_settings_are_meant_by_the_preset(announcing: Database) -> None:
    here = await settle(announcing)
    worded = replace(here, settings=SCHEMA.snapshot({"moderation.blocked_words": ["竞品"]}))
    book = Rulebook(announcing)
    await book.load([worded])
    assert (names(book, worded) or [""])[0] == "blocked_words"


async def test_a_stored_rule_that_no_longer_compiles_is_left_out(announcing: Database) -> None:
    here = await settle(announcing)
    broken = Rule(name="r1", mode=Mode.ENFORCE, when=When(any=(Condition(regex="(("),)))
    await store(announcing, here.id, broken, rule("团购"))
    book = Rulebook(announcing)
    await book.load([here])
    assert (names(book, here) or [""])[0] == "w1"
