"""`qunguan rules …`: rules in a file, without a bot."""

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.command_line.environment import FAILURE, WRONG_USAGE, failing_in_words

if TYPE_CHECKING:
    from bot.moderation.rules.model import Rule
    from bot.settings.problems import Problem

Json = Annotated[bool, typer.Option("--json", help="the result as JSON")]


def check(file: Annotated[Path, typer.Argument(help="rules as YAML")], *, json: Json = False) -> None:
    """Check a file of rules and try their examples: each line is a problem, or the count of rules. Status 1 for problems."""
    text = _text_of(file)
    from bot.settings.problems import ImportProblems

    problems: list[Problem] = []
    count = 0
    with failing_in_words():
        try:
            count = _tried(text, problems)
        except ImportProblems as error:
            problems = error.problems
    sentences = [(problem, _sentence(problem)) for problem in problems]
    if json:
        found = [{"line": one.line, "path": one.path, "problem": one.key, "text": text} for one, text in sentences]
        _echo_json({"ok": not found, "rules": count, "problems": found})
    elif sentences:
        typer.echo("\n".join(f"{file}:{one.line}: {_where(one)}{text}" for one, text in sentences))
    else:
        typer.echo(f"{file}: {count} {'rule' if count == 1 else 'rules'}, no problems.")
    if problems:
        raise typer.Exit(FAILURE)


def explain(
    text: Annotated[str, typer.Argument(help="the text of a message")],
    *,
    rules: Annotated[Path | None, typer.Option(help="a file of rules [default: the preset “brand”]")] = None,
    member: Annotated[bool, typer.Option("--member", help="written by a member who is no newcomer")] = False,
    json: Json = False,
) -> None:
    """Show how a text is read and which rules find it: each line is span → reading → rule."""
    from bot.settings.problems import ImportProblems

    with failing_in_words():
        try:
            found = _explained(text, _rules_of(rules), is_newcomer=not member)
        except ImportProblems as error:
            for problem in error.problems:
                typer.echo(f"{rules}:{problem.line}: {_where(problem)}{_sentence(problem)}", err=True)
            raise typer.Exit(FAILURE) from None
    if json:
        _echo_json(found)
        return
    for line in found["findings"]:
        start, end = line["span"] or (0, 0)
        place = f"[{start}:{end}] {line['original']!r}" if end else "[whole message]"
        typer.echo(f"{place} → {line['reading']!r} → {line['rule'] or 'no rule'}")
    held = dict.fromkeys(line["rule"] for line in found["findings"] if line["rule"])
    typer.echo(f"Found by {', '.join(held)}." if held else "No rule finds it.")


def _tried(text: str, problems: "list[Problem]") -> int:
    """How many rules there are; examples that do not hold are added to `problems`."""
    from datetime import datetime

    from bot.moderation.rules.compile import SHIPPED_LISTS
    from bot.moderation.rules.documents import read_placed_rules
    from bot.moderation.rules.replay import failed_examples
    from bot.moderation.settings import ModerationSettings
    from bot.settings.problems import Problem

    noon = datetime(2026, 1, 1, 12)  # noqa: DTZ001 - noon wherever the community is
    placed_rules = read_placed_rules(text)
    for placed in placed_rules:
        rule = placed.rule
        missed, found = failed_examples(rule, ModerationSettings().allowed_domains, SHIPPED_LISTS, noon)
        for key, name, failing in (
            ("rule-example-missed", "must_hit", missed),
            ("rule-example-hit", "must_miss", found),
        ):
            for example in failing:
                number = getattr(rule.examples, name).index(example) + 1
                path = f"examples.{name}.{number}"
                arguments: dict[str, str | int | float] = {"name": rule.name, "text": example[:60], "count": 1}
                problems.append(Problem(placed.line_of(path), path, key, arguments))
    problems.sort(key=lambda one: one.line)
    return len(placed_rules)


def _explained(text: str, rules: "list[Rule]", *, is_newcomer: bool) -> dict[str, Any]:
    from msgspec.structs import replace

    from bot.moderation.rules.compile import SHIPPED_LISTS
    from bot.moderation.rules.model import Scope
    from bot.moderation.rules.replay import compile_observing, outcome_of_text
    from bot.moderation.settings import ModerationSettings
    from bot.text.folding import fold, read

    # A text alone has no hour, topic or post; whose it is, is said.
    anywhere = [replace(rule, scope=Scope(who=rule.scope.who)) for rule in rules]
    compiled = compile_observing(anywhere, ModerationSettings().allowed_domains, SHIPPED_LISTS)
    folded = fold(text)
    reading = read(folded)
    rewrites = dict.fromkeys((*folded.rewrites, *reading.rewrites))
    # What was found as it is written is still shown as it reads: 加薇 as 加微.
    meant = {rewrite.span: rewrite.reading for rewrite in rewrites}
    lines = [
        _line(text, finding.span, meant.get(finding.span or (0, 0), finding.reading), verdict.rule)
        for verdict in outcome_of_text(text, compiled, is_newcomer=is_newcomer).observed
        for finding in verdict.evidence
    ]
    covered = [line["span"] for line in lines if line["span"] is not None]
    for rewrite in rewrites:
        start, end = rewrite.span
        if not any(first < end and start < last for first, last in covered):
            lines.append(_line(text, rewrite.span, rewrite.reading, None))
    lines.sort(key=lambda line: line["span"] or (0, 0))
    return {"text": text, "folded": folded.text, "reading": reading.text, "findings": lines}


def _line(text: str, span: tuple[int, int] | None, reading: str, rule: str | None) -> dict[str, Any]:
    original = text[slice(*span)] if span is not None else ""
    return {"span": span, "original": original, "reading": reading, "rule": rule}


def _rules_of(file: Path | None) -> "list[Rule]":
    from bot.moderation.rules.presets import DEFAULT_PRESET, PRESETS

    if file is None:
        return list(PRESETS[DEFAULT_PRESET])
    from bot.moderation.rules.documents import read_rules

    return read_rules(_text_of(file))


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        typer.echo(f"{file}: {error.strerror}", err=True)
    except UnicodeDecodeError:
        typer.echo(f"{file}: not UTF-8", err=True)
    raise typer.Exit(WRONG_USAGE)


def _where(problem: "Problem") -> str:
    return f"{problem.path}: " if problem.path else ""


def _sentence(problem: "Problem") -> str:
    """The problem in English, the language of the terminal, without the marks of a chat."""
    from bot.i18n.negotiation import Language
    from bot.i18n.translator import Translator

    return html.unescape(re.sub(r"</?\w+>", "", Translator().text(Language.EN, problem.key, **problem.arguments)))


def _echo_json(result: dict[str, Any]) -> None:
    import msgspec

    typer.echo(msgspec.json.encode(result).decode())
