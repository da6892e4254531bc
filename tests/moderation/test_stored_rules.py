"""Rules as rows: versions, modes over a preset, hits, what is learned, and what is left of people."""

import asyncio
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.clock import ManualClock
from bot.errors import UserError
from bot.moderation import actions, queries
from bot.moderation.actions.rules import MOST_EXAMPLES
from bot.moderation.events import RulesChanged
from bot.moderation.rules.model import Action, ActionKind, Condition, Examples, Mode, Rule, Scope, When, Who
from bot.moderation.rules.presets import PRESETS
from bot.moderation.rules.stored import (
    MOST_RULES,
    Act,
    StoredRule,
    enacted,
    rule_from_json,
    rule_to_json,
    rules_in_force,
    same_text,
    with_examples,
)
from bot.moderation.rules.verdict import Verdict
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction

HERE, OTHER = 1, 2
BY = 100
ADS = next(rule for rule in PRESETS["brand"] if rule.name == "newcomer_ads")


def rule(*words: str, name: str = "new", mode: Mode = Mode.OBSERVE) -> Rule:
    return Rule(name=name, mode=mode, when=When(any=(Condition(words=words),)))


def verdict(name: str, version: int = 1) -> Verdict:
    return Verdict(name, version, (Action(ActionKind.DELETE),), ())


async def stored(database: Database, community_id: int = HERE) -> dict[str, StoredRule]:
    async with database.read() as view:
        return {one.name: one for one in await queries.stored_rules(view, community_id)}


async def test_a_rule_is_read_back_as_it_was(database: Database) -> None:
    full = Rule(
        name="new",
        mode=Mode.OBSERVE,
        scope=Scope(who=Who.NEWCOMERS, topics=(3,), hours="22:00-07:00"),
        when=When(all=(Condition(group=When(any=(Condition(regex="a+"),))),), none=(Condition(invites=True),)),
        then=(Action(ActionKind.DELETE), Action(ActionKind.MUTE, timedelta(hours=2))),
        explain="群里不发广告",
        examples=Examples(must_hit=("aa",), must_miss=("b",)),
    )
    assert rule_from_json(rule_to_json(full)) == full
    async with database.begin() as tx:
        made = await actions.add_rule(tx, HERE, full, "r", by=BY)
    assert made == replace(full, name="r1")
    assert (await stored(database))["r1"].body == made


async def test_names_count_per_letter_and_are_never_given_twice(database: Database) -> None:
    async with database.begin() as tx:
        names = [(await actions.add_rule(tx, HERE, rule("甲"), "w", by=BY)).name for _ in range(3)]
        await actions.remove_rule(tx, HERE, "w2", by=BY)
        names.append((await actions.add_rule(tx, HERE, rule("甲"), "w", by=BY)).name)
        names.append((await actions.add_rule(tx, HERE, rule("甲"), "d", by=BY)).name)
        names.append((await actions.add_rule(tx, OTHER, rule("甲"), "w", by=BY)).name)
    assert names == ["w1", "w2", "w3", "w4", "d1", "w1"]


async def test_two_who_add_at_once_get_two_names(database: Database) -> None:
    async def add() -> str:
        async with database.begin() as tx:
            return (await actions.add_rule(tx, HERE, rule("甲"), "w", by=BY)).name

    assert sorted(await asyncio.gather(*(add() for _ in range(4)))) == ["w1", "w2", "w3", "w4"]


async def test_there_are_so_many_rules_and_no_more(database: Database) -> None:
    async with database.begin() as tx:
        for number in range(MOST_RULES):
            await actions.save_rule(tx, HERE, rule("甲", name=f"x{number}"), Act.IMPORTED, by=BY)
    for refused in (_add, _import):
        with pytest.raises(UserError, match="rule-too-many"):
            async with database.begin() as tx:
                await refused(tx)
    async with database.begin() as tx:
        await actions.save_rule(tx, HERE, rule("乙", name="x0"), Act.EDITED, by=BY)
    assert len(await stored(database)) == MOST_RULES


async def _add(tx: Transaction) -> None:
    await actions.add_rule(tx, HERE, rule("甲"), "w", by=BY)


async def _import(tx: Transaction) -> None:
    await actions.save_rule(tx, HERE, rule("甲", name="one_more"), Act.IMPORTED, by=BY)


async def test_versions_go_on_after_a_removal(database: Database) -> None:
    async with database.begin() as tx:
        made = await actions.add_rule(tx, HERE, rule("甲"), "w", by=BY)
        changed = await actions.save_rule(tx, HERE, replace(made, explain="一"), Act.EDITED, by=BY, seen=1)
        await actions.remove_rule(tx, HERE, "w1", by=BY)
        again = await actions.save_rule(tx, HERE, made, Act.RESTORED, by=BY)
        history = await queries.rule_changes(tx, HERE, "w1")
        before = await queries.version_before(tx, HERE, "w1", again.version)
    assert (made.version, changed.version, again.version) == (1, 2, 3)
    assert [(one.act, one.version) for one in history] == [
        (Act.RESTORED, 3),
        (Act.REMOVED, 2),
        (Act.EDITED, 2),
        (Act.ADDED, 1),
    ]
    assert before is not None
    assert before.rule == replace(changed, version=2)


