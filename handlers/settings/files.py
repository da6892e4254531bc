"""/export settings and /import settings: the settings as a YAML file."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from aiogram.filters import CommandObject

from bot.errors import UserError
from bot.i18n.dates import local_day
from bot.i18n.translator import Html, escape
from bot.membership import queries as roster
from bot.membership.roles import Right
from bot.messages import ChatId, Media
from bot.outbox.effects import Button, SendDocument
from bot.settings import actions
from bot.settings.actions import Change, Source
from bot.settings.exchange import export_yaml, import_yaml
from bot.settings.problems import MOST_BYTES, ImportProblems, Problem
from bot.telegram.failures import TelegramFailure
from handlers.context import Context
from handlers.settings import pages
from handlers.settings.desk import Desk, open_desk, settings_url

SHOWN_LINES = 25
"""Problems or changes in one answer; a message holds 4,096 characters."""


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
    async with context.services.database.read() as view:
        person = await roster.person(view, context.sender.id)
        day = local_day(view.now, desk.zone)
    target = _staff_place(context, is_reachable=person is not None and person.reach == "started")
    if target is None:
        await _ask_to_start(context)
        return
    file = SendDocument(
        chat_id=target,
        filename=f"settings-{day.isoformat()}.yaml",
        content=text.encode(),
        caption=context.text("settings-exported", title=desk.title),
    )
    async with context.begin() as tx:
        await context.put(tx, file, name="file")
        if target != context.chat.id:
            key = "export-sent-private" if target == context.sender.id else "export-sent-staff"
            await context.answer(tx, context.text(key))


async def on_import_settings(context: Context) -> None:
    desk = await _desk(context)
    text = await _document(context)
    try:
        # Reading a large file takes a second of computing; the other chats go on meanwhile.
        found = await asyncio.to_thread(import_yaml, desk.schema, text)
    except ImportProblems as refused:
        answer = _refusal(context, refused.problems)
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


def _staff_place(context: Context, *, is_reachable: bool) -> ChatId | None:
    """Where staff data may go: here if this is such a place, else to the asker, else to the staff group."""
    if context.is_private or context.here.purpose == "staff":
        return context.chat.id
    return context.sender.id if is_reachable else context.here.staff_chat_id


async def _ask_to_start(context: Context) -> None:
    button = Button(context.label("settings-button-private"), url=settings_url(context, context.here.id))
    async with context.begin() as tx:
        await context.answer(tx, context.text("export-start-first"), keyboard=((button,),))


async def _document(context: Context) -> str:
    document: Media | None = context.message.document
    if document is None:
        raise UserError("import-usage")
    too_big = UserError("file-too-big", kilobytes=MOST_BYTES // 1024)
    if (document.file_size or 0) > MOST_BYTES:
        raise too_big
    try:
        content = await context.services.telegram.download(document.file_id, MOST_BYTES)
    except ValueError:
        raise too_big from None
    except TelegramFailure:
        raise UserError("import-not-downloaded") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError("file-not-utf8") from None


def _refusal(context: Context, problems: Sequence[Problem]) -> Html:
    lines = [context.text("import-problems", count=len(problems))]
    for problem in problems[:SHOWN_LINES]:
        what = context.text(problem.key, **problem.arguments)
        where = context.text("import-line", line=problem.line)
        path = f" <code>{escape(problem.path)}</code>" if problem.path else ""
        lines.append(Html(f"{where}{path} {what}"))
    return Html("\n".join([*lines, *_more(context, len(problems))]))


def _summary(desk: Desk, changes: Sequence[Change]) -> Html:
    if not changes:
        return desk.text("import-nothing", title=desk.title)
    lines = [desk.text("import-done", count=len(changes), title=desk.title)]
    lines += [pages.changed_line(desk, change.key, change.old, change.new) for change in changes[:SHOWN_LINES]]
    return Html("\n".join([*lines, *_more(desk.context, len(changes))]))


def _more(context: Context, count: int) -> list[Html]:
    return [context.text("import-more", count=count - SHOWN_LINES)] if count > SHOWN_LINES else []


def _plain(context: Context, key: str, **arguments: str | float) -> str:
    return context.label(key, **arguments)
