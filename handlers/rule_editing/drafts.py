"""Words and sites of somebody's message, chosen by buttons for a new rule."""

from bot.errors import UserError
from bot.moderation import queries
from bot.moderation.queries import DraftView
from bot.moderation.rule_buttons import DraftButton
from bot.outbox.effects import Button
from handlers.context import Context
from handlers.rule_editing.desk import Desk, Page, tapped_desk
from handlers.rule_editing.saving import add_chosen


async def on_draft_button(context: Context, button: DraftButton) -> None:
    desk = await tapped_desk(context, button.community)
    async with context.services.database.read() as view:
        draft = await queries.rule_draft(view, button.draft)
    if draft is None or draft.community_id != button.community:
        raise UserError("refused-button-old")
    if draft.actor_id != context.sender.id:
        raise UserError("refused-not-your-button")
    words, domains = chosen_of(draft, button.chosen)
    if button.act == "draw":
        async with context.begin() as tx:
            await desk.show(tx, draft_page(desk, draft, button.chosen))
        await context.toast("")
        return
    if not words and not domains:
        raise UserError("rule-nothing-chosen")
    await add_chosen(desk, draft.id, words, domains)
    await context.toast("")


def draft_page(desk: Desk, draft: DraftView, chosen: int) -> Page:
    """What the message offers; a tap chooses or leaves, the last button makes the rule."""
    offered = [*draft.words, *draft.domains]
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                f"{'✅' if chosen & 1 << number else '⬜️'} {text[:40]}",
                data=_data(draft, chosen ^ 1 << number, "draw"),
            ),
        )
        for number, text in enumerate(offered)
    ]
    rows.append((Button(desk.label("rule-button-make"), data=_data(draft, chosen, "make")),))
    return Page(desk.text("rule-draft"), tuple(rows))


def chosen_of(draft: DraftView, chosen: int) -> tuple[list[str], list[str]]:
    """The words and the domains whose bits are set."""
    words = [word for number, word in enumerate(draft.words) if chosen & 1 << number]
    domains = [one for number, one in enumerate(draft.domains, len(draft.words)) if chosen & 1 << number]
    return words, domains


def _data(draft: DraftView, chosen: int, act: str) -> str:
    return DraftButton(community=draft.community_id, draft=draft.id, chosen=chosen, act=act).pack()  # type: ignore[arg-type]
