"""Why a file cannot be read as an export, in words for whoever runs the command."""

from bot.errors import QunguanError


class ExportProblem(QunguanError):
    """The file cannot be taken."""


class NotAnExport(ExportProblem):
    """It is something else than what Telegram Desktop writes in the JSON format."""


class MalformedJson(ExportProblem):
    """The JSON is broken at `position`, in bytes from the start of the file."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"broken JSON at byte {position}: {reason}")
        self.position = position
        self.reason = reason
