"""Telegram Desktop's exports (`result.json`) as the messages a bot would have received. Streams; pure but for the file."""

from bot.desktop_export.problems import ExportProblem, MalformedJson, NotAnExport
from bot.desktop_export.reading import Entry, ExportReader

__all__ = ["Entry", "ExportProblem", "ExportReader", "MalformedJson", "NotAnExport"]
