"""The terminal: commands, exit statuses, and what stands on which stream.

What ends before the first import of weight runs in this process, the rest in processes of their own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.command_line.application import application
from bot.persistence import migrations

ROOT = Path(__file__).parents[2]
SECRET = "AAsecret-part-of-the-token"
UNREACHABLE = {"BOT_TOKEN": f"42:{SECRET}", "TELEGRAM_API_URL": "http://127.0.0.1:9"}


@dataclass(frozen=True, slots=True)
class Ended:
    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Terminal:
    """Runs `qunguan` in a folder of its own with nothing in the environment but what is given."""

    folder: Path

    def run(self, *arguments: str, **environ: str) -> Ended:
        keep = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        environment: Mapping[str, str] = {**keep, "HOME": str(self.folder), "PYTHONPATH": str(ROOT), **environ}
        ended = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **environ: CliRunner().invoke(
        application(), arguments, env=environ, prog_name="qunguan", catch_exceptions=False
    )


def test_help_names_the_commands(here: Callable[..., Result]) -> None:
    ended = here("--help")
    assert ended.exit_code == 0
    for command in ("run", "demo", "db", "backup", "restore", "doctor", "replay", "version"):
        assert f"  {command} " in ended.output


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("backup", "--nonsense"),
        ("restore",),
        ("db",),
        ("db", "revision"),
        ("demo", "x"),
        ("demo", "--listen", "8080"),
    ],
)
def test_wrong_usage_is_status_2(here: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    ended = here(*arguments)
    assert ended.exit_code == 2
    assert "Usage: qunguan" in ended.output


@pytest.mark.parametrize(
    "command", [("run",), ("demo",), ("db", "upgrade"), ("backup",), ("restore", "x"), ("doctor",)]
)
def test_wrong_environment_is_status_2_with_every_problem(
    here: Callable[..., Result], command: tuple[str, ...]
) -> None:
    ended = here(*command, DEFAULT_TIMEZONE="Mars", LISTEN="x", BOT_TOKEN=SECRET)
    assert ended.exit_code == 2
    named = [line.partition(":")[0] for line in ended.stderr.splitlines()]
    assert named == ["BOT_TOKEN", "LISTEN", "DEFAULT_TIMEZONE"]
    assert SECRET not in ended.output
    assert ended.stdout == ""


def test_status_reaches_the_shell(terminal: Terminal) -> None:
    ended = terminal.run("run", DEFAULT_TIMEZONE="Mars")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("DEFAULT_TIMEZONE: 'Mars' is not a time zone")


def test_version(here: Callable[..., Result]) -> None:
    assert here("version").stdout.startswith("qunguan ")
    assert json.loads(here("version", "--json").stdout)["schema"] == migrations.head()


def test_environment_file_is_read(here: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=LOUD\n", encoding="utf-8")
    assert here("run").stderr.startswith("LOG_LEVEL: 'LOUD'")


def test_upgrade_backup_restore(terminal: Terminal) -> None:
    upgraded = terminal.run("db", "upgrade")
    assert (upgraded.status, upgraded.err) == (0, "")
    assert upgraded.out == f"The database went from nothing to {migrations.head()}.\n"
    assert terminal.run("db", "upgrade").out == f"Nothing to do: the database is at {migrations.head()}.\n"

    made = terminal.run("backup", "there/x.zip")
    assert made.status == 0
    assert made.out.startswith("there/x.zip: 0 rows in ")
    again = terminal.run("backup", "there/x.zip")
    assert (again.status, again.out) == (1, "")
    assert "exists already" in again.err
    assert terminal.run("backup", "there/x.zip", "--force").status == 0

    told = json.loads(terminal.run("restore", "there/x.zip", "--json", DATABASE_URL="sqlite:///other.db").out)
    assert told["revision"] == migrations.head()
    assert set(told["rows"].values()) == {0}


def test_backup_without_a_name_is_dated(terminal: Terminal) -> None:
    terminal.run("db", "upgrade")
    assert terminal.run("backup").status == 0
    [file] = (terminal.folder / "backups").iterdir()
    assert file.match("qunguan-20*-*.zip")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("backup",), "no database"),
        (("restore", "typo.zip"), "no file"),
        (("restore", "broken.zip"), "no sound backup"),
    ],
)
def test_failure_is_status_1_with_a_sentence(
    here: Callable[..., Result], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK")
    ended = here(*arguments)
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert said in ended.stderr


def test_database_server_that_does_not_answer(terminal: Terminal) -> None:
    ended = terminal.run("db", "upgrade", DATABASE_URL=f"postgresql://somebody:{SECRET}@127.0.0.1:1/name")
    assert ended.status == 1
    assert "refused" in ended.err
    assert "Traceback" not in ended.err
    assert SECRET not in ended.err


def test_slug_of_a_revision_is_checked(here: Callable[..., Result]) -> None:
    ended = here("db", "revision", "With Space")
    assert ended.exit_code == 2
    assert "expected" in ended.stderr


def test_doctor_finds_what_is_missing(terminal: Terminal) -> None:
    ended = terminal.run("doctor")
    assert (ended.status, ended.err) == (1, "")
    lines = ended.out.splitlines()
    assert [line for line in lines if not line.startswith("ok  ")] == [
        "!!  token: BOT_TOKEN is not set → put the token of @BotFather into .env; until then the demo runs"
    ]


def test_doctor_tells_no_secrets_and_makes_nothing(terminal: Terminal) -> None:
    ended = terminal.run("doctor", "--json", **UNREACHABLE)
    assert ended.status == 1
    findings = {finding["name"]: finding for finding in json.loads(ended.out)}
    assert findings["token"]["ok"] is False
    assert "TELEGRAM_API_URL" in findings["token"]["remedy"]
    assert findings["memory"]["remedy"] is None
    assert SECRET not in ended.out + ended.err
    assert list(terminal.folder.iterdir()) == []
