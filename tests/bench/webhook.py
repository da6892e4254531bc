"""Plain group messages a second pushed to a webhook over 40 connections, beside the bare bot's aiohttp handler.

200 groups, so that Telegram's rule of one delivery at a time per chat does not empty the connections.
"""

from tests.bench.figures import Figure
from tests.bench.stage import Stage
from tests.bench.throughput import UPDATES, Sample, figures, measure


def run(stage: Stage) -> list[Figure]:
    samples: dict[str, list[Sample]] = {kind: [] for kind in stage.kinds}
    for _ in range(stage.rounds):
        for kind in stage.kinds:
            with stage.running(kind, stage.feeder.fresh(), webhook=True) as running:
                samples[kind].append(measure(stage, running, stage.scaled(UPDATES[kind] // 2), groups=200))
    return figures("webhook", samples, targets={})
