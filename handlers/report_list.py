"""/reports: what waits for a decision of staff, appeals and reports, page by page."""

from dataclasses import dataclass
from datetime import datetime

from bot.errors import UserError
from bot.i18n.translator import Html, isolated
from bot.membership.roles import Right, Role
from bot.moderation import queries
from bot.moderation.appeal_cards import list_line
from bot.moderation.appeals import AppealButton
from bot.moderation.cards import Voice
from bot.moderation.report_cards import report_line
from bot.moderation.reports import ReportButton, ReportListButton
from bot.outbox.effects import Button, Keyboard
from bot.persistence.transaction import Reading
from handlers.case_desk import card_tapper, edit_here, voice_of
from handlers.context import Context
from handlers.sanction_targets import Actor, actor_here
from handlers.staff_place import staff_place

ON_A_PAGE = 5
MOST_LISTED = 100
"""The newest of each kind."""


@dataclass(frozen=True, slots=True)
class _Line:
    """`data` of the button that shows the card."""

    made_at: datetime
    text: Html
    data: str


async def on_reports(context: Context) -> None:
    """The first page: here in the staff group and in private; asked for in a group, where staff see it."""
    actor = actor_here(context, Right.SEE_STAFF_DATA)
    place = await staff_place(actor, UserError("reports-in-private"))
    is_private = context.is_private or place.is_private
    async with context.begin() as tx:
        text, keyboard = await _page(tx, actor, 0, is_private=is_private)
        await place.show(tx, context, text, keyboard, context.text("reports-list-sent", where=place.where))


async def on_list_button(context: Context, button: ReportListButton) -> None:
    actor = await card_tapper(context, button.community)
    async with context.begin() as tx:
        text, keyboard = await _page(tx, actor, button.first, is_private=context.is_private)
        await edit_here(tx, actor, text, keyboard)
    await context.toast("")


async def _page(view: Reading, actor: Actor, first: int, *, is_private: bool) -> tuple[Html, Keyboard]:
    """The lines from the `first`-th on, with a button each; what is about staff only for the owner in private."""
    lines = await _lines(view, actor, voice_of(actor), shows_staff=is_private and actor.role is Role.OWNER)
    voice, title = voice_of(actor), isolated(actor.community.title)
    if not lines:
        return voice.text("reports-list-none", title=title), ()
    first = min(first, (len(lines) - 1) // ON_A_PAGE * ON_A_PAGE)
    shown = lines[first : first + ON_A_PAGE]
    texts = [voice.text("reports-list-title", title=title, count=len(lines))]
    texts += [Html(f"{number}. {line.text}") for number, line in enumerate(shown, first + 1)]
    choices = tuple(Button(str(number), data=line.data) for number, line in enumerate(shown, first + 1))
    turns = []
    if first > 0:
        turns.append(_turn(voice, actor, "reports-button-newer", max(0, first - ON_A_PAGE)))
    if first + ON_A_PAGE < len(lines):
        turns.append(_turn(voice, actor, "reports-button-older", first + ON_A_PAGE))
    return Html("\n".join(texts)), tuple(row for row in (choices, tuple(turns)) if row)


async def _lines(view: Reading, actor: Actor, voice: Voice, *, shows_staff: bool) -> list[_Line]:
    community_id = actor.community.id
    lines = []
    for appeal in await queries.open_appeals(view, community_id, MOST_LISTED):
        case = await queries.case_by_id(view, appeal.case_id)
        if case is not None:
            data = AppealButton(appeal=appeal.id, act="show", hours=0).pack()
            lines.append(_Line(appeal.made_at, list_line(voice, appeal, case), data))
    on_staff = None if shows_staff else False
    for report in await queries.open_reports(view, community_id, MOST_LISTED, on_staff=on_staff):
        data = ReportButton(report=report.id, act="show").pack()
        lines.append(_Line(report.made_at, report_line(voice, report), data))
    return sorted(lines, key=lambda line: line.made_at, reverse=True)


def _turn(voice: Voice, actor: Actor, label: str, first: int) -> Button:
    return Button(voice.label(label), data=ReportListButton(community=actor.community.id, first=first).pack())
