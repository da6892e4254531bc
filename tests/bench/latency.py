"""From the delivery of a newcomer's advertisement to the arrival of its deleteMessage, and what a slow Bot API costs."""

from tests.bench.corpus import Traffic
from tests.bench.figures import Figure, median, percentile
from tests.bench.stage import BARE, SQLITE, Stage

RATE = 100.0  # updates a second
SECONDS = 20
SLOW = 0.040  # seconds per call
TARGET_P50, TARGET_P99 = 3.0, 10.0  # milliseconds


def run(stage: Stage) -> list[Figure]:
    result: list[Figure] = []
    for kind in stage.bots():
        for call_latency in (0.0, SLOW):
            result += _deletion(stage, kind, call_latency)
    return result + _throughput(stage)


def _deletion(stage: Stage, kind: str, call_latency: float) -> list[Figure]:
    delays: list[float] = []
    expected = 0
    with stage.running(kind, stage.feeder.fresh(call_latency=call_latency, poll_latency=call_latency)):
        stage.feeder.ask("add", Traffic(1_000), 1_000)
        stage.feeder.ask("run", 60)
        updates = stage.scaled(int(RATE * SECONDS))
        joins = stage.feeder.ask("add", Traffic(updates, advertisement_share=0.1), 1_000_000)
        stage.feeder.ask("run", 60, joins)
        stage.feeder.ask("run_paced", RATE, 30)
        stage.feeder.ask("wait_calls", "deletemessage", joins, 5)
        delays, expected = stage.feeder.ask("deletion_delays"), joins
    where = f"{kind}, {call_latency * 1_000:.0f} ms API"
    undone = Figure("latency", f"advertisements not deleted, {where}", expected - len(delays), "", 0)
    if not delays:
        return [undone]
    p50, p99 = percentile(delays, 0.5) * 1_000, percentile(delays, 0.99) * 1_000
    bounds = (TARGET_P50, TARGET_P99) if kind == SQLITE else (None, None)
    note = f"{len(delays)} deletions at {RATE:.0f} updates/s, worst {max(delays) * 1_000:.1f} ms"
    return [
        Figure("latency", f"delivery to deleteMessage p50, {where}", p50, "ms", bounds[0], note=note),
        Figure("latency", f"delivery to deleteMessage p99, {where}", p99, "ms", bounds[1]),
        undone,
    ]


def _throughput(stage: Stage) -> list[Figure]:
    """Traffic with two advertisements in a hundred, the API quick, its calls slow, and everything slow."""
    settings = {"quick API": (0.0, 0.0), "calls 40 ms": (SLOW, 0.0), "calls and polls 40 ms": (SLOW, SLOW)}
    kinds = [kind for kind in stage.kinds if kind in {BARE, SQLITE}]
    speeds: dict[tuple[str, str], list[float]] = {}
    for _ in range(stage.rounds):
        for kind in kinds:
            for name, (call_latency, poll_latency) in settings.items():
                with stage.running(kind, stage.feeder.fresh(call_latency=call_latency, poll_latency=poll_latency)):
                    speeds.setdefault((kind, name), []).append(_mixed_speed(stage, kind))
    result = []
    for (kind, name), rounds in speeds.items():
        note = "rounds: " + " ".join(f"{speed:,.0f}" for speed in rounds)
        if name.startswith("calls and polls"):
            note += "; getUpdates bounds it at 100 per 40 ms = 2,500"
        result.append(Figure("latency", f"updates/s, {kind}, {name}", median(rounds), "/s", note=note))
    if SQLITE in kinds:
        ratio = median(speeds[SQLITE, "calls 40 ms"]) / median(speeds[SQLITE, "quick API"])
        result.append(Figure("latency", "throughput kept with 40 ms calls", ratio, "×", 0.9, at_least=True))
    return result


def _mixed_speed(stage: Stage, kind: str) -> float:
    stage.feeder.ask("add", Traffic(1_000), 1_000)
    stage.feeder.ask("run", 60)
    updates = stage.scaled(6_000 if kind == BARE else 20_000)
    joins = stage.feeder.ask("add", Traffic(updates, advertisement_share=0.02), 1_000_000)
    stage.feeder.ask("run", 60, joins)
    return float(stage.feeder.ask("run", 120).per_second)
