"""Updates in: everything once, in order, confirmed only when it is safe."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from bot.clock import ManualClock
from bot.intake import actions
from bot.membership import actions as membership
from tests.intake.house import BOT_ID, DATE, GROUP, House, command, message

Enter = Callable[[], Awaitable[House]]


@pytest.fixture
async def enter(database_url: str, clock: ManualClock) -> AsyncIterator[Enter]:
    """Opens one process after another on the same database."""
    opened: list[House] = []

    async def enter() -> House:
        opened.append(House(database_url, clock))
        return await opened[-1].open()

    yield enter
    for house in opened:
        await house.close(timeout=0.0)


@pytest.fixture
async def house(enter: Enter) -> House:
    return await enter()


async def everything(house: House) -> list[Any]:
    """All that updates left behind."""
    return [await house.messages(), await house.seen(), await house.effects(), await house.count()]


async def test_what_is_accepted_is_committed(house: House) -> None:
    await house.accept(*(message(number) for number in range(1, 200)))
    assert await house.messages() == await house.seen() == list(range(1, 200))
    assert await house.count() == 199
    await house.accept(command(200))
    assert await house.effects() == ["done:200"]
    assert house.intake.under_way == 0


async def test_nothing_is_confirmed_before_its_commit(house: House) -> None:
    house.gates[2] = asyncio.Event()
    accepting = asyncio.create_task(house.accept(message(1, chat_id=-5), command(2)))
    await house.still()
    assert await house.messages() == [1]
    assert not accepting.done()
    house.gates[2].set()
    await accepting
    assert await house.effects() == ["done:2"]


async def test_commands_and_talk_keep_their_order(house: House) -> None:
    await house.accept(*(command(n) if n % 7 == 0 else message(n) for n in range(1, 50)))
    assert house.tried == list(range(7, 50, 7))
    for number, rows in house.rows_before.items():
        assert rows == list(range(1, number))


async def test_a_repeated_update_changes_nothing(house: House, enter: Enter) -> None:
    raws = [message(1), command(2), message(3, "晚安")]
    await house.accept(*raws)
    before = await everything(house)
    await house.accept(*raws)
    await house.accept(raws[1], raws[1], raws[0])
    assert await everything(house) == before
    assert (house.tried, house.counted.refused) == ([2], {"repeated": 6})
    await house.close()
    later = await enter()
    await later.accept(*raws, *raws)
    assert await everything(later) == before
    assert later.done == []


async def test_the_same_update_twice_in_one_answer_is_one(house: House) -> None:
    await house.accept(command(1), message(2), command(1), message(2))
    assert (house.done, await house.messages()) == ([1], [1, 2])


async def test_an_update_that_comes_again_while_it_is_under_way_is_waited_for(house: House) -> None:
    """Telegram lost patience with the webhook and calls again: 200 must mean what it says."""
    house.gates[1] = asyncio.Event()
    first = asyncio.create_task(house.accept(command(1)))
    await house.still()
    second = asyncio.create_task(house.accept(command(1)))
    await house.still()
    assert not first.done()
    assert not second.done()
    house.gates[1].set()
    await asyncio.gather(first, second)
    assert house.done == [1]


async def test_three_tries_then_the_next(house: House, enter: Enter) -> None:
    house.fails[1] = [LookupError("a bug")] * 99
    accepting = asyncio.create_task(house.accept(command(1), command(2), message(3)))
    await house.passes(1)
    await accepting
    assert (house.tried, house.done) == ([1, 1, 1, 2], [2])
    assert await house.set_aside() == [1]
    assert await house.effects() == ["done:2"]
    assert (house.told, house.counted.set_aside) == ([(1, "LookupError")], 1)
    assert await house.messages() == [2, 3]
    before = await everything(house)
    await house.close()
    later = await enter()
    await later.accept(command(1))
    assert (await everything(later), later.done) == (before, [])


async def test_an_absent_telegram_is_waited_for(house: House) -> None:
    house.fails[1] = [ConnectionResetError()] * 5
    accepting = asyncio.create_task(house.accept(command(1)))
    await house.passes(60)
    await accepting
    assert (house.done, await house.set_aside()) == ([1], [])


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"update_id":"1"}',
        b'{"update_id":1.5}',
        b'{"update_id":99999999999999999999}',
        b'{"update_id":1,"message":{}}',
        b'{"update_id":1,"message":[]}',
        b'{"update_id":1,"message":{"message_id":1,"date":-5,"chat":{"id":1,"type":"private"}}}',
        b'{"update_id":1,"message":{"message_id":1,"date":72057594037927936,"chat":{"id":1,"type":"private"}}}',
        b'{"update_id":1,"message":' * 2000,
        b"\xff\xfe\x00",
    ],
)
async def test_what_is_no_update_is_counted_and_the_next_is_served(
    house: House, raw: bytes, logs: list[dict[str, Any]]
) -> None:
    await house.accept(raw, message(2))
    assert await house.messages() == [2]
    assert house.counted.refused == {"malformed": 1}
    assert [entry["event"] for entry in logs] == ["update refused"]


async def test_kinds_that_nobody_knows_are_marked_and_over(house: House) -> None:
    await house.accept(b'{"update_id":1,"telepathy":{"chat":{"id":1}}}', b'{"update_id":2}', message(3))
    assert await house.seen() == [1, 2, 3]
    assert house.counted.received == {"unknown": 2, "message": 1}


async def test_odd_letters_and_endless_texts_are_stored(house: House) -> None:
    odd = message(1, "a").replace(b'"text":"a"', b'"text":"\\ud83d\\u0000\xff' + b"x" * 1_000_000 + b'"')
    await house.accept(odd, message(2))
    assert await house.messages() == [1, 2]


# ---- slow lanes


async def test_a_slow_lane_is_parked_and_confirmed(house: House) -> None:
    house.gates[1] = asyncio.Event()
    accepting = asyncio.create_task(house.accept(command(1), message(2), message(3, chat_id=-5)))
    await house.passes(1.9)
    assert not accepting.done()
    assert await house.parked() == []
    await house.passes(0.2)
    await accepting
    assert await house.parked() == [1, 2]
    assert await house.seen() == [3]
    await house.accept(command(1), message(2))  # delivered again: a row holds them
    house.gates[1].set()
    await house.intake.drained()
    assert await house.parked() == []
    assert (house.done, await house.messages()) == ([1], [1, 2, 3])
    assert house.counted.parked == 2


async def test_an_update_that_is_about_to_be_parked_is_not_confirmed_yet(house: House) -> None:
    """It comes again while its row is being written; a crash now would lose it."""
    house.gates[1] = asyncio.Event()
    first = asyncio.create_task(house.accept(command(1)))
    await house.passes(1.9)
    async with house.database.begin() as tx:
        if not house.database.is_sqlite:
            await tx.execute(text("LOCK TABLE parked_update IN EXCLUSIVE MODE"))
        await house.clock.advance(0.2)
        second = asyncio.create_task(house.accept(command(1)))
        for _ in range(100):
            await asyncio.sleep(0)
        assert not first.done()
        assert not second.done()
    await asyncio.gather(first, second)
    assert await house.parked() == [1]


async def test_a_parked_update_has_its_effects_once_after_a_restart(house: House, enter: Enter) -> None:
    house.gates[1] = asyncio.Event()
    accepting = asyncio.create_task(house.accept(command(1), message(2), command(3)))
    await house.passes(2.1)
    await accepting
    await house.crash()
    later = await enter()
    await later.accept(command(4), command(1))
    await later.intake.drained()
    assert later.done == [1, 3, 4]
    assert later.rows_before[3] == [1, 2], "what was parked keeps its order"
    assert await later.effects() == ["done:1", "done:3", "done:4"]
    assert (await later.parked(), await later.seen()) == ([], [1, 2, 3, 4])
    assert await later.count() == 1


async def test_a_row_that_outlived_its_update_is_dropped(house: House, enter: Enter) -> None:
    """The process died between the effects and the removal, or another connection was quicker."""
    await house.accept(command(1))
    async with house.database.begin() as tx:
        await actions.park(tx, BOT_ID, {1: command(1)})
    await house.close()
    later = await enter()
    await later.intake.drained()
    assert (await later.parked(), later.tried) == ([], [])


async def test_a_parked_update_that_fails_is_set_aside(house: House) -> None:
    house.gates[1] = asyncio.Event()
    house.fails[1] = [LookupError("a bug")] * 3
    accepting = asyncio.create_task(house.accept(command(1)))
    await house.passes(2.1)
    await accepting
    house.gates[1].set()
    await house.passes(2)
    assert (await house.set_aside(), await house.parked()) == ([1], [])


async def test_a_slow_lane_holds_up_nobody_for_long(house: House) -> None:
    house.gates[1] = asyncio.Event()
    for first in range(1, 50, 10):
        batch = [command(1) if n == 1 else message(n, chat_id=-n) for n in range(first, first + 10)]
        accepting = asyncio.create_task(house.accept(*batch))
        await house.passes(2.1)
        assert accepting.done()
    assert await house.messages() == list(range(2, 51))


# ---- group commit


@pytest.fixture
async def cursed(house: House) -> AsyncIterator[House]:
    """The database refuses the text 当."""
    if house.database.is_sqlite:
        curse = (
            "CREATE TRIGGER cursed BEFORE INSERT ON message_event WHEN NEW.text = '当'"
            " BEGIN SELECT RAISE(ABORT, 'cursed'); END"
        )
        cure = "DROP TRIGGER cursed"
    else:
        curse = "ALTER TABLE message_event ADD CONSTRAINT cursed CHECK (text <> '当')"
        cure = "ALTER TABLE message_event DROP CONSTRAINT cursed"
    async with house.database.begin() as tx:
        await tx.execute(text(curse))
    yield house
    async with house.database.begin() as tx:
        await tx.execute(text(cure))


async def test_one_row_that_is_refused_takes_no_other_with_it(cursed: House) -> None:
    house = cursed
    accepting = asyncio.create_task(
        house.accept(*(message(n, "当" if n == 10 else "好", chat_id=-n % 3 - 1) for n in range(1, 41)))
    )
    await house.passes(1)
    await accepting
    assert await house.messages() == [n for n in range(1, 41) if n != 10]
    assert (await house.set_aside(), [n for n, _ in house.told]) == ([10], [10])
    assert await house.seen() == list(range(1, 41))
    await house.accept(message(41))
    assert 41 in await house.messages()


# ---- newcomers and caches


def joined(update_id: int, user_id: int) -> bytes:
    user = {"id": user_id, "first_name": "新人", "is_bot": False}
    change = {
        "chat": {"id": GROUP, "type": "supergroup", "title": "茶友会"},
        "from": user,
        "date": DATE,
        "old_chat_member": {"status": "left", "user": user},
        "new_chat_member": {"status": "member", "user": user},
    }
    return msgspec.json.encode({"update_id": update_id, "chat_member": change})


@pytest.mark.parametrize("is_one_answer", [True, False])
async def test_every_word_of_a_newcomer_counts(house: House, is_one_answer: bool) -> None:
    """Talk that arrives in one answer with its join goes the slow way and counts all the same."""
    raws = [joined(1, 8), *(message(n, user_id=8) for n in range(2, 6)), command(6, user_id=8)]
    for batch in [raws] if is_one_answer else [[raw] for raw in raws]:
        await house.accept(*batch)
    assert await house.count(8) == 4, "the command does not count"


async def test_a_cache_never_keeps_what_changed_while_it_was_read(house: House) -> None:
    """Read before the commit, cached after it: a person would stay trusted for ten minutes."""
    await house.accept(message(1))
    for round_number in range(100):
        trusted = round_number % 2 == 0
        house.contexts._standings.clear()
        changing = asyncio.create_task(trust(house, trusted))
        for _ in range(round_number % 50):
            await asyncio.sleep(0)
        await asyncio.gather(changing, house.contexts.of_person(1, 7))
        assert (await house.contexts.of_person(1, 7)).is_trusted is trusted


async def trust(house: House, trusted: bool) -> None:
    async with house.database.begin() as tx:
        await membership.set_trust(tx, 1, 7, trusted=trusted)


# ---- the end


async def test_a_stop_waits_for_what_is_under_way(house: House) -> None:
    house.gates[1] = asyncio.Event()
    accepting = asyncio.create_task(house.accept(command(1), message(2)))
    await house.still()
    stopping = asyncio.create_task(house.intake.stop(30))
    await house.still()
    assert not stopping.done()
    house.gates[1].set()
    await asyncio.gather(accepting, stopping)
    assert await house.seen() == [1, 2]


async def test_a_stop_that_cannot_wait_confirms_nothing(house: House, enter: Enter) -> None:
    house.gates[1] = asyncio.Event()
    accepting = asyncio.create_task(house.accept(command(1), message(2)))
    await house.still()
    await house.crash()
    assert not accepting.done()
    accepting.cancel()
    later = await enter()
    await later.accept(command(1), message(2))
    assert (later.done, await later.seen()) == ([1], [1, 2])
