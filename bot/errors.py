"""Errors that are part of the conversation, and those that are not.

    QunguanError
    ├── UserError        an expected refusal, shown to the person as a sentence (key and arguments of the locale files)
    │   └── NotAllowed   a right is lacking; also written to the audit log
    ├── ConfigError      a setting of the environment is wrong; stops the start with its name and what was expected
    └── TelegramError    the Bot API refused a call (see bot/telegram/failures.py for its classes)

Anything else that is raised is a bug.
"""


class QunguanError(Exception):
    """Root of the bot's own errors."""


class UserError(QunguanError):
    """An expected refusal. `key` names a message in the locale files, `arguments` fill it."""

    def __init__(self, key: str, **arguments: str | int | float) -> None:
        super().__init__(key)
        self.key = key
        self.arguments = arguments


class NotAllowed(UserError):
    """The person lacks `right` (a name from `bot.membership.rights.Right`)."""

    def __init__(self, right: str) -> None:
        super().__init__("refused-right", right=right)
        self.right = right


class ConfigError(QunguanError):
    """A variable of the environment is wrong. The text names it and says what was expected, never the value of a secret."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
