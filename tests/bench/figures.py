"""Results: one figure per line, held against its target, as a table and as JSON."""

import json
import os
import platform
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value. `target` bounds it from below (`at_least`) or above; without a target it only informs."""

    benchmark: str
    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        reached = self.value >= self.target if self.at_least else self.value <= self.target
        return "ok" if reached else "short"

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "verdict": self.verdict}


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; `share` is a part of 1."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def median(values: Sequence[float]) -> float:
    return float(statistics.median(values))


def machine() -> dict[str, object]:
    """Where and when the figures were taken; `spin_ms` is a fixed computation, so that runs can be compared."""
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ":")
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines() if "MemTotal" in line)
    began = time.perf_counter()
    sum(number * number for number in range(1_000_000))
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpu": model.partition(":")[2].strip(),
        "cores": os.cpu_count(),
        "memory_gb": round(int(memory.split()[1]) / 1_048_576, 1),
        "python": platform.python_version(),
        "kernel": platform.release(),
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "spin_ms": round((time.perf_counter() - began) * 1_000, 1),
    }


def print_table(figures: Sequence[Figure], console: Console | None = None) -> None:
    table = Table(title="Benchmarks")
    for heading, justify in (("benchmark", "left"), ("figure", "left"), ("value", "right"), ("target", "right")):
        table.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]
    table.add_column("")
    table.add_column("note", overflow="fold")
    for figure in figures:
        sign = "≥" if figure.at_least else "≤"
        target = "" if figure.target is None else f"{sign} {_number(figure.target)}"
        colour = {"ok": "green", "short": "bold red", "": ""}[figure.verdict]
        verdict = f"[{colour}]{figure.verdict}[/]" if colour else ""
        value = f"{_number(figure.value)} {figure.unit}"
        table.add_row(figure.benchmark, figure.name, value, target, verdict, figure.note)
    (console or Console(width=150)).print(table)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"


def write_json(path: Path, figures: Sequence[Figure], machines: Sequence[dict[str, object]]) -> None:
    """Write all figures with the state of the machine before and after."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"machine": {"before": machines[0], "after": machines[-1]}}
    figures_json = [figure.as_json() for figure in figures]
    path.write_text(json.dumps({**content, "figures": figures_json}, ensure_ascii=False, indent=1) + "\n")
