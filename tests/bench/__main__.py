"""`python -m tests.bench [names]`: run benchmarks, print one table, write `artefacts/bench.json`."""

import argparse
import os
import signal
import sys
from pathlib import Path

from tests.bench.feeder_process import feeder_process
from tests.bench.figures import Figure, machine, print_table, write_json
from tests.bench.registry import BENCHMARKS, ON_REQUEST, run
from tests.bench.stage import FEEDER_CORE, Stage, available_kinds
from tests.bench.subject import ROOT


def main() -> int:
    """Exit status 0 when every figure reached its target, 1 when one is short or a benchmark failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help=f"any of {', '.join(BENCHMARKS)} (default: all but {', '.join(ON_REQUEST)})"
    )
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds, of which the median counts")
    parser.add_argument("--share", type=float, default=1.0, help="length of each measurement, 1 is the full one")
    parser.add_argument("--kills", type=int, default=50, help="how often `kill` kills, per way of delivery")
    parser.add_argument("--output", type=Path, default=ROOT / "artefacts" / "bench.json")
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    names = options.names or [name for name in BENCHMARKS if name not in ON_REQUEST]
    if os.cpu_count() == 1:
        print("one core only: feeder and bot share it, so the figures are too low", file=sys.stderr)
    if (load := os.getloadavg()[0]) > 0.7:
        print(f"the machine is busy (load {load:.1f}): ratios hold better than figures", file=sys.stderr)
    # Stopped from outside, it still ends the processes it started and drops their databases.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    figures: list[Figure] = []
    failed = False
    machines = [machine()]
    with feeder_process(FEEDER_CORE if (os.cpu_count() or 1) > 1 else None) as feeder:
        stage = Stage(feeder, available_kinds(), rounds=options.rounds, share=options.share, kills=options.kills)
        for name in names:
            print(f"{name} …", file=sys.stderr, flush=True)
            try:
                figures += run(name, stage)
            except (RuntimeError, OSError) as error:
                failed = True
                print(f"{name} failed: {error}", file=sys.stderr)
    machines.append(machine())
    print_table(figures)
    write_json(options.output, figures, machines)
    print(f"machine: {machines[0]}\nwritten to {options.output}")
    return int(failed or any(figure.verdict == "short" for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
