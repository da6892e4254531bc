"""Plain group messages a second over HTTP long polling, beside the bare bot, in interleaved rounds.

An update counts when its offset is confirmed, which for the real bot means that its rows are committed.
"""

from dataclasses import dataclass

from tests.bench.corpus import Traffic
from tests.bench.figures import Figure, median
from tests.bench.stage import BARE, POSTGRESQL, SQLITE, Running, Stage
from tests.e2e.schema import MESSAGE_TABLE

TARGET_RATIO = {SQLITE: 3.0, POSTGRESQL: 2.0}
WARM_UP = 2_000
UPDATES = {BARE: 8_000, SQLITE: 40_000, POSTGRESQL: 30_000}  # about four seconds each


@dataclass(frozen=True, slots=True)
class Sample:
    """One round of one subject; `missing_rows` is None where there is no table of messages."""

    per_second: float
    cpu_microseconds: float
    feeder_busy: float
    missing_rows: int | None


def run(stage: Stage) -> list[Figure]:
    samples: dict[str, list[Sample]] = {kind: [] for kind in stage.kinds}
    for _ in range(stage.rounds):
        for kind in stage.kinds:
            samples[kind].append(_round(stage, kind))
    return figures("throughput", samples)


def _round(stage: Stage, kind: str) -> Sample:
    with stage.running(kind, stage.feeder.fresh()) as running:
        return measure(stage, running, stage.scaled(UPDATES[kind]), groups=20)


def measure(stage: Stage, running: Running, updates: int, groups: int) -> Sample:
    """Warm the subject up, then time a corpus of plain messages."""
    stage.feeder.ask("add", Traffic(WARM_UP, groups=groups), 1_000)
    stage.feeder.ask("run", 120)
    stage.feeder.ask("add", Traffic(updates, groups=groups, seed=updates), 1_000_000)
    cpu, feeder_cpu = running.subject.cpu_seconds(), stage.feeder.ask("cpu_seconds")
    measured = stage.feeder.ask("run", 180)
    seconds = measured.ended - measured.began
    cpu, feeder_cpu = running.subject.cpu_seconds() - cpu, stage.feeder.ask("cpu_seconds") - feeder_cpu
    rows = running.database.count_sync(MESSAGE_TABLE) if running.database else None
    missing = None if rows is None else WARM_UP + updates - rows
    return Sample(updates / seconds, cpu / updates * 1e6, feeder_cpu / seconds, missing)


def figures(benchmark: str, samples: dict[str, list[Sample]], targets: dict[str, float] | None = None) -> list[Figure]:
    """Medians per subject and the ratio to the bare bot of the same run."""
    targets = TARGET_RATIO if targets is None else targets
    result = []
    bare = median([sample.per_second for sample in samples[BARE]])
    for kind, rounds in samples.items():
        speed = median([sample.per_second for sample in rounds])
        spread = " ".join(f"{sample.per_second:,.0f}" for sample in rounds)
        busy = max(sample.feeder_busy for sample in rounds)
        note = f"rounds: {spread}; feeder at most {busy:.0%} busy"
        result.append(Figure(benchmark, f"updates/s, {kind}", speed, "/s", note=note))
        cost = median([sample.cpu_microseconds for sample in rounds])
        result.append(Figure(benchmark, f"CPU per update, {kind}", cost, "µs"))
        if kind != BARE:
            by_cpu = median([sample.cpu_microseconds for sample in samples[BARE]]) / cost
            note = "of the bot's processor time; steadier than the clock on a busy machine"
            result.append(Figure(benchmark, f"× bare by CPU time, {kind}", by_cpu, "×", note=note))
            ratio = speed / bare
            result.append(Figure(benchmark, f"× bare, {kind}", ratio, "×", targets.get(kind), at_least=True))
            missing = [sample.missing_rows for sample in rounds if sample.missing_rows is not None]
            if missing:
                worst = max(missing, key=abs)
                result.append(Figure(benchmark, f"rows missing, {kind}", abs(worst), "", 0))
    return result
