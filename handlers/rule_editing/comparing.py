"""A rule in `observe` beside those that act, and beside its version before: the difference as a list."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from bot.errors import UserError
from bot.i18n.translator import Html, isolated
from bot.membership import queries as roster
from bot.membership.roles import Right
from bot.moderation import actions, queries
from bot.moderation.queries import HitView
from bot.moderation.rule_buttons import Act, HitButton
from bot.moderation.rules.stored import Enacted
from bot.outbox.effects import Button
from handlers.context import Context
from handlers.rule_editing import pages, saving
from handlers.rule_editing.desk import Desk, Page, tapped_desk
from handlers.rule_editing.replaying import Comparison, compare

SHOWN_HITS = 5


async def comparison_page(
    desk: Desk, one: Enacted, after: int = 0, judged: Mapping[int, bool] = MappingProxyType({})
) -> Page:
    """What only this rule found, newest first, to be judged by buttons; on the first page what its version before found.

    `judged`: hits on which somebody is just saying whether they are mistakes.
    """
    rule = one.rule
    async with desk.context.services.database.read() as view:
        before = await queries.version_before(view, desk.community.id, rule.name, rule.version)
        count = await queries.rule_hit_count(view, desk.community.id, rule.name, rule.version, alone=True)
    lines = [
        pages.title(desk, rule),
        desk.text("rule-compare-alone", count=count) if count else desk.text("rule-compare-none"),
    ]
    hits_text, rows = await _hits(desk, one, after, judged)
    lines += hits_text
    if before is not None and before.rule is not None and not after:
        found = await compare(desk, before.rule, rule)
        lines += await _versions(desk, found, before.version)
    back = desk.button(desk.label("button-back"), Act.SHOW, rule.name)
    return Page(Html("\n\n".join(lines)), (*rows, (back,)))


async def on_hit_button(context: Context, button: HitButton) -> None:
    desk = await tapped_desk(context, button.community, Right.MODERATE)
    async with context.services.database.read() as view:
        hit = await queries.rule_hit(view, button.community, button.hit)
    if hit is None:
        raise UserError("refused-button-old")
    is_mistake = button.answer == "wrong"
    one = desk.find(hit.rule)
    page = await comparison_page(desk, one, button.after, {hit.id: is_mistake})
    async with context.begin() as tx:
        await actions.judge_rule_hit(tx, button.community, hit.id, is_mistake=is_mistake, by=context.sender.id)
        await context.audit(tx, "rule_judge", rule=hit.rule, hit=hit.id)
        await desk.show(tx, page)
    await context.toast(context.label("rule-judged-wrong" if is_mistake else "rule-judged-right"))


async def _hits(
    desk: Desk, one: Enacted, after: int, judged: Mapping[int, bool]
) -> tuple[list[Html], list[tuple[Button, ...]]]:
    rule = one.rule
    async with desk.context.services.database.read() as view:
        hits = await queries.rule_hits(
            view,
            desk.community.id,
            rule.name,
            rule.version,
            alone=True,
            after=after or None,
            limit=SHOWN_HITS + 1,
        )
        texts = await roster.texts_of(view, [(hit.chat_id, hit.message_id) for hit in hits])
    names = await saving.names_of(desk, {hit.user_id for hit in hits if hit.user_id is not None})
    lines: list[Html] = []
    rows: list[tuple[Button, ...]] = []
    for hit in hits[:SHOWN_HITS]:
        text = texts.get((hit.chat_id, hit.message_id))
        name = names.get(hit.user_id or 0) or str(desk.text("rule-somebody"))
        shown = pages.short(text) if text else desk.text("rule-text-gone")
        state = _state(judged.get(hit.id, hit.is_mistake))
        lines.append(desk.text(f"rule-hit-{state}", id=hit.id, name=isolated(name), text=shown))
        rows.append(
            (
                _judging(desk, hit, after, "right"),
                _judging(desk, hit, after, "wrong"),
            )
        )
    if len(hits) > SHOWN_HITS:
        rows.append((desk.button("›", Act.COMPARE, rule.name, hits[SHOWN_HITS - 1].id),))
    return lines, rows


async def _versions(desk: Desk, found: Comparison, before: int) -> list[Html]:
    """What the version before acts on and this one does not, and the other way round."""
    names = await saving.names_of(desk, pages.people_of(found.lost.samples) | pages.people_of(found.won.samples))
    lines = []
    for key, difference in (("rule-compare-lost", found.lost), ("rule-compare-won", found.won)):
        heading = desk.text(key, version=before, count=difference.hits, looked=found.now.looked)
        lines.append(Html("\n".join([heading, *pages.samples(desk, difference.samples, names)])))
    return lines


def _judging(desk: Desk, hit: HitView, after: int, answer: Literal["right", "wrong"]) -> Button:
    data = HitButton(community=desk.community.id, hit=hit.id, after=after, answer=answer)
    return Button(desk.label(f"rule-button-{answer}", id=hit.id), data=data.pack())


def _state(is_mistake: bool | None) -> str:
    if is_mistake is None:
        return "open"
    return "wrong" if is_mistake else "right"
