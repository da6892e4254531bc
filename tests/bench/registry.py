"""The benchmarks by name. Each module has `run(stage: Stage) -> list[Figure]`.

A benchmark that imports `bot` (costs inside the process) is one more line here.
"""

from importlib import import_module

from tests.bench.figures import Figure
from tests.bench.stage import Stage

BENCHMARKS = {
    "throughput": "tests.bench.throughput",
    "webhook": "tests.bench.webhook",
    "latency": "tests.bench.latency",
    "start": "tests.bench.start",
    "groups": "tests.bench.groups",
    "screening": "tests.bench.screening",
    "replay": "tests.bench.replay",
    "spam": "tests.bench.spam",
    "door": "tests.bench.door",
    "kill": "tests.bench.kill",
    "fuzz": "tests.bench.fuzz",
}
# Minutes long, so only by name.
ON_REQUEST = frozenset({"spam", "kill", "fuzz"})


def run(name: str, stage: Stage) -> list[Figure]:
    figures: list[Figure] = import_module(BENCHMARKS[name]).run(stage)
    return figures
