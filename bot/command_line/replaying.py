"""`qunguan replay`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.command_line.environment import FAILURE, WRONG_USAGE

if TYPE_CHECKING:
    from bot.i18n.negotiation import Language
    from bot.i18n.translator import Translator
    from bot.moderation.rules.model import Rule
    from bot.replay.dry_run import Circumstances
    from bot.replay.findings import Findings
    from bot.replay.labels import Labels

DEFAULT_REPORT = Path("report.html")


def replay(
    export: Annotated[
        Path, typer.Argument(help="result.json of Telegram Desktop, of one chat or of the whole account")
    ],
    *,
    rules: Annotated[Path | None, typer.Option(help="rules as YAML; without it, the preset")] = None,
    preset: Annotated[str, typer.Option(help="open, brand, strict, class or trading")] = "brand",
    report: Annotated[Path | None, typer.Option(help="where the report goes [default: report.html]")] = None,
    labels: Annotated[
        Path | None, typer.Option(help='{"message id": "spam" | "ham"}: adds precision and recall')
    ] = None,
    staff: Annotated[str, typer.Option(help="ids of administrators and bots, with commas: they are left alone")] = "",
    allow: Annotated[str, typer.Option(help="allowed domains, with commas, instead of the usual ones")] = "",
    assume_joins: Annotated[
        bool, typer.Option("--assume-joins", help="who was not seen joining joined with the first message")
    ] = False,
    timezone: Annotated[str, typer.Option(help="of the community")] = "Asia/Shanghai",
    language: Annotated[str, typer.Option(help="of the report: zh-Hans, zh-Hant or en")] = "zh-Hans",
    json: Annotated[
        bool, typer.Option("--json", help="the figures as one JSON object; a report only where --report asks")
    ] = False,
) -> None:
    """Run an exported chat through rules and write a report: what they would have done, to whom. Nobody is touched.

    Status 0: done; 1: the export cannot be read; 2: an option, the rules or the labels are wrong.
    """
    from bot.desktop_export import ExportProblem
    from bot.errors import UserError
    from bot.i18n.translator import Translator
    from bot.replay.rehearsal import rehearse

    spoken = _language(language)
    translator = Translator()
    told = _labels(labels) if labels is not None else None
    declared = _rules(rules, preset, translator)
    circumstances = _circumstances(timezone, staff, allow, assume_joins=assume_joins)
    target = report if report is not None or json else DEFAULT_REPORT
    if target is not None and not target.parent.is_dir():
        _wrong(f"--report: {target.parent} is no folder")
    try:
        with export.open("rb") as file, _progress(export, silent=json) as on_progress:
            findings = rehearse(
                file,
                declared,
                rules_from=f"preset {preset}" if rules is None else rules.name,
                preset=preset,
                circumstances=circumstances,
                labels=told,
                on_progress=on_progress,
            )
        if target is not None:
            from bot.replay.report import page

            target.write_text(page(findings, translator, spoken), encoding="utf-8")
    except ExportProblem as problem:
        _fail(f"{export}: {problem}")
    except UserError as error:
        _wrong(_plain(translator, error.key, **error.arguments))
    except OSError as error:
        _fail(f"{error.filename or export}: {error.strerror or error}")
    _tell(findings, translator, spoken, target, json=json)


def _language(told: str) -> "Language":
    from bot.i18n.negotiation import negotiate

    language = negotiate(told)
    if language is None:
        _wrong(f"--language: {told!r} is not spoken; expected zh-Hans, zh-Hant or en")
    return language


def _rules(path: Path | None, preset: str, translator: "Translator") -> "list[Rule]":
    from bot.moderation.rules.documents import read_rules
    from bot.moderation.rules.presets import PRESETS
    from bot.settings.problems import ImportProblems

    if preset not in PRESETS:
        _wrong(f"--preset: {preset!r} is unknown; expected one of {', '.join(PRESETS)}")
    if path is None:
        return list(PRESETS[preset])
    try:
        return read_rules(path.read_bytes().decode("utf-8-sig"))
    except ImportProblems as error:
        for problem in error.problems:
            typer.echo(f"{path}:{problem.line}: {_plain(translator, problem.key, **problem.arguments)}", err=True)
        raise typer.Exit(WRONG_USAGE) from None
    except UnicodeDecodeError:
        _wrong(f"{path}: is not UTF-8 text")
    except OSError as error:
        _wrong(f"{path}: {error.strerror}")


def _labels(path: Path) -> "Labels":
    from bot.replay.labels import LabelProblem, read_labels

    try:
        return read_labels(path.read_bytes())
    except LabelProblem as problem:
        _wrong(f"{path}: {problem}")
    except OSError as error:
        _wrong(f"{path}: {error.strerror}")


def _circumstances(timezone: str, staff: str, allow: str, *, assume_joins: bool) -> "Circumstances":
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from bot.moderation.settings import ModerationSettings
    from bot.replay.dry_run import Circumstances

    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _wrong(f"--timezone: {timezone!r} is unknown; expected a name such as Asia/Shanghai")
    try:
        ids = frozenset(int(one.removeprefix("user")) for one in _listed(staff))
    except ValueError:
        _wrong(f"--staff: {staff!r}; expected ids with commas between them, such as 123,456")
    allowed = tuple(_listed(allow)) or ModerationSettings().allowed_domains
    return Circumstances(zone, ids, allowed, assume_joins)


def _listed(told: str) -> list[str]:
    return [one.strip() for one in told.split(",") if one.strip()]


@contextmanager
def _progress(export: Path, *, silent: bool) -> Iterator[Callable[[int], None]]:
    """A bar on stderr, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=silent or not console.is_terminal,
    ) as progress:
        task = progress.add_task(export.name, total=export.stat().st_size)
        yield lambda position: progress.update(task, completed=position)


def _tell(
    findings: "Findings", translator: "Translator", language: "Language", target: Path | None, *, json: bool
) -> None:
    if json:
        import msgspec

        typer.echo(msgspec.json.encode(findings).decode())
        return
    figures = {
        "replay-messages": findings.messages,
        "replay-hits": findings.hits,
        "replay-acted": findings.acted,
        "replay-people": findings.people_hit,
        "replay-regulars": findings.regulars_hit,
    }
    for key, count in figures.items():
        typer.echo(f"{translator.plain(language, key)}: {count:,}")
    for rule in findings.rules:
        if rule.hits:
            typer.echo(f"  {rule.name}: {rule.hits:,}")
    if findings.labels is not None:
        for key, rate in (("replay-precision", findings.labels.precision), ("replay-recall", findings.labels.recall)):
            share = "–" if rate.share is None else f"{rate.share:.1%} ({rate.low:.1%} – {rate.high:.1%})"
            typer.echo(f"{translator.plain(language, key)}: {share}")
    if not findings.joins:
        typer.echo(translator.plain(language, "replay-note-no-joins"))
    if target is not None:
        typer.echo(translator.plain(language, "replay-written", file=str(target)))


def _plain(translator: "Translator", key: str, **arguments: str | int | float) -> str:
    from bot.i18n.negotiation import Language

    return translator.plain(Language.EN, key, **arguments)


def _wrong(problem: str) -> NoReturn:
    typer.echo(problem, err=True)
    raise typer.Exit(WRONG_USAGE)


def _fail(problem: str) -> NoReturn:
    typer.echo(problem, err=True)
    raise typer.Exit(FAILURE)
