"""Reports as rows and rules: merged, counted, limited, decided once, erased with the person."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import ManualClock
from bot.errors import UserError
from bot.membership import actions as membership
from bot.membership.community import CommunityView
from bot.membership.events import ChatMoved
from bot.messages import Chat, IncomingMessage, User
from bot.moderation import actions, queries
from bot.moderation.reports import (
    ReportAct,
    Reported,
    ReportState,
    ReportView,
    Reputation,
    acts_on,
    next_edit,
    suspended_until,
)
from bot.moderation.settings import ReportSettings
from bot.outbox.effects import Edit, Send
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction
from tests.moderation.screens import GROUP
from tests.moderation.town import MODERATOR, OWNER, STAFF, TRANSLATOR, effects, settle

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
AUTHOR = User(id=501, first_name="小明")
REPORTER = 601


def message(message_id: int = 7, **fields: object) -> IncomingMessage:
    values = {"message_id": message_id, "date": 1, "chat": GROUP, "sender": AUTHOR, "text": "都是骗子"} | fields
    return IncomingMessage(**values)  # type: ignore[arg-type]


async def make(
    tx: Transaction, community: CommunityView, by: int = REPORTER, *, message_id: int = 7, on_staff: bool = False
) -> ReportView:
    """A report of the message."""
    reported = Reported(message(message_id), "都是骗子", is_on_staff=on_staff)
    return await actions.make_report(tx, TRANSLATOR, community, reported, by=by, why="骂人", said_in=message_id + 1)


# ---- pure


@pytest.mark.parametrize(
    ("card_at", "now", "at"),
    [(None, 0, 0), (0, 0, 3), (0, 2.9, 3), (0, 3, 3), (0, 10, 10), (3, 1, 3), (3, 3, 6), (3, 4, 6)],
)
def test_a_card_is_edited_once_in_three_seconds(card_at: float | None, now: float, at: float) -> None:
    last = None if card_at is None else NOON + card_at * SECOND
    assert next_edit(last, NOON + now * SECOND) == NOON + at * SECOND


@pytest.mark.parametrize(
    ("days_ago", "until"),
    [((), None), ((1, 2), None), ((0, 1, 2), 7), ((3, 4, 5), 4), ((8, 9, 10), None), ((1, 2, 31), None)],
)
def test_the_right_is_lost_with_the_third_false_report(days_ago: tuple[int, ...], until: int | None) -> None:
    abusive = {number: NOON - ago * DAY for number, ago in enumerate(days_ago)}
    lost = suspended_until(abusive, NOON, limit=3, within=30 * DAY, lasting=7 * DAY)
    assert lost == (None if until is None else NOON + until * DAY)


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        ({}, ("delete warn", "mute ban", "dismiss abusive")),
        ({"user_id": None, "sender_chat_id": -100123}, ("delete ban", "dismiss abusive")),
        ({"user_id": None, "sender_chat_id": GROUP.id}, ("delete", "dismiss abusive")),
        ({"is_call": True}, ("handled", "dismiss abusive")),
        ({"message_id": -7}, ("warn", "mute ban", "dismiss abusive")),
        ({"state": ReportState.UPHELD}, ()),
    ],
)
async def test_what_can_be_done(database: Database, fields: dict[str, object], rows: tuple[str, ...]) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        report = await make(tx, community)
    changed = {name: getattr(report, name) for name in ReportView.__slots__} | fields
    assert tuple(" ".join(row) for row in acts_on(ReportView(**changed))) == rows  # type: ignore[arg-type]


# ---- stored


async def test_reports_merge_and_count(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        first = await make(tx, community)
        assert await queries.report_voices(tx, first, 10)
    async with database.begin() as tx:
        second = await make(tx, community, REPORTER + 1)
        written = await effects(tx)
    assert (first.id, first.voices, second.id, second.voices) == (second.id, 1, first.id, 2)
    card = written[f"report:{first.id}:card"]
    assert isinstance(card, Send)
    assert card.chat_id == STAFF.id
    edit = written[f"report:{first.id}:card:2"]
    assert isinstance(edit, Edit)
    assert "2 人" in edit.text


async def test_reports_at_the_same_moment_are_all_counted(database: Database) -> None:
    community = await settle(database)

    async def one(by: int) -> int:
        async with database.begin() as tx:
            return (await make(tx, community, by)).voices

    counted = await asyncio.gather(*(one(REPORTER + number) for number in range(8)))
    assert sorted(counted) == list(range(1, 9))
    async with database.read() as view:
        (report,) = await queries.open_reports(view, community.id, 10)
    assert report.voices == 8
    async with database.begin() as tx:
        assert sum(isinstance(one, Send) for one in (await effects(tx)).values()) == 1


async def test_the_same_person_reports_once(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        await make(tx, community)
    with pytest.raises(UserError, match="reports-made-already"):
        async with database.begin() as tx:
            await make(tx, community)
    async with database.read() as view:
        assert [one.voices for one in await queries.open_reports(view, community.id, 10)] == [1]


async def test_a_decision_is_made_once(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        report = await make(tx, community)
        await make(tx, community, REPORTER + 1)
    async with database.begin() as tx:
        decided = await actions.decide_report(
            tx, TRANSLATOR, community, report, ReportAct.BAN, by=MODERATOR.id, case_number=3
        )
        written = await effects(tx)
    assert (decided.state, decided.case_number, decided.decided_by) == (ReportState.UPHELD, 3, MODERATOR.id)
    told = [one for key, one in written.items() if ":told:" in key]
    assert [(one.chat_id, one.alone_for) for one in told if isinstance(one, Send)] == [
        (GROUP.id, REPORTER),
        (GROUP.id, REPORTER + 1),
    ]
    for act in (ReportAct.BAN, ReportAct.DISMISS):
        with pytest.raises(UserError, match="reports-decided-already"):
            async with database.begin() as tx:
                await actions.decide_report(tx, TRANSLATOR, community, report, act, by=OWNER.id)
    with pytest.raises(UserError, match="reports-handled-already"):
        async with database.begin() as tx:
            await make(tx, community, REPORTER + 2)


async def test_reputation_and_the_right_to_report(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    for number, act in enumerate([ReportAct.DELETE, ReportAct.DISMISS, *[ReportAct.ABUSIVE] * 3]):
        async with database.begin() as tx:
            report = await make(tx, community, message_id=10 + number)
            await actions.decide_report(tx, TRANSLATOR, community, report, act, by=MODERATOR.id)
        clock.jump(timedelta(minutes=1))
    async with database.read() as view:
        assert await queries.reputations_of(view, community.id, [REPORTER]) == {REPORTER: Reputation(1, 1, 3)}
        assert await queries.reputations_of(view, community.id + 1, [REPORTER]) == {}
        until = await actions.right_lost_until(view, community.id, REPORTER, ReportSettings())
        assert until == view.now - timedelta(minutes=1) + 7 * DAY
        assert await queries.reports_since(view, community.id, REPORTER, view.now - DAY) == 5
    clock.jump(7 * DAY)
    async with database.read() as view:
        assert await actions.right_lost_until(view, community.id, REPORTER, ReportSettings()) is None


async def test_reports_about_staff_wait_for_an_owner(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        assert (await make(tx, community, on_staff=True)).card_chat_id is None
        assert len(await queries.open_reports(tx, community.id, 10, on_staff=False)) == 0
        await membership.mark_reach(tx, OWNER.id, "started")
        await actions.send_waiting_reports(tx, TRANSLATOR, community)
        (report,) = await queries.open_reports(tx, community.id, 10)
    assert report.card_chat_id == OWNER.id


async def test_what_was_decided_long_ago_goes(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        report = await make(tx, community)
        await make(tx, community, message_id=8)
        await actions.decide_report(tx, TRANSLATOR, community, report, ReportAct.DISMISS, by=MODERATOR.id)
    clock.jump(181 * DAY)
    async with database.begin() as tx:
        assert await actions.forget_old_reports(tx) == 1
        assert await queries.reports_since(tx, community.id, REPORTER, NOON - 400 * DAY) == 1


async def test_an_erasure_takes_author_and_reporter(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        decided = await make(tx, community)
        await actions.decide_report(tx, TRANSLATOR, community, decided, ReportAct.DELETE, by=MODERATOR.id)
        still_open = await make(tx, community, message_id=8)
    async with database.begin() as tx:
        assert (await queries.export_reports_of(tx, REPORTER))["reports"][0]["text"] == "骂人"
        about = (await queries.export_reports_of(tx, AUTHOR.id))["reported"]
        assert [one["text"] for one in about] == ["都是骗子", "都是骗子"]
        await actions.forget_in_reports(tx, REPORTER)
        await actions.forget_in_reports(tx, AUTHOR.id)
        await actions.forget_in_reports(tx, MODERATOR.id)
        assert await queries.report(tx, still_open.id) is None
        left = await queries.report(tx, decided.id)
        assert left is not None
        assert (left.user_id, left.author_name, left.text, left.decided_by) == (None, "", "", 0)
        assert await queries.report_voices(tx, left, 10) == []


async def test_a_message_has_no_number_in_the_supergroup(database: Database) -> None:
    community = await settle(database)
    new = Chat(id=-1007777777777, type="supergroup")
    async with database.begin() as tx:
        report = await make(tx, community)
        await actions.follow_chat_of_reports(tx, ChatMoved(GROUP.id, new.id))
        moved = await queries.report(tx, report.id)
    assert moved is not None
    assert (moved.chat_id, moved.target.message_id, moved.link) == (new.id, None, None)
