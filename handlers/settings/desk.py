"""The settings of one community on the table of one person, in that person's words."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import NotAllowed, UserError
from bot.i18n.translator import Argument, Html, isolated
from bot.membership import queries as roster
from bot.membership.roles import Right, may
from bot.outbox.effects import Button, Keyboard
from bot.persistence.transaction import Reading
from bot.settings import queries
from bot.settings.fields import Kind, Knob, SettingsSchema, Snapshot, token
from bot.settings.settings import CommunitySettings
from handlers.context import Context
from handlers.settings.buttons import Act, SettingsButton

SHORT = 60
"""Characters of a text value where it is one of many."""


@dataclass(frozen=True, slots=True)
class Page:
    """One state of the menu's message."""

    text: Html
    keyboard: Keyboard


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page of the menu is made from."""

    context: Context
    community_id: int
    title: Html
    settings: Snapshot

    @property
    def schema(self) -> SettingsSchema:
        return self.context.services.schema

    @property
    def zone(self) -> ZoneInfo:
        name = self.settings.get(CommunitySettings).timezone
        return ZoneInfo(name) if name else self.context.services.config.timezone

    def text(self, key: str, /, **arguments: Argument) -> Html:
        return self.context.text(key, **arguments)

    def said(self, knob: Knob, value: Any, longest: int = SHORT) -> Html:
        """The value in words; of a text at most `longest` characters, in one line where it is `SHORT`."""
        shown = self.schema.show(knob.key, value)
        text = shown.arguments.get("text")
        if not isinstance(text, str):
            return self.text(shown.key, **shown.arguments)
        text = " ".join(text.split()) if longest == SHORT else text
        return self.text(shown.key, text=text if len(text) <= longest else text[: longest - 1] + "…")

    def button(self, label: str, act: Act, subject: str = "", value: str = "") -> Button:
        data = SettingsButton(
            person=self.context.sender.id, community=self.community_id, act=act, subject=subject, value=value
        )
        return Button(label, data=data.pack())

    def group_button(self, label: str, group: str, first: int = 0) -> Button:
        return self.button(label, Act.PAGE, token(group), str(first))

    def knob_button(self, label: str, act: Act, knob: Knob, value: str = "") -> Button:
        return self.button(label, act, token(knob.key), value)

    def knob_of(self, button: SettingsButton) -> Knob:
        """Raises `UserError` for a knob that this version has no more."""
        knob = self.schema.with_token(button.subject)
        if knob is None:
            raise UserError("refused-button-old")
        return knob


async def require_right(context: Context, community_id: int) -> None:
    """Raise `UserError` unless the sender may change the settings of `community_id` from this chat."""
    if context.community is not None and context.community.id == community_id:
        context.require(Right.CHANGE_SETTINGS)
    elif not context.is_private:
        raise UserError("refused-button-old")
    elif not may(await context.services.directory.role(community_id, context.sender.id), Right.CHANGE_SETTINGS):
        raise NotAllowed(Right.CHANGE_SETTINGS.value)


async def read_desk(context: Context, view: Reading, community_id: int) -> Desk:
    """The settings as they are now: a menu never shows what another manager has just changed."""
    community = await roster.community(view, community_id)
    if community is None:
        raise UserError("refused-button-old")
    stored = await queries.values(view, community_id)
    return Desk(context, community_id, isolated(community.title), context.services.schema.snapshot(stored))


async def open_desk(context: Context, community_id: int) -> Desk:
    """The same, for somebody whose right is checked first."""
    await require_right(context, community_id)
    async with context.services.database.read() as view:
        return await read_desk(context, view, community_id)


def setting_url(context: Context, key: str, community_id: int | None = None) -> str:
    """A link that opens one setting in the private chat, of the community at hand."""
    community = context.here.id if community_id is None else community_id
    return f"https://t.me/{context.services.bot.username}?start=set_{community}_{token(key)}"


def settings_url(context: Context, community_id: int) -> str:
    """A link that opens the menu in the private chat."""
    return f"https://t.me/{context.services.bot.username}?start=set_{community_id}"


def is_typed(knob: Knob) -> bool:
    """Whether the knob can be typed besides its buttons."""
    return knob.kind not in (Kind.BOOL, Kind.CHOICE, Kind.LANGUAGE)
