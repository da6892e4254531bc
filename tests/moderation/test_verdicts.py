"""What the screen's verdict does, what the card says, and what is left of people who leave."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import ManualClock
from bot.i18n.negotiation import Language
from bot.membership import actions as membership
from bot.membership.community import CommunityView
from bot.messages import IncomingMessage, Poll, PollOption, User
from bot.moderation import actions, queries
from bot.moderation.cases import CaseView, buttons_of
from bot.moderation.names import shown_name
from bot.moderation.rules.compile import compile_rules
from bot.moderation.rules.presets import PRESETS
from bot.moderation.rules.verdict import Outcome
from bot.moderation.sanctions import Kind, Target
from bot.moderation.settings import ModerationSettings
from bot.moderation.tables import CaseAct, MemberWarning, SanctionCase
from bot.outbox.effects import Delete, Edit, Send
from bot.persistence.columns import Base
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction
from tests.moderation.screens import GROUP, NEWCOMER, SENDER, judged, message
from tests.moderation.town import MODERATOR, OWNER, SCHEMA, STAFF, TRANSLATOR, effects, order, settle

SETTINGS = ModerationSettings()
RULES = compile_rules(PRESETS["brand"], SETTINGS.allowed_domains)
AD = message("加 薇 <b>abc</b>，兼职日结")


async def remove(tx: Transaction, community: CommunityView, text: IncomingMessage) -> CaseView:
    """What the preset does about `text`."""
    verdict = judged(text, NEWCOMER, RULES)
    assert verdict is not None
    case = await actions.carry_out(tx, TRANSLATOR, community, text, Outcome(verdict))
    assert case is not None
    return case


def words_of(send: object) -> list[str]:
    assert isinstance(send, Send | Edit)
    return [button.text for row in send.keyboard for button in row]


async def test_an_advertisement_is_deleted_and_shown_to_staff(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        await remove(tx, community, AD)
        written = await effects(tx)
        case = await queries.case(tx, community.id, 1)
    assert case is not None
    assert (case.kind, case.rule, case.user_id, case.actor_id) == (Kind.DELETE, "newcomer_ads", SENDER.id, None)
    assert [finding.reading for finding in case.findings] == ["加薇", "兼职日结"]
    assert list(written) == [f"{case.key}:delete", f"{case.key}:card", f"{case.key}:notice"]
    assert written[f"{case.key}:delete"] == Delete(chat_id=GROUP.id, message_ids=(AD.message_id,))
    card = written[f"{case.key}:card"]
    assert isinstance(card, Send)
    assert card.chat_id == STAFF.id
    assert "<b>处理 #1</b>" in card.text
    assert "小明" in card.text
    assert "新人发广告" in card.text
    assert "<tg-spoiler>「加薇」、「兼职日结」</tg-spoiler>" in card.text
    assert "<tg-spoiler>加 薇 &lt;b&gt;abc&lt;/b&gt;，兼职日结</tg-spoiler>" in card.text
    assert words_of(card) == ["撤销", "延长时间", "封禁", "不是广告", "资料"]


async def test_spans_count_in_the_text_that_is_kept(database: Database) -> None:
    community = await settle(database)
    poll = Poll(id="1", question="要不要", options=[PollOption(text="加 薇 abc"), PollOption(text="不")])
    text = message(text=None, poll=poll)  # type: ignore[arg-type]
    async with database.begin() as tx:
        case = await remove(tx, community, text)
    span = case.findings[0].span
    assert span is not None
    assert case.text[slice(*span)] == "加 薇"


async def test_one_case_per_message_and_rule(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        first = await remove(tx, community, AD)
        again = await remove(tx, community, AD)
        assert again.number == first.number
        assert len(await effects(tx)) == 3


async def test_without_a_staff_group_the_owner_is_told_in_private(database: Database) -> None:
    community = await settle(database, staff=False)
    async with database.begin() as tx:
        await membership.mark_reach(tx, OWNER.id, "started")
        await membership.choose_language(tx, OWNER.id, "en")
        case = await remove(tx, community, AD)
        card = (await effects(tx))[f"{case.key}:card"]
    assert isinstance(card, Send)
    assert card.chat_id == OWNER.id
    assert "Case #1" in card.text
    assert words_of(card) == ["Undo", "Lengthen", "Ban", "Not spam", "Profile"]


async def test_a_case_that_nobody_can_be_told_of_waits(database: Database) -> None:
    community = await settle(database, staff=False)
    async with database.begin() as tx:
        for number in range(7):
            text = message("加薇 abc", message_id=20 + number)
            await remove(tx, community, text)
        assert [case.number for case in await queries.waiting_cases(tx, community.id)] == [3, 4, 5, 6, 7]
        assert not any(key.endswith(":card") for key in await effects(tx))


async def test_the_author_is_told_where_the_community_wants_it(database: Database) -> None:
    community = await settle(database)
    talkative = replace(community, settings=SCHEMA.snapshot({"moderation.announce_deletions": True}))
    async with database.begin() as tx:
        case = await remove(tx, talkative, AD)
        notice = (await effects(tx))[f"{case.key}:notice"]
    assert isinstance(notice, Send)
    assert (notice.alone_for, notice.remove_after) == (SENDER.id, 30.0)
    assert "#1" in notice.text


async def test_the_card_says_what_became_of_the_case(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await remove(tx, community, AD)
        undone = await actions.undo(tx, case, by=MODERATOR.id, is_false_alarm=True)
        await actions.refresh_card(tx, TRANSLATOR, community, undone)
        edit = (await effects(tx))[f"{case.key}:card:1"]
    assert isinstance(edit, Edit)
    assert edit.sent_by == f"{case.key}:card"
    assert "2026年3月2日 10:00" in edit.text
    assert "阿群" in edit.text
    assert "误判" in edit.text
    assert words_of(edit) == ["重新发布"]


NAMES = {
    "小明": "小明",
    "加薇 abc123": "加＊＊＊",
    "看 t.me/abc": "看＊＊＊",
    "赚钱@make_money": "赚＊＊＊",
    "shop.example.com": "s＊＊＊",
    "A.B. Smith": "A.B. Smith",
    "": "",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_advertising_names_are_masked(name: str, shown: str) -> None:
    assert shown_name(name, SETTINGS.ad_words) == shown


async def test_a_card_masks_an_advertising_name(database: Database) -> None:
    community = await settle(database)
    text = message("加薇 abc", sender=User(id=502, first_name="日赚三千加薇"))
    async with database.begin() as tx:
        case = await remove(tx, community, text)
        card = (await effects(tx))[f"{case.key}:card"]
    assert isinstance(card, Send)
    assert "日赚三千" not in card.text
    assert "日＊＊＊" in card.text


async def open_one(tx: Transaction, community: CommunityView, kind: Kind, cause: str) -> CaseView:
    ordered = order(community, cause)
    match kind:
        case Kind.MUTE:
            return await actions.mute(tx, ordered, tx.now + timedelta(hours=1))
        case Kind.BAN:
            return await actions.ban(tx, ordered, None)
        case Kind.KICK:
            return await actions.kick(tx, ordered)
        case Kind.WARN:
            return await actions.warn(tx, ordered, SETTINGS)
        case Kind.UNBAN:
            return await actions.unban(tx, ordered)
        case Kind.SLOW_LANE:
            return await actions.slow_lane(tx, ordered, tx.now + timedelta(hours=1))
        case Kind.PURGE:
            return await actions.purge(tx, order(community, cause, target=Target("")), [7, 8])
        case Kind.CLEAR:
            return await actions.clear(tx, ordered, [(GROUP.id, 7), (GROUP.id, 8)])
        case Kind.PROPOSAL:
            return await actions.propose_ban(tx, ordered)
        case _:
            return await actions.delete_by_hand(tx, ordered)


BUTTONS: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.DELETE: (("undo", "lengthen"), ("ban", "profile")),
    Kind.WARN: (("undo", "lengthen"), ("ban", "profile")),
    Kind.MUTE: (("undo", "lengthen"), ("ban", "profile"), ("clear",)),
    Kind.SLOW_LANE: (("undo", "lengthen"), ("ban", "profile")),
    Kind.KICK: (("undo",), ("ban", "profile")),
    Kind.BAN: (("undo",), ("profile",), ("clear",)),
    Kind.PURGE: (("undo",),),
    Kind.CLEAR: (("undo",), ("ban", "profile")),
    Kind.PROPOSAL: (("confirm", "undo"), ("profile",)),
    Kind.UNBAN: (),
}


@pytest.mark.parametrize(("kind", "buttons"), BUTTONS.items())
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_buttons_that_make_sense(database: Database, kind: Kind, buttons: tuple[tuple[str, ...], ...]) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await open_one(tx, community, kind, "u1")
        assert buttons_of(case, tx.now) == buttons


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", [kind for kind in BUTTONS if not kind.lifts])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_card_reads_in_every_language(database: Database, language: Language, kind: Kind) -> None:
    community = replace(await settle(database), language=language)
    async with database.begin() as tx:
        case = await open_one(tx, community, kind, "u1")
        await actions.send_card(tx, TRANSLATOR, community, case)
        card = (await effects(tx))[f"{case.key}:card"]
    assert isinstance(card, Send)
    assert "#1" in card.text
    assert "{" not in card.text
    assert len(card.text) < 4096


async def test_the_longest_text_fits_into_a_card(database: Database) -> None:
    community = await settle(database)
    text = message("加薇" + "<&>" * 1300)
    async with database.begin() as tx:
        case = await remove(tx, community, text)
        card = (await effects(tx))[f"{case.key}:card"]
    assert isinstance(card, Send)
    # Telegram counts characters after the entities are parsed.
    assert len(card.text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) < 4096


async def test_erasing_leaves_no_trace_but_a_hash_of_what_is_live(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        await open_one(tx, community, Kind.DELETE, "u1")
        await open_one(tx, community, Kind.WARN, "u2")
        await open_one(tx, community, Kind.BAN, "u3")
        await actions.forget(tx, 501)
        rows = [
            dict(row._mapping) for row in await tx.execute(select(SanctionCase.__table__).order_by(SanctionCase.id))
        ]
        assert not any(501 in row.values() or "小明" in row.values() for row in rows)
        assert all(not (row["text"] or row["reason"] or row["target_name"] or row["message_id"]) for row in rows)
        assert [row["user_id"] is None for row in rows] == [True, False, False]
        # The warning and the ban are still recognised when the person comes back.
        assert await queries.live_warnings(tx, community.id, 501) == 1
        assert (await actions.warn(tx, order(community, "u4"), SETTINGS)).warnings == 2
        await actions.unban(tx, order(community, "u5"))
    await clock.advance(timedelta(days=31))
    async with database.begin() as tx:
        await actions.forget_ended(tx)
        marks = await tx.execute(select(SanctionCase.user_id).where(SanctionCase.user_id < 0))
        warnings = await tx.execute(select(MemberWarning.user_id).where(MemberWarning.user_id < 0))
        assert (list(marks), list(warnings)) == ([], [])


async def test_erasing_twice_changes_nothing(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        await open_one(tx, community, Kind.BAN, "u1")
        await actions.forget(tx, 501)
        first = list(await tx.execute(select(SanctionCase.user_id).order_by(SanctionCase.id)))
        await actions.forget(tx, 501)
        assert list(await tx.execute(select(SanctionCase.user_id).order_by(SanctionCase.id))) == first


async def test_staff_are_erased_from_what_they_decided(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await open_one(tx, community, Kind.MUTE, "u1")
        await actions.undo(tx, case, by=MODERATOR.id)
        assert (await queries.export(tx, MODERATOR.id))["decided"][0]["number"] == 1
        await actions.forget(tx, MODERATOR.id)
        for table in (SanctionCase, CaseAct):
            for row in await tx.execute(select(Base.metadata.tables[table.__tablename__])):
                assert MODERATOR.id not in row
        shown = await queries.case(tx, community.id, case.number)
        assert shown is not None
        await actions.refresh_card(tx, TRANSLATOR, community, shown)


async def test_export_shows_cases_and_warnings(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        await open_one(tx, community, Kind.WARN, "u1")
        exported = await queries.export(tx, 501)
    assert exported["cases"][0]["kind"] == "warn"
    assert exported["cases"][0]["reason"] == "刷屏"
    assert len(exported["warnings"]) == 1
