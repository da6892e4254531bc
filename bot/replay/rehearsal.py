"""An export from its first byte to the figures."""

from collections.abc import Callable, Sequence
from typing import BinaryIO

from bot.desktop_export import ExportProblem, ExportReader
from bot.moderation.rules.model import Rule
from bot.replay.dry_run import Circumstances, DryRun
from bot.replay.findings import Findings
from bot.replay.labels import Labels
from bot.replay.tally import Tally

TOLD_EVERY = 500
"""Messages between two words about the progress."""


class NoMessages(ExportProblem):
    """The export is one, and nothing in it was written in a group."""


def rehearse(
    file: BinaryIO,
    rules: Sequence[Rule],
    *,
    rules_from: str,
    preset: str,
    circumstances: Circumstances,
    labels: Labels | None = None,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Findings:
    """What `rules` find in the export `file`. `on_progress` hears how many bytes are read.

    Raises `ExportProblem`, and `UserError` for a rule that does not compile.
    """
    reader = ExportReader(file, circumstances.zone)
    run = DryRun(rules, preset, circumstances)
    tally = Tally(rules, circumstances.zone, labels)
    for number, entry in enumerate(reader.entries()):
        tally.note(entry, run.look(entry))
        if number % TOLD_EVERY == 0:
            on_progress(reader.position)
    on_progress(reader.position)
    if not tally.messages:
        others = f"; {reader.skipped_chats} chats in it are no groups" if reader.skipped_chats else ""
        raise NoMessages(f"there are no messages of a group in this export{others}")
    return tally.findings(
        rules_from,
        joins=run.joins,
        removers=run.removers,
        unreadable=reader.unreadable,
        skipped_chats=reader.skipped_chats,
    )
