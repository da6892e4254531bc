"""The rules of one community on the table of one person, and where the answers may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.errors import NotAllowed, UserError
from bot.i18n.negotiation import Language
from bot.i18n.translator import Argument, Html
from bot.membership.community import CommunityView
from bot.membership.roles import Right, may
from bot.moderation import queries
from bot.moderation.rule_buttons import Act, RuleButton, rule_token
from bot.moderation.rules.model import Mode, Rule
from bot.moderation.rules.stored import Enacted, enacted
from bot.moderation.settings import ModerationSettings
from bot.outbox.effects import Button, Edit, Keyboard
from bot.persistence.transaction import Reading, Transaction
from handlers.communities import community_view
from handlers.context import Context
from handlers.sanction_targets import Actor
from handlers.staff_place import StaffPlace, staff_place

HITS_OF = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Page:
    """One state of a message about rules."""

    text: Html
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers about rules are made from. `place`: where they are shown, in the language that is read there."""

    context: Context
    community: CommunityView
    rules: tuple[Enacted, ...]
    hits: Mapping[str, int]
    place: StaffPlace

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

    @property
    def language(self) -> Language:
        is_private = self.context.is_private or self.place.is_private
        return self.context.own_language if is_private else self.community.language

    def text(self, key: str, /, **arguments: Argument) -> Html:
        return self.context.services.translator.text(self.language, key, **arguments)

    def label(self, key: str, /, **arguments: Argument) -> str:
        return self.context.services.translator.plain(self.language, key, **arguments)

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
        went = self.context.text("rule-sent", where=self.place.where)
        await self.place.show(tx, self.context, page.text, page.keyboard, went)

    async def show(self, tx: Transaction, page: Page) -> None:
        """Turn the message under the tapped button into `page`."""
        message = self.context.message
        edit = Edit(chat_id=message.chat.id, message_id=message.message_id, text=page.text, keyboard=page.keyboard)
        await self.context.put(tx, edit, name="rules")


async def open_desk(context: Context) -> Desk:
    """For a command. Raises `UserError` without the right, and where staff data has nowhere to go."""
    community = context.here
    context.require(Right.CHANGE_SETTINGS)
    place = await staff_place(Actor(context, community, context.role), UserError("rule-in-private"))
    async with context.services.database.read() as view:
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
        return await read_desk(context, view, community, StaffPlace())


async def read_desk(context: Context, view: Reading, community: CommunityView, place: StaffPlace) -> Desk:
    """The rules as they are now."""
    stored = await queries.stored_rules(view, community.id)
    rules = enacted(community.settings.get(ModerationSettings).preset, stored)
    hits = await queries.rule_hit_counts(view, community.id, view.now - HITS_OF)
    return Desk(context, community, rules, hits, place)


async def fresh_desk(desk: Desk, tx: Transaction) -> Desk:
    """The same desk after a change in `tx`."""
    community = await community_view(tx, desk.context.services, desk.community.id)
    return await read_desk(desk.context, tx, community or desk.community, desk.place)
