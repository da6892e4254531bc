"""Memory per quiet group: each of many groups says one thing, then nothing."""

import time

from tests.bench.corpus import Traffic
from tests.bench.figures import Figure
from tests.bench.stage import SQLITE, Stage
from tests.bench.subject import Subject

SIZES = (1_000, 20_000, 100_000)
TARGET_KB = 2.0


def run(stage: Stage) -> list[Figure]:
    return [_grown(stage, count) for count in SIZES] if SQLITE in stage.kinds else []


def _grown(stage: Stage, groups: int) -> Figure:
    with stage.running(SQLITE, stage.feeder.fresh()) as running:
        stage.feeder.ask("add", Traffic(20_000), 1_000)  # caches, batches and the allocator reach their size
        stage.feeder.ask("run", 120)
        before = _settled_mb(running.subject)
        stage.feeder.ask("add_quiet_groups", groups, 100)
        measured = stage.feeder.ask("run", 600)
        after = _settled_mb(running.subject)
    note = f"{before:.0f} → {after:.0f} MB; {measured.per_second:,.0f} new groups/s"
    return Figure(
        "groups", f"per quiet group, {groups:,} groups", (after - before) * 1024 / groups, "KB", TARGET_KB, note=note
    )


def _settled_mb(subject: Subject, seconds: float = 30) -> float:
    """Resident memory once it stays within 0.2 MB and the process rests for two seconds."""
    deadline = time.monotonic() + seconds
    size, cpu = subject.memory().rss, subject.cpu_seconds()
    while time.monotonic() < deadline:
        time.sleep(2)
        previous, size = size, subject.memory().rss
        spent, cpu = subject.cpu_seconds() - cpu, subject.cpu_seconds()
        if abs(size - previous) < 0.2 and spent < 0.1:
            break
    return size
