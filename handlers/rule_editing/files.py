"""/export rules and /import rules: the rules as a YAML file."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from bot.errors import UserError
from bot.i18n.dates import local_day
from bot.i18n.translator import Html, isolated
from bot.membership.roles import Right
from bot.moderation import actions
from bot.moderation.rules.documents import MOST_BYTES, read_rules, write_rules
from bot.moderation.rules.model import Mode, Rule
from bot.moderation.rules.replay import Replay, failed_examples
from bot.moderation.rules.stored import Act as Change
from bot.moderation.rules.stored import Enacted, same_text
from bot.persistence.transaction import Transaction
from bot.settings.problems import ImportProblems, Problem
from handlers.context import Context
from handlers.files import SHOWN_LINES, more_lines, problems_text, send_to_staff, uploaded_text
from handlers.rule_editing import pages
from handlers.rule_editing.desk import Desk, open_desk
from handlers.rule_editing.replaying import replay_all
from handlers.settings import settings_url
from handlers.settings.files import ExportTarget

_NAME = re.compile(r"(?m)^[ \t]*(?:-[ \t]+)?[\"']?name[\"']?[ \t]*:[ \t]*[\"']?(?P<name>[\w-]+)")


@dataclass(frozen=True, slots=True)
class _Read:
    """A rule of the file beside the one that holds now, and what is done with it."""

    rule: Rule
    present: Enacted | None

    @property
    def is_new_text(self) -> bool:
        return self.present is None or not same_text(self.rule, self.present.rule)

    @property
    def is_new_mode(self) -> bool:
        return self.present is not None and self.rule.mode is not self.present.rule.mode

    @property
    def key(self) -> str:
        if self.present is None:
            return "rule-import-added"
        return "rule-import-changed" if self.is_new_text else "rule-import-mode"


async def export_rules(context: Context) -> None:
    context.require(Right.EXPORT)
    desk = await open_desk(context)
    text = write_rules([one.rule for one in desk.rules])
    day = local_day(context.services.clock.now(), desk.community.zone)
    header = "".join(f"# {line}\n" for line in context.label("rule-export-header").splitlines())
    await send_to_staff(
        context,
        f"rules-{day.isoformat()}.yaml",
        f"{header}\n{text}".encode(),
        context.text("rule-exported", title=isolated(desk.community.title), count=len(desk.rules)),
        open_private=settings_url(context, desk.community.id),
        retry="/export rules",
    )


EXPORT = ExportTarget(("rules", "规则", "規則"), export_rules)


async def on_import_rules(context: Context) -> None:
    """All of the file or nothing; examples and replay come before anything acts."""
    desk = await open_desk(context)
    text = await uploaded_text(context, MOST_BYTES, "import-usage")
    try:
        rules = await asyncio.to_thread(_read, desk, text)
    except ImportProblems as refused:
        answer = problems_text(context, refused.problems)
        async with context.begin() as tx:
            await context.answer(tx, answer)
        return
    present = {one.rule.name: one for one in desk.rules}
    found = [_Read(rule, present.get(rule.name)) for rule in rules]
    changed = [one for one in found if one.is_new_text or one.is_new_mode]
    replays = await replay_all(desk, [one.rule for one in changed]) if changed else {}
    async with context.begin() as tx:
        for one in changed:
            await _store(tx, desk, one)
        if changed:
            await context.audit(tx, "rules_import", rules=len(changed))
        await context.answer(tx, _summary(desk, changed, replays))


async def _store(tx: Transaction, desk: Desk, one: _Read) -> None:
    by = desk.context.sender.id
    if one.is_new_text:
        await actions.save_rule(tx, desk.community.id, one.rule, Change.IMPORTED, by=by)
    elif one.present is not None:
        await actions.set_rule_mode(
            tx, desk.community.id, one.present.rule, one.rule.mode, by=by, is_preset=one.present.is_preset
        )


def _read(desk: Desk, text: str) -> list[Rule]:
    """The rules of the file, their examples tried. Raises `ImportProblems`."""
    rules = [replace(rule, version=1) for rule in read_rules(text)]
    problems = []
    local = desk.context.services.clock.now().astimezone(desk.community.zone)
    for rule in rules:
        try:
            missed, found = failed_examples(rule, desk.allowed_domains, desk.lists, local)
        except UserError as error:
            problems.append(Problem(_line_of(rule.name, text), rule.name, error.key, error.arguments))
            continue
        for key, failing in (("rule-example-missed", missed), ("rule-example-hit", found)):
            if failing:
                arguments: dict[str, str | int | float] = {
                    "name": rule.name,
                    "text": pages.short(failing[0]),
                    "count": len(failing),
                }
                problems.append(Problem(_line_of(rule.name, text), rule.name, key, arguments))
    if problems:
        raise ImportProblems(problems)
    return rules


def _line_of(name: str, text: str) -> int:
    for found in _NAME.finditer(text):
        if found["name"] == name:
            return text.count("\n", 0, found.start("name")) + 1
    return 1


def _summary(desk: Desk, changed: Sequence[_Read], replays: dict[str, Replay]) -> Html:
    title = isolated(desk.community.title)
    if not changed:
        return desk.text("rule-import-nothing", title=title)
    lines = [desk.text("rule-import-done", title=title, count=len(changed))]
    for one in changed[:SHOWN_LINES]:
        mode = desk.text(f"rule-mode-{one.rule.mode.value}")
        line = desk.text(one.key, name=one.rule.name, mode=mode)
        hits = replays[one.rule.name]
        if one.rule.mode is not Mode.OFF and hits.since is not None:
            line = Html(f"{line} {desk.text('rule-import-replay', hits=hits.hits, regulars=len(hits.regulars))}")
        lines.append(line)
    return Html("\n".join([*lines, *more_lines(desk.context, len(changed))]))
