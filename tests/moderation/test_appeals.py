"""Appeals as rows and rules: one per case, so many a week, decided once, erased with the person."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import ManualClock
from bot.errors import UserError
from bot.membership import actions as membership
from bot.membership.community import CommunityView
from bot.membership.events import ChatMoved
from bot.messages import Chat, User
from bot.moderation import actions, queries
from bot.moderation.appeals import AppealState, can_be_appealed, has_ended, read_payload, shorter
from bot.moderation.cases import CaseView
from bot.moderation.sanctions import Kind
from bot.moderation.settings import AppealSettings
from bot.outbox.effects import Ban, Edit, Send
from bot.persistence.database import Database
from bot.persistence.transaction import Transaction
from tests.moderation.screens import GROUP
from tests.moderation.town import MODERATOR, STAFF, TARGET, TRANSLATOR, effects, order, settle

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PERSON = TARGET.user_id or 0
SETTINGS = AppealSettings()


async def muted(
    tx: Transaction, community: CommunityView, cause: str = "u1", until: timedelta | None = HOUR
) -> CaseView:
    """The member is muted."""
    return await actions.mute(tx, order(community, cause), None if until is None else tx.now + until)


# ---- pure


@pytest.mark.parametrize(
    ("payload", "named"),
    [("3_12", (3, 12)), ("3", None), ("3_", None), ("_3", None), ("3_12_1", None), ("-3_12", None), ("３_1", None)],
)
def test_a_link_names_a_case(payload: str, named: tuple[int, int] | None) -> None:
    assert read_payload(payload) == named


async def test_what_can_be_appealed_and_until_when(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await muted(tx, community)
    now, never = clock.now(), timedelta(days=30)
    assert can_be_appealed(case)
    assert not can_be_appealed(replace(case, user_id=None))
    assert not can_be_appealed(replace(case, user_id=-5))
    assert not can_be_appealed(replace(case, kind=Kind.UNMUTE))

    def ended(case: CaseView, after: timedelta, warning: timedelta | None = None) -> bool:
        until = None if warning is None else now + warning
        return has_ended(case, now + after, warning_until=until, within=never)

    assert not ended(case, HOUR / 2)
    assert ended(case, HOUR)
    assert not ended(replace(case, until=None), 400 * DAY)
    deletion = replace(case, kind=Kind.DELETE, until=None)
    assert not ended(deletion, 30 * DAY)
    assert ended(deletion, 31 * DAY)
    warning = replace(case, kind=Kind.WARN, until=None)
    assert not ended(warning, DAY, warning=2 * DAY)
    assert ended(warning, 2 * DAY, warning=2 * DAY)
    assert ended(warning, DAY)


@pytest.mark.parametrize(
    ("left", "step"),
    [(None, 7 * DAY), (30 * DAY, 7 * DAY), (7 * DAY, DAY), (2 * DAY, DAY), (DAY, HOUR), (HOUR, None), (HOUR / 2, None)],
)
async def test_a_step_shorter(database: Database, left: timedelta | None, step: timedelta | None) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await muted(tx, community, until=left)
        assert shorter(case, tx.now) == step


# ---- stored


async def test_one_appeal_per_case(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await muted(tx, community)
        await actions.make_appeal(tx, case, PERSON, "误会", SETTINGS)
    with pytest.raises(UserError, match="appeals-made-already"):
        async with database.begin() as tx:
            await actions.make_appeal(tx, case, PERSON, "误会", SETTINGS)


async def test_the_weeks_limit_rolls_the_fourth_back(database: Database, clock: ManualClock) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        cases = [await muted(tx, community, f"u{number}", None) for number in range(4)]
        for case in cases[:3]:
            await actions.make_appeal(tx, case, PERSON, "误会", SETTINGS)
    with pytest.raises(UserError, match="appeals-too-many"):
        async with database.begin() as tx:
            await actions.make_appeal(tx, cases[3], PERSON, "误会", SETTINGS)
    async with database.read() as view:
        assert await queries.appeal_of_case(view, cases[3].id) is None
    clock.jump(timedelta(days=7))
    async with database.begin() as tx:
        await actions.make_appeal(tx, cases[3], PERSON, "误会", SETTINGS)


async def test_a_decision_is_made_once_and_told(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await muted(tx, community)
        made = await actions.make_appeal(tx, case, PERSON, "误会", SETTINGS)
        assert await actions.send_appeal_card(tx, TRANSLATOR, community, made, case) == STAFF.id
    async with database.begin() as tx:
        made = await queries.appeal(tx, made.id) or made
        decided = await actions.decide_appeal(
            tx, TRANSLATOR, community, made, case, AppealState.UPHELD, by=MODERATOR.id
        )
        written = await effects(tx)
    assert (decided.state, decided.decided_by) == (AppealState.UPHELD, MODERATOR.id)
    card, edit, told = (written[f"appeal:{made.id}:{name}"] for name in ("card", "decided", "outcome"))
    assert isinstance(card, Send)
    assert isinstance(edit, Edit)
    assert (edit.sent_by, edit.keyboard) == (f"appeal:{made.id}:card", ())
    assert isinstance(told, Send)
    assert told.chat_id == PERSON
    assert "维持原处理" in told.text
    with pytest.raises(UserError, match="appeals-decided-already"):
        async with database.begin() as tx:
            await actions.decide_appeal(tx, TRANSLATOR, community, made, case, AppealState.OVERTURNED, by=MODERATOR.id)


async def test_a_ban_is_shortened(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await actions.ban(tx, order(community, "u1"), None)
    async with database.begin() as tx:
        shortened = await actions.shorten(tx, case, by=MODERATOR.id, until=tx.now + DAY)
        assert shortened.until == tx.now + DAY
        ban = list((await effects(tx)).values())[-1]
        assert isinstance(ban, Ban)
        assert ban.until == int((tx.now + DAY).timestamp())
    with pytest.raises(UserError, match="lengthen-late"):
        async with database.begin() as tx:
            await actions.shorten(tx, shortened, by=MODERATOR.id, until=tx.now + 2 * DAY)


async def test_the_index_of_waiting_appeals(database: Database) -> None:
    community = await settle(database, staff=False)
    async with database.begin() as tx:
        case = await muted(tx, community)
        made = await actions.make_appeal(tx, case, PERSON, "误会", SETTINGS)
        assert await actions.send_appeal_card(tx, TRANSLATOR, community, made, case) is None
        waiting = await queries.open_appeals(tx, community.id, 10, only_waiting=True)
    assert [one.id for one in waiting] == [made.id]
    async with database.begin() as tx:
        await membership.mark_reach(tx, 100, "started")
        await actions.send_waiting_appeals(tx, TRANSLATOR, community)
        assert await queries.open_appeals(tx, community.id, 10, only_waiting=True) == []
        assert len(await queries.open_appeals(tx, community.id, 10)) == 1


# ---- telling


async def told(database: Database, reach: str | None, kind: str) -> list[Send]:
    """What the person is sent, alone or in private, for a case of `kind` that a rule made."""
    community = await settle(database)
    async with database.begin() as tx:
        if reach is not None:
            await membership.meet(tx, [User(id=PERSON, first_name="小明")])
            await membership.mark_reach(tx, PERSON, reach)
        by_rule = order(community, "u1", actor_id=None)
        if kind == "delete":
            case = await actions.delete_by_hand(tx, by_rule)
        elif kind == "mute":
            case = await actions.mute(tx, by_rule, tx.now + HOUR)
        else:
            case = await actions.ban(tx, by_rule, None)
        await actions.tell_of_rule(tx, TRANSLATOR, community, case)
        return [one for one in (await effects(tx)).values() if isinstance(one, Send)]


@pytest.mark.parametrize(
    ("reach", "kind", "chat_id", "otherwise"),
    [
        ("started", "mute", GROUP.id, "private"),
        ("blocked", "mute", GROUP.id, "nothing"),
        (None, "mute", GROUP.id, "nothing"),
        ("started", "delete", GROUP.id, "private"),
        (None, "delete", GROUP.id, "nothing"),
        ("started", "ban", PERSON, "reply"),
    ],
)
async def test_where_people_are_told(
    database: Database, reach: str | None, kind: str, chat_id: int, otherwise: str
) -> None:
    (notice,) = await told(database, reach, kind)
    assert (notice.chat_id, notice.otherwise) == (chat_id, otherwise)
    assert notice.keyboard[0][0].start == "appeal_1_1"
    assert (notice.alone_for, notice.secret) == ((PERSON, True) if chat_id == GROUP.id else (None, False))


async def test_a_stranger_who_is_banned_by_a_rule_finds_a_line_in_the_group(database: Database) -> None:
    (line,) = await told(database, None, "ban")
    assert (line.chat_id, line.alone_for, line.otherwise) == (GROUP.id, None, "reply")
    assert "#1 已永久封禁" in line.text
    assert line.keyboard[0][0].start == "appeal_1_1"


# ---- erasing


async def test_an_erasure_takes_the_appeal_and_its_text(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await muted(tx, community)
        made = await actions.make_appeal(tx, case, PERSON, "我叫小明", SETTINGS)
        shown = await queries.export_appeals_of(tx, PERSON)
    assert [one["text"] for one in shown["appeals"]] == ["我叫小明"]
    async with database.begin() as tx:
        await actions.forget_in_appeals(tx, PERSON)
        assert await queries.appeal(tx, made.id) is None
        assert (await queries.export_appeals_of(tx, PERSON))["appeals"] == []


async def test_a_card_follows_its_staff_group(database: Database) -> None:
    community = await settle(database)
    async with database.begin() as tx:
        case = await muted(tx, community)
        made = await actions.make_appeal(tx, case, PERSON, "误会", SETTINGS)
        await actions.send_appeal_card(tx, TRANSLATOR, community, made, case)
    new = Chat(id=-1007777777777, type="supergroup")
    async with database.begin() as tx:
        await actions.follow_chat_of_appeals(tx, ChatMoved(STAFF.id, new.id))
        moved = await queries.appeal(tx, made.id)
    assert moved is not None
    assert moved.card_chat_id == new.id
