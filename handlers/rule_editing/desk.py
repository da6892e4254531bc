"""The rules of one community on the table of one person, and where the answers may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.errors import NotAllowed, UserError
from bot.i18n.translator import Argument, Html
from bot.membership import queries as roster
from bot.membership.community import CommunityView
from bot.membership.roles import Right, may
from bot.messages import ChatId
from bot.moderation import queries
from bot.moderation.rule_buttons import Act, RuleButton, rule_token
from bot.moderation.rules.model import Mode, Rule
from bot.moderation.rules.stored import Enacted, enacted
from bot.moderation.settings import ModerationSettings
from bot.outbox.effects import Button, Edit, Keyboard, Send
from bot.persistence.transaction import Reading, Transaction
from handlers.communities import community_view
from handlers.context import Context

HITS_OF = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Page:
    """One state of a message about rules."""

    text: Html
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers about rules are made from. `place`: where they may be shown, which is here or where staff read."""

    context: Context
    community: CommunityView
    rules: tuple[Enacted, ...]
    hits: Mapping[str, int]
    place: ChatId

    @property
    def settings(self) -> ModerationSettings:
        return self.community.settings.get(ModerationSettings)

    @property
    def allowed_domains(self) -> Sequence[str]:
        return self.settings.allowed_domains

    @property
    def lists(self) -> Mapping[str, Sequence[str]]:
        """The community's own lists that rules refer to."""
        return {"ad_words": self.settings.ad_words, "blocked_words": self.settings.blocked_words}

    def text(self, key: str, /, **arguments: Argument) -> Html:
        return self.context.text(key, **arguments)

    def label(self, key: str, /, **arguments: Argument) -> str:
        return self.context.label(key, **arguments)

    def find(self, name: str) -> Enacted:
        """Raises `UserError` where the community has no rule of that name."""
        found = next((one for one in self.rules if one.rule.name == name), None)
        if found is None:
            raise UserError("rule-unknown", name=name[:40])
        return found

    def tapped(self, token: str) -> Enacted:
        """The rule of a button. Raises `UserError` where it is gone."""
        found = next((one for one in self.rules if rule_token(one.rule.name) == token), None)
        if found is None:
            raise UserError("refused-button-old")
        return found

    def button(self, label: str, act: Act, rule: str = "", number: int = 0, value: str = "") -> Button:
        token = rule_token(rule) if rule else ""
        data = RuleButton(community=self.community.id, act=act, rule=token, number=number, value=value)
        return Button(label, data=data.pack())

    def mode_button(self, label: str, rule: Rule, mode: Mode) -> Button:
        return self.button(label, Act.MODE, rule.name, rule.version, mode.value)

    async def answer(self, tx: Transaction, page: Page) -> None:
        """Show `page`: here, or where staff read, and then one line here says where it went."""
        context = self.context
        if self.place == context.chat.id:
            await context.answer(tx, page.text, public=True, keyboard=page.keyboard)
            return
        await context.put(tx, Send(chat_id=self.place, text=page.text, keyboard=page.keyboard), name="rules")
        where = "private" if self.place == context.sender.id else "staff"
        await context.answer(tx, self.text("rule-sent", where=where))

    async def show(self, tx: Transaction, page: Page) -> None:
        """Turn the message under the tapped button into `page`."""
        message = self.context.message
        edit = Edit(chat_id=message.chat.id, message_id=message.message_id, text=page.text, keyboard=page.keyboard)
        await self.context.put(tx, edit, name="rules")


async def open_desk(context: Context) -> Desk:
    """For a command. Raises `UserError` without the right, and where staff data has nowhere to go."""
    community = context.here
    context.require(Right.CHANGE_SETTINGS)
    async with context.services.database.read() as view:
        place = await _place(context, view, community)
        fresh = await community_view(view, context.services, community.id)
        return await read_desk(context, view, fresh or community, place)


async def tapped_desk(context: Context, community_id: int, right: Right = Right.CHANGE_SETTINGS) -> Desk:
    """For a button. Raises `UserError` without `right`, and elsewhere than in private and in the staff group."""
    async with context.services.database.read() as view:
        community = await community_view(view, context.services, community_id)
    if community is None:
        raise UserError("refused-button-old")
    if not context.is_private and context.chat.id != community.staff_chat_id:
        raise UserError("refused-not-your-button")
    if context.community is not None and context.community.id == community_id:
        role = context.role
    else:
        role = await context.services.directory.role(community_id, context.sender.id)
    if not may(role, right):
        raise NotAllowed(right.value)
    async with context.services.database.read() as view:
        return await read_desk(context, view, community, context.chat.id)


async def read_desk(context: Context, view: Reading, community: CommunityView, place: ChatId) -> Desk:
    """The rules as they are now."""
    stored = await queries.stored_rules(view, community.id)
    rules = enacted(community.settings.get(ModerationSettings).preset, stored)
    hits = await queries.rule_hit_counts(view, community.id, view.now - HITS_OF)
    return Desk(context, community, rules, hits, place)


async def fresh_desk(desk: Desk, tx: Transaction) -> Desk:
    """The same desk after a change in `tx`."""
    community = await community_view(tx, desk.context.services, desk.community.id)
    return await read_desk(desk.context, tx, community or desk.community, desk.place)


async def _place(context: Context, view: Reading, community: CommunityView) -> ChatId:
    if context.is_private or community.purpose == "staff":
        return context.chat.id
    if community.staff_chat_id is not None:
        return community.staff_chat_id
    asker = await roster.person(view, context.sender.id)
    if asker is None or asker.reach != "started":
        raise UserError("rule-in-private")
    return context.sender.id
