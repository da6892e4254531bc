"""Natural batching: order, one transaction for many, one bad item alone, outages waited out."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bot.clock import ManualClock
from bot.membership.tables import Community
from bot.persistence.database import Database
from bot.persistence.group_commit import MOST, OUTAGE_PAUSES, GroupCommit
from bot.persistence.transaction import Transaction


class Scribe:
    """Writes titles; notes batches, and what each submitter was told."""

    def __init__(self, database, outages: int = 0) -> None:
        self.database = database
        self.outages = outages
        self.batches: list[int] = []
        self.applying = asyncio.Event()
        self.told: list[tuple[str, str | None]] = []
        self.commits: list[int] = []
        self.writer = GroupCommit[str](database, self.apply, lambda items, _seconds: self.commits.append(items))

    async def apply(self, tx: Transaction, titles: Sequence[str]) -> None:
        if self.outages:
            self.outages -= 1
            raise ConnectionRefusedError
        self.batches.append(len(titles))
        self.applying.set()
        if "bad" in titles:
            raise ValueError("bad")
        await tx.execute(tx.insert(Community), [{"title": title, "created_at": tx.now} for title in titles])
        tx.announce(tuple(titles))

    def submit(self, *titles: str) -> None:
        for title in titles:
            self.writer.submit(title, lambda error, title=title: self.told.append((title, error and str(error))))

    async def written(self) -> list[str]:
        async with self.database.read() as view:
            return list((await view.execute(select(Community.title).order_by(Community.id))).scalars())


@pytest.fixture
async def scribe(database):
    scribe = Scribe(database)
    scribe.writer.start()
    yield scribe
    await scribe.writer.stop(5)


async def test_what_queues_is_written_together_in_order(scribe):
    titles = [f"{number:03}" for number in range(100)]
    scribe.submit(*titles)
    assert len(scribe.writer) == 100
    await scribe.writer.drain()
    assert await scribe.written() == titles
    assert scribe.told == [(title, None) for title in titles]
    assert scribe.batches == scribe.commits == [100]


async def test_what_arrives_during_a_commit_is_the_next_batch(scribe):
    """No timer: an idle writer takes a lone item at once, a busy one takes all that queued meanwhile."""
    scribe.submit("first")
    await scribe.applying.wait()
    scribe.submit(*"abcde")
    await scribe.writer.drain()
    assert scribe.batches == [1, 5]


async def test_a_batch_has_a_limit(scribe):
    scribe.submit(*(str(number) for number in range(MOST + 1)))
    await scribe.writer.drain()
    assert scribe.batches == [MOST, 1]


async def test_one_bad_item_fails_alone(scribe):
    announced: list[object] = []
    scribe.database.commit_hooks.append(announced.extend)
    scribe.submit("a", "bad", "b")
    await scribe.writer.drain()
    assert await scribe.written() == ["a", "b"]
    assert scribe.told == [("a", None), ("bad", "bad"), ("b", None)]
    assert announced == [("a",), ("b",)], "the batch that was rolled back announces nothing"


async def test_the_writer_goes_on_after_a_bad_item(scribe):
    scribe.submit("bad")
    await scribe.writer.drain()
    scribe.submit("good")
    await scribe.writer.drain()
    assert await scribe.written() == ["good"]


async def test_a_submitter_that_fails_to_listen_stops_nobody(scribe):
    def deaf(_error: BaseException | None) -> None:
        raise asyncio.InvalidStateError

    scribe.writer.submit("deaf", deaf)
    scribe.submit("next")
    async with asyncio.timeout(5):
        await scribe.writer.drain()
    assert await scribe.written() == ["deaf", "next"]
    assert scribe.told == [("next", None)]


class PatientClock(ManualClock):
    """Says for how long somebody went to sleep."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Queue[float]()

    async def sleep(self, seconds: float) -> None:
        self.asked.put_nowait(seconds)
        await super().sleep(seconds)


async def test_an_outage_is_waited_out_and_loses_nothing(database_url):
    clock = PatientClock()
    database = Database(database_url, clock)
    scribe = Scribe(database, outages=len(OUTAGE_PAUSES) + 1)
    scribe.writer.start()
    scribe.submit("a", "b")
    for pause in (*OUTAGE_PAUSES, OUTAGE_PAUSES[-1]):
        assert await clock.asked.get() == pause
        assert scribe.told == []
        await clock.advance(pause)
    await scribe.writer.drain()
    assert scribe.told == [("a", None), ("b", None)]
    assert scribe.batches == [2], "no item is blamed for an outage"
    await scribe.writer.stop(5)
    await database.close()


async def test_stop_does_not_wait_for_a_database_that_stays_away(database):
    scribe = Scribe(database, outages=1)
    scribe.writer.start()
    scribe.submit("a")
    await scribe.writer.stop(0.05)
    assert scribe.told == []
    assert await scribe.written() == []


async def test_stop_writes_what_is_queued(database):
    scribe = Scribe(database)
    scribe.writer.start()
    scribe.submit(*"abc")
    await scribe.writer.stop(5)
    assert await scribe.written() == ["a", "b", "c"]


async def test_drain_waits_for_what_was_submitted_before_it(scribe):
    scribe.submit("before")
    draining = asyncio.create_task(scribe.writer.drain())
    await asyncio.sleep(0)
    scribe.submit("after")
    await draining
    assert ("before", None) in scribe.told
    await scribe.writer.drain()
