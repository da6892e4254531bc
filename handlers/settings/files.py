"""/export settings and /import settings: the settings as a YAML file."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from aiogram.filters import CommandObject

from bot.i18n.dates import local_day
from bot.i18n.translator import Html
from bot.membership.roles import Right
from bot.settings import actions
from bot.settings.actions import Change, Source
from bot.settings.exchange import export_yaml, import_yaml
from bot.settings.problems import MOST_BYTES, ImportProblems
from handlers.context import Context
from handlers.files import SHOWN_LINES, more_lines, problems_text, send_to_staff, uploaded_text
from handlers.settings import pages
from handlers.settings.desk import Desk, open_desk, settings_url


@dataclass(frozen=True, slots=True)
class ExportTarget:
    """What `/export <word>` sends, under each of its words; the first one is shown in the usage."""

    words: tuple[str, ...]
    send: Callable[[Context], Awaitable[None]]


def export_handler(targets: Sequence[ExportTarget]) -> Callable[[Context, CommandObject], Awaitable[None]]:
    """The handler of /export for all `targets`."""
    by_word: Mapping[str, ExportTarget] = {word: target for target in targets for word in target.words}

    async def on_export(context: Context, command: CommandObject) -> None:
        target = by_word.get((command.args or "").strip().casefold())
        if target is None:
            usages = "\n".join(f"/export {target.words[0]}" for target in targets)
            async with context.begin() as tx:
                await context.answer(tx, context.text("export-usage", usages=usages))
        else:
            await target.send(context)

    return on_export


async def export_settings(context: Context) -> None:
    context.require(Right.EXPORT)
    desk = await _desk(context)
    text = export_yaml(desk.schema, desk.settings, partial(_plain, context))
    day = local_day(context.services.clock.now(), desk.zone)
    await send_to_staff(
        context,
        f"settings-{day.isoformat()}.yaml",
        text.encode(),
        context.text("settings-exported", title=desk.title),
        open_private=settings_url(context, context.here.id),
        retry="/export settings",
    )


async def on_import_settings(context: Context) -> None:
    desk = await _desk(context)
    text = await uploaded_text(context, MOST_BYTES, "import-usage")
    try:
        # Reading a large file takes a second of computing; the other chats go on meanwhile.
        found = await asyncio.to_thread(import_yaml, desk.schema, text)
    except ImportProblems as refused:
        answer = problems_text(context, refused.problems)
        async with context.begin() as tx:
            await context.answer(tx, answer)
        return
    async with context.begin() as tx:
        done = [
            await actions.change(
                tx, desk.schema, desk.community_id, key, value, by=context.sender.id, source=Source.IMPORT
            )
            for key, value in found
        ]
        await context.answer(tx, _summary(desk, [change for change in done if not change.is_none]))


async def on_import(context: Context) -> None:
    """/import without a file."""
    async with context.begin() as tx:
        await context.answer(tx, context.text("import-usage"))


async def _desk(context: Context) -> Desk:
    return await open_desk(context, context.here.id)


def _summary(desk: Desk, changes: Sequence[Change]) -> Html:
    if not changes:
        return desk.text("import-nothing", title=desk.title)
    lines = [desk.text("import-done", count=len(changes), title=desk.title)]
    lines += [pages.changed_line(desk, change.key, change.old, change.new) for change in changes[:SHOWN_LINES]]
    return Html("\n".join([*lines, *more_lines(desk.context, len(changes))]))


def _plain(context: Context, key: str, **arguments: str | float) -> str:
    return context.label(key, **arguments)
