"""What every benchmark stands on: the feeder process, the subjects and their databases."""

import contextlib
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.databases import Database, postgresql_available, postgresql_database_sync, sqlite_database
from tests.bench.feeder_process import FeederProcess
from tests.bench.subject import BARE_BOT, Subject, Surroundings, bot_command, free_port

BARE = "bare aiogram"
SQLITE = "qunguan, SQLite"
POSTGRESQL = "qunguan, PostgreSQL"
SUBJECT_CORE = 0
FEEDER_CORE = 1


@dataclass(frozen=True, slots=True)
class Running:
    """A started subject; `database` is None for the bare bot."""

    subject: Subject
    database: Database | None


@dataclass(frozen=True, slots=True)
class Stage:
    """`share` scales the length of every benchmark; 1 is the full one."""

    feeder: FeederProcess
    kinds: tuple[str, ...]
    rounds: int = 3
    share: float = 1.0
    kills: int = 50

    def scaled(self, count: int) -> int:
        return max(100, round(count * self.share))

    def bots(self) -> tuple[str, ...]:
        """The kinds that are the real bot."""
        return tuple(kind for kind in self.kinds if kind != BARE)

    @contextlib.contextmanager
    def running(
        self, kind: str, api_url: str, *, webhook: bool = False, extra: Mapping[str, str] | None = None
    ) -> Iterator[Running]:
        """Start a subject on its core and wait until it takes updates; kill it at the end."""
        with scratch_directory() as directory, database_for(kind, directory) as database:
            port = free_port() if webhook else 0
            url = database.url if database else ""
            surroundings = Surroundings(api_url, database_url=url, webhook_port=port, extra=extra or {})
            subject = Subject(command_for(kind), surroundings.environment(), directory, SUBJECT_CORE).start()
            try:
                self.wait_started(subject, port)
                yield Running(subject, database)
            finally:
                subject.kill()

    def wait_started(self, subject: Subject, webhook_port: int = 0, seconds: float = 60) -> float:
        """Seconds from exec to the first getUpdates; with a webhook, start pushing as soon as it is set."""
        at: float | None = None
        while at is None and subject.exit_status is None and time.monotonic() < subject.started_at + seconds:
            if webhook_port:
                at = self.feeder.ask("wait_webhook", 1.0)
            else:
                at = self.feeder.ask("wait_poll", subject.started_at, 1.0)
        if webhook_port:
            self.feeder.ask("push", "127.0.0.1", webhook_port)
        if at is None:
            raise TimeoutError(f"{subject.command} takes no updates; it said:\n{subject.output()[-3_000:]}")
        return at - subject.started_at


def available_kinds() -> tuple[str, ...]:
    """The bare bot always; ours when it can be started; PostgreSQL when there is a server."""
    if bot_command() is None:
        print("the bot cannot be started yet: only the bare bot is measured", file=sys.stderr)
        return (BARE,)
    if not postgresql_available():
        print("no PostgreSQL server: its figures are skipped", file=sys.stderr)
        return (BARE, SQLITE)
    return (BARE, SQLITE, POSTGRESQL)


def command_for(kind: str) -> tuple[str, ...]:
    command = BARE_BOT if kind == BARE else bot_command()
    if command is None:
        raise RuntimeError("there is no bot to start")
    return command


@contextlib.contextmanager
def scratch_directory() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="qunguan-bench-", ignore_cleanup_errors=True) as directory:
        yield Path(directory)


@contextlib.contextmanager
def database_for(kind: str, directory: Path) -> Iterator[Database | None]:
    if kind == BARE:
        yield None
    elif kind == SQLITE:
        yield sqlite_database(directory)
    else:
        with postgresql_database_sync() as database:
            yield database
