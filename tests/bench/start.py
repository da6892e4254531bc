"""From exec to the first getUpdates beside a plain `import aiogram`, and the memory of an idle bot."""

import subprocess
import sys
import time

from tests.bench.corpus import MODERATOR, groups
from tests.bench.figures import Figure, median
from tests.bench.stage import BARE, SQLITE, SUBJECT_CORE, Stage, command_for, database_for, scratch_directory
from tests.bench.subject import Memory, Subject, Surroundings
from tests.bench.updates import command_message, message_feed

IDLE_MB = 100.0
IMPORT = "import aiogram, time; print(time.monotonic())"


def run(stage: Stage) -> list[Figure]:
    imports: list[float] = []
    starts: dict[str, list[float]] = {}
    memory: dict[str, list[Memory]] = {}
    kinds = [kind for kind in stage.kinds if kind in {BARE, SQLITE}]
    for _ in range(stage.rounds):
        imports.append(_import_seconds())
        for kind in kinds:
            _lives(stage, kind, starts, memory)
    baseline = median(imports)
    note = "rounds: " + " ".join(f"{seconds:.2f}" for seconds in imports)
    result = [Figure("start", "import aiogram", baseline, "s", note=note)]
    for name, seconds in starts.items():
        target = 0.5 * baseline + 0.5 if SQLITE in name else None
        note = "rounds: " + " ".join(f"{second:.2f}" for second in seconds)
        result.append(Figure("start", f"exec to first getUpdates, {name}", median(seconds), "s", target, note=note))
    for name, sizes in memory.items():
        target = IDLE_MB if SQLITE in name else None
        note = f"PSS {median([size.pss for size in sizes]):.0f} MB"
        result.append(Figure("start", f"RSS {name}", median([size.rss for size in sizes]), "MB", target, note=note))
    return result


def _import_seconds() -> float:
    began = time.monotonic()
    command = ["taskset", "-c", str(SUBJECT_CORE), sys.executable, "-c", IMPORT]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) - began


def _lives(stage: Stage, kind: str, starts: dict[str, list[float]], memory: dict[str, list[Memory]]) -> None:
    """Two lives on one database: the first makes the tables, the second finds them. The bare bot has one."""
    with scratch_directory() as directory, database_for(kind, directory) as database:
        for life in ("start",) if kind == BARE else ("start on a new database", "start"):
            surroundings = Surroundings(stage.feeder.fresh(), database_url=database.url if database else "")
            subject = Subject(command_for(kind), surroundings.environment(), directory, SUBJECT_CORE).start()
            try:
                seconds = stage.wait_started(subject)
                starts.setdefault(f"{kind}, {life}", []).append(seconds)
                if life == "start":
                    time.sleep(3)
                    memory.setdefault(f"{kind}, idle for 3 s", []).append(subject.memory())
                    _first_command(stage)
                    memory.setdefault(f"{kind}, after the first command", []).append(subject.memory())
                    subject.kill()
                else:
                    subject.stop()
            finally:
                subject.kill()


def _first_command(stage: Stage) -> None:
    """Have a moderator ask for help; the bare bot gives no answer."""
    written = command_message(groups(1)[0], MODERATOR, 500, int(time.time()), "/help")
    stage.feeder.ask("add_feeds", [message_feed(written)])
    stage.feeder.ask("run", 30)
    stage.feeder.ask("wait_calls", "sendmessage", 1, 5)
    time.sleep(0.5)
