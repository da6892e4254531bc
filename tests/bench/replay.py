"""Messages of an export a second of processor time, through the rules and into the figures, on one core; and the memory it takes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.figures import Figure, median
from tests.bench.stage import SUBJECT_CORE, Stage, scratch_directory
from tests.replay.exports import LongExport

MESSAGES = 100_000
PER_SECOND = 5_000
PRESETS = ("brand", "strict")
# A process of its own: its memory is that of the replay alone, and the core is its own.
_MEASURED = """
import json, resource, sys, time
from bot.moderation.rules.presets import PRESETS
from bot.replay.dry_run import Circumstances
from bot.replay.rehearsal import rehearse
from zoneinfo import ZoneInfo
path, preset = sys.argv[1:]
circumstances = Circumstances(ZoneInfo("Asia/Shanghai"))
began = time.process_time()
with open(path, "rb") as file:
    found = rehearse(file, PRESETS[preset], rules_from=preset, preset=preset, circumstances=circumstances)
seconds = time.process_time() - began
size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([found.messages / seconds, size]))
"""


def run(stage: Stage) -> list[Figure]:
    figures = []
    with scratch_directory() as directory:
        path = directory / "result.json"
        with path.open("wb") as file:
            shutil.copyfileobj(LongExport(stage.scaled(MESSAGES)), file)
        note = f"{path.stat().st_size / 1e6:.0f} MB of JSON"
        for preset in PRESETS:
            rounds = [_measured(path, preset) for _ in range(stage.rounds)]
            speed = median([one[0] for one in rounds])
            figures.append(
                Figure(
                    "replay",
                    f"messages a second of processor time, preset {preset}",
                    speed,
                    "/s",
                    PER_SECOND,
                    at_least=True,
                    note=note,
                )
            )
            figures.append(Figure("replay", f"RSS at most, preset {preset}", median([one[1] for one in rounds]), "MB"))
    return figures


def _measured(path: Path, preset: str) -> tuple[float, float]:
    command = ["taskset", "-c", str(SUBJECT_CORE), sys.executable, "-c", _MEASURED, str(path), preset]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        raise RuntimeError(found.stderr)
    speed, size = json.loads(found.stdout)
    return speed, size
