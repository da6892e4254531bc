"""/rule and what follows it."""

from collections.abc import Awaitable, Callable, Mapping

from aiogram.filters import CommandObject

from bot.errors import UserError
from bot.messages import IncomingMessage, UserId
from bot.moderation import actions
from bot.moderation.ad_words import AD_WORDS
from bot.moderation.queries import DraftView
from bot.moderation.readable import readable
from bot.moderation.rules.editing import PREFIXES
from bot.moderation.rules.model import Mode
from bot.moderation.rules.presets import PRESETS
from bot.moderation.rules.proposals import proposal
from handlers.context import Context
from handlers.rule_editing import drafts, pages, saving, standing
from handlers.rule_editing.comparing import comparison_page
from handlers.rule_editing.desk import Desk, fresh_desk, open_desk
from handlers.rule_editing.history import history

MODE_WORDS: Mapping[str, Mode] = {
    "off": Mode.OFF,
    "observe": Mode.OBSERVE,
    "enforce": Mode.ENFORCE,
    "关": Mode.OFF,
    "關": Mode.OFF,
    "停用": Mode.OFF,
    "观察": Mode.OBSERVE,
    "觀察": Mode.OBSERVE,
    "启用": Mode.ENFORCE,
    "啟用": Mode.ENFORCE,
}


async def on_rule(context: Context, command: CommandObject) -> None:
    desk = await open_desk(context)
    word, _, rest = (command.args or "").strip().partition(" ")
    if not word:
        async with context.begin() as tx:
            await desk.answer(tx, pages.list_page(desk))
    elif word in _COMMANDS:
        await _COMMANDS[word](desk, rest.strip())
    elif rest.strip():
        raise UserError("rule-usage")
    else:
        await _show(desk, word)


async def _show(desk: Desk, name: str) -> None:
    one = desk.find(name)
    async with desk.context.begin() as tx:
        await desk.answer(tx, pages.rule_page(desk, one, await standing.precision_of(tx, desk, one)))


async def _add(desk: Desk, rest: str) -> None:
    kind, text = _split(rest)
    if kind in PREFIXES:
        await saving.add(desk, kind, text)
    elif kind:
        raise UserError("rule-usage-add")
    else:
        await _propose(desk)


async def _propose(desk: Desk) -> None:
    """`/rule add` as a reply: what stands in that message, by buttons."""
    context = desk.context
    message = context.message.reply_to_message
    if message is None:
        raise UserError("rule-usage-add")
    offered = proposal(message, readable(message), (*desk.settings.ad_words, *AD_WORDS), desk.allowed_domains)
    if not offered:
        raise UserError("rule-nothing-found")
    async with context.begin() as tx:
        made = await actions.keep_rule_draft(
            tx, desk.community.id, offered.words, offered.domains, author_id=_author(message), by=context.sender.id
        )
        draft = DraftView(made, desk.community.id, context.sender.id, offered.words, offered.domains)
        await desk.answer(tx, drafts.draft_page(desk, draft, 0))


def _author(message: IncomingMessage) -> UserId | None:
    """Whose words they are: of a forward the first author, where that is known."""
    origin = message.forward_origin
    if origin is not None:
        return origin.sender_user.id if origin.sender_user is not None else None
    return message.sender.id if message.sender is not None else None


async def _mode(desk: Desk, rest: str) -> None:
    name, word = _split(rest)
    mode = MODE_WORDS.get(word.casefold())
    if not name or mode is None:
        raise UserError("rule-usage-mode")
    note, _ = await standing.prepare_mode(desk, desk.find(name), mode)
    async with desk.context.begin() as tx:
        await standing.set_mode(tx, desk, desk.find(name), mode)
        fresh = await fresh_desk(desk, tx)
        one = fresh.find(name)
        await desk.answer(tx, pages.rule_page(fresh, one, await standing.precision_of(tx, fresh, one), note))


async def _test(desk: Desk, name: str) -> None:
    one = desk.find(_named(name, "rule-usage-test"))
    found, names = await saving.tried(desk, one.rule)
    async with desk.context.begin() as tx:
        await desk.answer(tx, pages.test_page(desk, one, found, names))


async def _edit(desk: Desk, rest: str) -> None:
    name, change = _split(rest)
    field, text = _split(change)
    if not name or not field:
        raise UserError("rule-usage-edit")
    await saving.edit(desk, name, field, text)


async def _remove(desk: Desk, name: str) -> None:
    one = desk.find(_named(name, "rule-usage-remove"))
    async with desk.context.begin() as tx:
        await desk.answer(tx, await standing.remove(tx, desk, one))


async def _versions(desk: Desk, name: str) -> None:
    page = await history(desk, _named(name, "rule-usage-versions"))
    async with desk.context.begin() as tx:
        await desk.answer(tx, page)


async def _compare(desk: Desk, name: str) -> None:
    page = await comparison_page(desk, desk.find(_named(name, "rule-usage-compare")))
    async with desk.context.begin() as tx:
        await desk.answer(tx, page)


async def _preset(desk: Desk, name: str) -> None:
    if name and name not in PRESETS:
        raise UserError("rule-problem-choice", value=name[:40], choices=", ".join(PRESETS))
    async with desk.context.begin() as tx:
        page = await standing.choose_preset(tx, desk, name) if name else pages.presets_page(desk)
        await desk.answer(tx, page)


_COMMANDS: Mapping[str, Callable[[Desk, str], Awaitable[None]]] = {
    "add": _add,
    "mode": _mode,
    "test": _test,
    "edit": _edit,
    "remove": _remove,
    "versions": _versions,
    "compare": _compare,
    "preset": _preset,
}


def _split(text: str) -> tuple[str, str]:
    """The first word, and the rest as it was typed."""
    head, *rest = text.split(maxsplit=1) or [""]
    return head, rest[0] if rest else ""


def _named(text: str, usage: str) -> str:
    if not text or " " in text:
        raise UserError(usage)
    return text
