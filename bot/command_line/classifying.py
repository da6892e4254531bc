"""`qunguan classify spam`: the classifier on a file of texts, as the bot uses it, without what a community taught it."""

import html
import json as json_texts
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from bot.command_line.environment import WRONG_USAGE, failing_in_words

if TYPE_CHECKING:
    from bot.i18n.translator import Translator
    from bot.text.spam import Profile, Reason

_FIELDS: dict[str, tuple[type, ...]] = {"name": (str,), "bio": (str,), "member_days": (int, float), "messages": (int,)}


def spam(
    file: Annotated[Path, typer.Argument(help='JSON lines {"id","text"}, also name, bio, member_days, messages')],
    *,
    json: Annotated[bool, typer.Option("--json", help="each result as a line of JSON")] = False,
) -> None:
    """Judge texts: each line is an id, a score 0…1 and spam or ham, with reasons. Status 2 at a line that cannot be read."""
    from bot.i18n.translator import Translator
    from bot.text.spam import score

    translator = Translator()
    with failing_in_words(), _opened(file) as lines:
        for number, line in enumerate(_with_progress(lines, file), start=1):
            if not line.strip():
                continue
            try:
                name, text, profile = _read(line)
            except ValueError as error:
                typer.echo(f"{file}:{number}: {error}", err=True)
                raise typer.Exit(WRONG_USAGE) from None
            judged = score(text, profile)
            reasons = [_sentence(translator, reason) for reason in judged.reasons]
            result = {"id": name, "score": round(judged.score, 6), "label": judged.label, "reasons": reasons}
            # Half characters of a broken text stay escaped, as they came.
            sys.stdout.write(
                f"{json_texts.dumps(result, ensure_ascii=not _is_whole(reasons, name))}\n"
                if json
                else _printable(f"{name}\t{judged.score:.3f}\t{judged.label}\t{'; '.join(reasons)}\n")
            )


def _read(line: bytes) -> tuple[Any, str, "Profile"]:
    """Id, text and author of a line; ValueError says what is wrong with it."""
    from bot.text.spam import Profile

    try:
        value = json_texts.loads(line, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except RecursionError:
        raise ValueError("not JSON: nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    problem = _problem(value)
    if problem is not None:
        raise ValueError(problem)
    author = {field: value[field] for field in _FIELDS if value.get(field) is not None}
    return value["id"], value["text"], Profile(**author)


def _problem(value: Any) -> str | None:
    """What keeps `value` from being a text to judge."""
    if not isinstance(value, dict):
        return "not an object"
    if not _is_of(value.get("id"), (str, int)):
        return "no “id”, a text or a whole number"
    if not isinstance(value.get("text"), str):
        return "no “text”"
    for field, kinds in _FIELDS.items():
        if value.get(field) is not None and not _is_of(value[field], kinds):
            return f"“{field}” is not a {'text' if str in kinds else 'number'}"
    return None


def _is_of(value: Any, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, kinds) and not isinstance(value, bool)


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        typer.echo(f"{file}: {error.strerror}", err=True)
        raise typer.Exit(WRONG_USAGE) from None


def _with_progress(lines: BinaryIO, file: Path) -> Iterator[bytes]:
    """The lines, under a bar on the terminal where somebody looks at one."""
    if not sys.stderr.isatty():
        yield from lines
        return
    from rich.console import Console
    from rich.progress import Progress

    size = file.stat().st_size if file.is_file() else None
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(file.name, total=size)
        for line in lines:
            progress.advance(task, len(line))
            yield line


def _sentence(translator: "Translator", reason: "Reason") -> str:
    """The reason in English, the language of the terminal, without the marks of a chat."""
    from bot.i18n.negotiation import Language

    key = f"spam-reason-{reason.key}"
    return html.unescape(translator.text(Language.EN, key, original=reason.original, reading=reason.reading))


def _is_whole(reasons: list[str], name: Any) -> bool:
    return not any("\ud800" <= one <= "\udfff" for text in (*reasons, str(name)) for one in text)


def _printable(line: str) -> str:
    return line.encode("utf-8", "backslashreplace").decode()