async def test_what_somebody_else_changed_is_not_overwritten(database: Database) -> None:
    async with database.begin() as tx:
        made = await actions.add_rule(tx, HERE, rule("甲"), "w", by=BY)
        await actions.save_rule(tx, HERE, replace(made, explain="一"), Act.EDITED, by=BY, seen=1)
    for attempt in (_save_seen, _enable_seen):
        with pytest.raises(UserError, match="rule-changed-meanwhile"):
            async with database.begin() as tx:
                await attempt(tx, made)
    assert (await stored(database))["w1"].mode is Mode.OBSERVE


async def _save_seen(tx: Transaction, seen: Rule) -> None:
    await actions.save_rule(tx, HERE, replace(seen, explain="二"), Act.EDITED, by=BY, seen=seen.version)


async def _enable_seen(tx: Transaction, seen: Rule) -> None:
    await actions.set_rule_mode(tx, HERE, seen, Mode.ENFORCE, by=BY, is_preset=False)


async def test_a_mode_is_set_once(database: Database) -> None:
    async with database.begin() as tx:
        made = await actions.add_rule(tx, HERE, rule("甲"), "w", by=BY)
        assert await actions.set_rule_mode(tx, HERE, made, Mode.ENFORCE, by=BY, is_preset=False)
        assert not await actions.set_rule_mode(tx, HERE, made, Mode.ENFORCE, by=BY, is_preset=False)
        assert [one.act for one in await queries.rule_changes(tx, HERE, "w1")] == [Act.MODE, Act.ADDED]
        await actions.remove_rule(tx, HERE, "w1", by=BY)
    with pytest.raises(UserError):
        async with database.begin() as tx:
            await actions.set_rule_mode(tx, HERE, made, Mode.OFF, by=BY, is_preset=False)
    with pytest.raises(UserError, match="rule-unknown"):
        async with database.begin() as tx:
            await actions.remove_rule(tx, HERE, "w1", by=BY)


async def test_the_mode_of_a_presets_rule_is_the_communitys(database: Database) -> None:
    async with database.begin() as tx:
        assert not await actions.set_rule_mode(tx, HERE, ADS, Mode.ENFORCE, by=BY, is_preset=True)
        assert await actions.set_rule_mode(tx, HERE, ADS, Mode.OFF, by=BY, is_preset=True)
        assert await actions.set_rule_mode(tx, HERE, ADS, Mode.OBSERVE, by=BY, is_preset=True)
    rows = list((await stored(database)).values())
    in_force = {one.name: one for one in rules_in_force("brand", rows)}
    assert in_force["newcomer_ads"] == replace(ADS, mode=Mode.OBSERVE)
    assert in_force["newcomer_links"].mode is Mode.ENFORCE
    assert "newcomer_ads" not in {one.name for one in rules_in_force("trading", rows)}


async def test_an_own_rule_stands_in_the_place_of_the_presets(database: Database) -> None:
    async with database.begin() as tx:
        own = await actions.save_rule(tx, HERE, rule("甲", name="newcomer_ads"), Act.IMPORTED, by=BY)
    holding = {one.rule.name: one for one in enacted("brand", list((await stored(database)).values()))}
    assert holding["newcomer_ads"].rule == own
    assert holding["newcomer_ads"].is_own
    assert holding["newcomer_ads"].is_preset
    assert not holding["newcomer_links"].is_own
    assert len(holding) == len(PRESETS["brand"])


async def test_a_row_that_cannot_be_read_is_left_out(database: Database) -> None:
    async with database.begin() as tx:
        await actions.add_rule(tx, HERE, rule("甲"), "w", by=BY)
        await actions.save_rule(tx, HERE, rule("乙", name="odd"), Act.IMPORTED, by=BY)
        await tx.execute(_spoil())
    assert list(await stored(database)) == ["w1"]


def _spoil() -> object:
    from sqlalchemy import update

    from bot.moderation.tables import ModerationRule

    return update(ModerationRule).where(ModerationRule.name == "odd").values(body={"name": 7})


async def test_every_change_is_told(clock: ManualClock, database_url: str) -> None:
    heard: list[int] = []

    async def listen(_: Transaction, event: RulesChanged) -> None:
        heard.append(event.community_id)

    database = Database(database_url, clock, {RulesChanged: [listen]})
    async with database.begin() as tx:
        made = await actions.add_rule(tx, HERE, rule("甲"), "w", by=BY)
        await actions.save_rule(tx, HERE, replace(made, explain="一"), Act.EDITED, by=BY)
        await actions.set_rule_mode(tx, HERE, replace(made, version=2), Mode.OFF, by=BY, is_preset=False)
        await actions.remove_rule(tx, HERE, "w1", by=BY)
    await database.close()
    assert heard == [HERE] * 4


# ---- what rules found


