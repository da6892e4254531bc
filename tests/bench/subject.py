"""The process that is measured or tested: started with an environment only, watched from outside through /proc."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.updates import BOT_TOKEN

ROOT = Path(__file__).resolve().parents[2]
BARE_BOT = (sys.executable, "-m", "tests.bench.bare_bot")
WEBHOOK_SECRET = "benchAndEndToEndSecret_0001"
WEBHOOK_URL = "https://bot.example.org/telegram/hook"
_TICKS = os.sysconf("SC_CLK_TCK")


def bot_command() -> tuple[str, ...] | None:
    """How the bot is started: as `BOT_COMMAND` says, the installed script, the module; None while there is neither."""
    if stated := os.environ.get("BOT_COMMAND"):
        return tuple(stated.split())
    script = Path(sys.executable).with_name("qunguan")
    if script.exists():
        return (str(script), "run")
    if (ROOT / "bot" / "__main__.py").exists():
        return (sys.executable, "-m", "bot", "run")
    return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident and proportional set size in MB of a process and its children."""

    rss: float
    pss: float


@dataclass(eq=False, slots=True)
class Subject:
    """One life of a process. Output goes to `directory/output.log`, appended over lives."""

    command: Sequence[str]
    environment: Mapping[str, str]
    directory: Path
    core: int | None = None
    started_at: float = 0.0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Subject":
        keep = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "TMPDIR") if key in os.environ}
        environment = {**keep, "HOME": str(self.directory), "PYTHONPATH": str(ROOT), **self.environment}
        with self.log.open("ab") as output:
            self.started_at = time.monotonic()
            self.process = subprocess.Popen(
                self.command,
                cwd=self.directory,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        if self.core is not None:
            os.sched_setaffinity(self.process.pid, {self.core})
        return self

    @property
    def log(self) -> Path:
        return self.directory / "output.log"

    def output(self) -> str:
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    @property
    def exit_status(self) -> int | None:
        return None if self.process is None else self.process.poll()

    def kill(self) -> None:
        """SIGKILL, and wait until the kernel has buried it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)

    def stop(self, seconds: float = 20) -> int | None:
        """SIGTERM; the exit status, or None when it had to be killed after `seconds`."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def cpu_seconds(self) -> float:
        """User and system time of the process and its children so far."""
        return sum(_cpu_seconds(pid) for pid in self._family())

    def memory(self) -> Memory:
        sizes = [_memory(pid) for pid in self._family()]
        return Memory(sum(size.rss for size in sizes), sum(size.pss for size in sizes))

    def _family(self) -> list[int]:
        assert self.process is not None
        family, queue = [], [self.process.pid]
        while queue:
            pid = queue.pop()
            family.append(pid)
            children = Path(f"/proc/{pid}/task/{pid}/children")
            queue.extend(int(child) for child in children.read_text().split())
        return family


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _memory(pid: int) -> Memory:
    sizes = {"Rss": 0, "Pss": 0}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _, value = line.partition(":")
        if name in sizes:
            sizes[name] = int(value.split()[0])
    return Memory(sizes["Rss"] / 1024, sizes["Pss"] / 1024)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a bot is started with. `webhook_port` 0 means long polling."""

    api_url: str
    database_url: str = ""
    webhook_port: int = 0
    owner_ids: str = "5000000001"
    extra: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        variables = {
            "BOT_TOKEN": BOT_TOKEN,
            "TELEGRAM_API_URL": self.api_url,
            "OWNER_IDS": self.owner_ids,
        }
        if self.database_url:
            variables["DATABASE_URL"] = self.database_url
        if self.webhook_port:
            variables |= {
                "WEBHOOK_URL": WEBHOOK_URL,
                "WEBHOOK_SECRET": WEBHOOK_SECRET,
                "LISTEN": f"127.0.0.1:{self.webhook_port}",
            }
        return {**variables, **self.extra}
