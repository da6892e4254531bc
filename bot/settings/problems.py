"""What is wrong with a file from outside, line by line, and how large one may be."""

from dataclasses import dataclass

from bot.errors import QunguanError

MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in `line` (from 1): a message of the locale files; `path` is `group.field` where that is known."""

    line: int
    path: str
    key: str
    arguments: dict[str, str | int | float]


class ImportProblems(QunguanError):
    """The file cannot be taken. `problems` are all that were found, by line; one alone where reading had to stop."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"line {problem.line}: {problem.key}" for problem in problems))
        self.problems = sorted(problems, key=lambda problem: problem.line)