async def test_a_message_is_one_hit_per_rule(database: Database) -> None:
    async with database.begin() as tx:
        for _ in range(2):
            await actions.note_rule_hits(tx, HERE, -5, 7, 501, [verdict("w1"), verdict("w2")], None)
        await actions.note_rule_hits(tx, HERE, -5, 8, 501, [verdict("w1")], "newcomer_ads")
        await actions.note_rule_hits(tx, HERE, -5, 9, 501, [verdict("w1", 2)], None)
        await actions.note_rule_hits(tx, HERE, -5, 9, 501, [], None)
        counts = await queries.rule_hit_counts(tx, HERE, tx.now - timedelta(days=1))
        alone = await queries.rule_hits(tx, HERE, "w1", 1, alone=True)
        every = await queries.rule_hits(tx, HERE, "w1", 1, alone=False)
    assert counts == {"w1": 3, "w2": 1}
    assert [one.message_id for one in alone] == [7]
    assert [one.message_id for one in every] == [8, 7]


async def test_judged_hits_are_decisions(database: Database, clock: ManualClock) -> None:
    async with database.begin() as tx:
        for message_id in range(4):
            await actions.note_rule_hits(tx, HERE, -5, message_id, 501, [verdict("w1")], None)
        hits = await queries.rule_hits(tx, HERE, "w1", 1, alone=True)
        await actions.judge_rule_hit(tx, HERE, hits[0].id, is_mistake=True, by=BY)
        await actions.judge_rule_hit(tx, HERE, hits[1].id, is_mistake=False, by=BY)
        await actions.judge_rule_hit(tx, OTHER, hits[2].id, is_mistake=True, by=BY)
        found = await queries.rule_decisions(tx, HERE, "w1", None, 50)
        later = await queries.rule_decisions(tx, HERE, "w1", tx.now + timedelta(seconds=1), 50)
    assert sorted(one.is_reversed for one in found) == [False, True]
    assert later == []


async def test_examples_are_learned_once_and_the_oldest_go(database: Database) -> None:
    async with database.begin() as tx:
        await actions.add_rule_example(tx, HERE, "w1", "大家好", user_id=501)
        await actions.add_rule_example(tx, HERE, "w1", "大家好", user_id=501)
        await actions.add_rule_example(tx, HERE, "w1", "  ", user_id=501)
        assert await queries.rule_examples(tx, HERE) == {"w1": ["大家好"]}
        for number in range(MOST_EXAMPLES):
            await actions.add_rule_example(tx, HERE, "w1", f"第 {number} 条", user_id=501)
        learned = (await queries.rule_examples(tx, HERE))["w1"]
    assert len(learned) == MOST_EXAMPLES
    assert "大家好" not in learned
    assert with_examples(rule("甲"), ["乙", "乙"]).examples.must_miss == ("乙",)
    assert same_text(replace(rule("甲"), version=3, mode=Mode.OFF), rule("甲"))


async def test_a_draft_is_taken_once(database: Database) -> None:
    async with database.begin() as tx:
        made = await actions.keep_rule_draft(tx, HERE, ["甲"], ["a.com"], author_id=501, by=BY)
        kept = await queries.rule_draft(tx, made)
        assert kept is not None
        assert (kept.words, kept.domains, kept.actor_id) == (("甲",), ("a.com",), BY)
        await actions.take_rule_draft(tx, made)
    with pytest.raises(UserError, match="refused-button-old"):
        async with database.begin() as tx:
            await actions.take_rule_draft(tx, made)


async def test_old_findings_go(database: Database, clock: ManualClock) -> None:
    async with database.begin() as tx:
        await actions.note_rule_hits(tx, HERE, -5, 7, 501, [verdict("w1")], None)
        await actions.keep_rule_draft(tx, HERE, ["甲"], [], author_id=501, by=BY)
    await clock.advance(timedelta(days=8))
    async with database.begin() as tx:
        await actions.note_rule_hits(tx, HERE, -5, 8, 501, [verdict("w1")], None)
        week = tx.now - timedelta(days=7)
        await actions.forget_old_findings(tx, week, week)
        assert await queries.rule_hit_counts(tx, HERE, tx.now - timedelta(days=99)) == {"w1": 1}
        assert await queries.rule_draft(tx, 1) is None


async def test_people_leave_no_text_behind(database: Database) -> None:
    async with database.begin() as tx:
        await actions.add_rule_example(tx, HERE, "w1", "大家好", user_id=501)
        await actions.note_rule_hits(tx, HERE, -5, 7, 501, [verdict("w1")], None)
        made = await actions.add_rule(tx, HERE, rule("甲"), "w", by=501)
        await actions.forget(tx, 501)
        [change] = await queries.rule_changes(tx, HERE, made.name)
        assert change.actor_id is None
        assert await queries.rule_examples(tx, HERE) == {}
        [hit] = await queries.rule_hits(tx, HERE, "w1", 1, alone=True)
        assert hit.user_id is None


async def test_hits_follow_a_group_that_becomes_a_supergroup(database: Database) -> None:
    async with database.begin() as tx:
        await actions.note_rule_hits(tx, HERE, -5, 7, 501, [verdict("w1")], None)
        await actions.move_chat(tx, -5, -1005)
        [hit] = await queries.rule_hits(tx, HERE, "w1", 1, alone=True)
    assert hit.chat_id == -1005
