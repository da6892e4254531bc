"""Files from and to people in the private chat: what is wrong with one, and where staff data may go."""

from collections.abc import Sequence

from bot.errors import UserError
from bot.i18n.translator import Html, escape
from bot.membership import queries as roster
from bot.messages import ChatId, Media
from bot.outbox.effects import Button, SendDocument
from bot.settings.problems import Problem
from bot.telegram.failures import TelegramFailure
from handlers.context import Context

SHOWN_LINES = 25
"""Problems or changes in one answer; a message holds 4,096 characters."""


async def uploaded_text(context: Context, most_bytes: int, usage: str) -> str:
    """The text of the file in the message. Raises `UserError`: `usage` where there is none."""
    document: Media | None = context.message.document
    if document is None:
        raise UserError(usage)
    too_big = UserError("file-too-big", kilobytes=most_bytes // 1024)
    if (document.file_size or 0) > most_bytes:
        raise too_big
    try:
        content = await context.services.telegram.download(document.file_id, most_bytes)
    except ValueError:
        raise too_big from None
    except TelegramFailure:
        raise UserError("import-not-downloaded") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError("file-not-utf8") from None


def problems_text(context: Context, problems: Sequence[Problem]) -> Html:
    """Everything that is wrong with a file, line by line."""
    lines = [context.text("import-problems", count=len(problems))]
    for problem in problems[:SHOWN_LINES]:
        what = context.text(problem.key, **problem.arguments)
        where = context.text("import-line", line=problem.line)
        path = f" <code>{escape(problem.path)}</code>" if problem.path else ""
        lines.append(Html(f"{where}{path} {what}"))
    return Html("\n".join([*lines, *more_lines(context, len(problems))]))


def more_lines(context: Context, count: int) -> list[Html]:
    """How many of `count` lines were left out, if any were."""
    return [context.text("import-more", count=count - SHOWN_LINES)] if count > SHOWN_LINES else []


async def send_to_staff(
    context: Context, filename: str, content: bytes, caption: Html, *, open_private: str, retry: str
) -> None:
    """Send a file with staff data: here if this is such a place, else to the asker in private, else to the staff group.

    Where there is no such place the asker is led to the private chat (`open_private`, a link) to send `retry` there.
    """
    async with context.services.database.read() as view:
        person = await roster.person(view, context.sender.id)
    target = staff_place(context, is_reachable=person is not None and person.reach == "started")
    if target is None:
        button = Button(context.label("settings-button-private"), url=open_private)
        async with context.begin() as tx:
            await context.answer(tx, context.text("export-start-first", command=retry), keyboard=((button,),))
        return
    file = SendDocument(chat_id=target, filename=filename, content=content, caption=caption)
    async with context.begin() as tx:
        await context.put(tx, file, name="file")
        if target != context.chat.id:
            key = "export-sent-private" if target == context.sender.id else "export-sent-staff"
            await context.answer(tx, context.text(key))


def staff_place(context: Context, *, is_reachable: bool) -> ChatId | None:
    """Where staff data may go: here if this is such a place, else to the asker, else to the staff group."""
    if context.is_private or context.here.purpose == "staff":
        return context.chat.id
    return context.sender.id if is_reachable else context.here.staff_chat_id
